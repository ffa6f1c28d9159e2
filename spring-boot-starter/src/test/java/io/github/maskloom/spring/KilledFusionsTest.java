package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.spring.DrawingServices.Taken;
import io.github.maskloom.spring.KillProbe.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at a random moment while five services draw for them, and the next
 * process, which takes up what they left. {@code -Psoak} kills fifty.
 */
@Tag("slow")
@Timeout(1200)
class KilledFusionsTest {
  private static final int KILLS = Integer.getInteger("maskloom.kills", 12) / 2;
  private static final long SEED = Long.getLong("maskloom.seed", 20261130);
  private static final List<Way> WAYS = List.of(Way.values());
  private static final List<String> PROVIDERS =
      List.of("openai", "flux", "ark", "dashscope", "fal", "ideogram");
  private static final long DRAWING_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** Requests of one process that a kill may follow, from its first to beyond its last. */
  private static final int REQUESTS = 3 * KillProbe.CALLS;

  @TempDir Path folder;

  /** What one process is, and when it is killed. */
  private record Kill(
      int time,
      Way way,
      String provider,
      boolean hasFallback,
      int requests,
      long pauseNanos,
      boolean gentle) {
    static Kill of(int time) {
      Random random = new Random(SEED + time);
      return new Kill(
          time,
          WAYS.get(time % WAYS.size()),
          PROVIDERS.get(time % PROVIDERS.size()),
          random.nextInt(3) == 0,
          1 + random.nextInt(REQUESTS),
          TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)),
          random.nextInt(3) == 0);
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingThatWasDrawnIsLost() {
    return IntStream.range(0, KILLS)
        .mapToObj(Kill::of)
        .map(kill -> DynamicTest.dynamicTest(kill.toString(), () -> kill(kill)));
  }

  private void kill(Kill kill) throws Exception {
    Path home = Files.createDirectories(folder.resolve("kill-" + kill.time()));
    Files.createDirectory(home.resolve("temp"));
    Files.createDirectory(home.resolve("out"));
    Files.write(home.resolve("room.png"), Pictures.photo(640, 512));
    Files.write(home.resolve("mask.png"), Pictures.mask(640, 512));
    CountDownLatch due = new CountDownLatch(kill.requests());
    try (DrawingServices services = new DrawingServices(DRAWING_NANOS, due::countDown)) {
      Process child = start(kill, home, services, "run", "1");
      var unused = child.onExit().thenRun(() -> open(due));
      due.await();
      LockSupport.parkNanos(kill.pauseNanos());
      if (kill.gentle()) {
        child.destroy();
      } else {
        child.destroyForcibly();
      }
      child.waitFor();
      Process next = start(kill, home, services, "recover");
      assertThat(next.waitFor()).as("exit of the next process").isZero();
      check(home, services);
    }
  }

  private static Process start(Kill kill, Path home, DrawingServices services, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(more[0], home.toString()));
    arguments.addAll(List.of(kill.way().toString(), kill.provider(), "" + kill.hasFallback()));
    String address = services.address("").toString();
    arguments.add(address.substring(0, address.length() - 1));
    arguments.addAll(Arrays.asList(more).subList(1, more.length));
    return ChildJvm.startQuietly(KillProbe.class, arguments, "-Xmx64m");
  }

  private static void open(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      latch.countDown();
    }
  }

  private static void check(Path home, DrawingServices services) throws IOException {
    String journal = Files.readString(home.resolve("calls.jsonl"));
    Map<String, Long> asked =
        services.taken().stream()
            .collect(
                Collectors.groupingBy(
                    taken -> taken.service() + " " + taken.number(), Collectors.counting()));
    assertThat(asked.values()).as("how often each was asked for").containsOnly(1L);
    for (Taken taken : services.taken()) {
      assertThat(journal).as("the trace of %s", taken).contains(taken.clientRequestId());
    }
    TreeSet<Integer> lost = new TreeSet<>();
    services
        .drawn()
        .forEach(
            (number, image) -> {
              if (!isKept(home, image) && !isNamed(journal, services, number)) {
                lost.add(number);
              }
            });
    assertThat(lost).as("images that nobody can find").isEmpty();
  }

  private static boolean isKept(Path home, byte[] image) {
    return Stream.of("out", "temp").anyMatch(name -> holds(home.resolve(name), image));
  }

  private static boolean holds(Path folder, byte[] image) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Arrays.equals(Files.readAllBytes(file), image)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whether the journal says of a request that nobody knows what became of it. */
  private static boolean isNamed(String journal, DrawingServices services, int number) {
    List<String> ids =
        services.taken().stream()
            .filter(taken -> taken.number() == number && !taken.service().startsWith("down"))
            .map(Taken::clientRequestId)
            .toList();
    return journal
        .lines()
        .filter(line -> ids.stream().anyMatch(line::contains))
        .noneMatch(line -> line.contains("\"outcome\":\"SUCCEEDED\""));
  }
}
