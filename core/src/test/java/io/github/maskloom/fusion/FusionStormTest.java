package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.call.SharedClient;
import io.github.maskloom.testing.ProcessStatus;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Many calls of shared clients with fallbacks, and callers that do anything at any moment. */
@Timeout(300)
@Tag("slow")
class FusionStormTest extends InFusionFolder {
  private static final int CALLS = 1000;
  private static final int CALLERS = 8;

  @RepeatedTest(3)
  void everyCallEndsAndNothingIsLeftButImages() throws Exception {
    List<String> before = handles();
    // Who is made by a thread of a group is in it too.
    ThreadGroup group = new ThreadGroup("storm");
    ExecutorService callers =
        Executors.newFixedThreadPool(CALLERS, work -> new Thread(group, work));
    try {
      List<Future<?>> begun = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        int seed = i;
        begun.add(callers.submit(() -> call(new Random(seed))));
      }
      for (Future<?> call : begun) {
        call.get(120, SECONDS);
      }
    } finally {
      callers.shutdown();
      assertThat(callers.awaitTermination(60, SECONDS)).isTrue();
    }
    while (group.activeCount() > 0) {
      Thread.onSpinWait();
    }
    assertThat(handles()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(emptyFolders()).isEmpty();
    files.assertOnlyImagesLeft();
  }

  private List<Path> emptyFolders() throws IOException {
    try (Stream<Path> left = Files.walk(files.temp())) {
      return left.filter(path -> !path.equals(files.temp()))
          .filter(path -> path.toFile().isDirectory() && path.toFile().list().length == 0)
          .toList();
    }
  }

  /** Begins a call of handles of its own, and cancels, closes or interrupts at some moment. */
  private Void call(Random random) throws Exception {
    FusionClient client = shared("first", random).withFallback(shared("second", random));
    FusionRequest request =
        FusionRequest.builder(files.room())
            .prompt("a sofa")
            .copySources(random.nextBoolean())
            .build();
    FusionCall call = client.start(request);
    Thread caller = Thread.currentThread();
    int way = random.nextInt(6);
    Thread meddler =
        new Thread(
            () -> {
              LockSupport.parkNanos(random.nextInt(3_000_000));
              switch (way) {
                case 0 -> call.cancel();
                case 1 -> call.close();
                case 2 -> client.close();
                case 3 -> caller.interrupt();
                default -> {}
              }
            });
    meddler.start();
    try {
      FusionResult result = call.result();
      if (random.nextBoolean()) {
        result.close();
      } else {
        result.discard();
      }
    } catch (RuntimeException | IOException e) {
      assertThat(call.isDone() || Thread.interrupted()).as("the end of %s", call).isTrue();
    } finally {
      Uninterruptibles.joinUninterruptibly(meddler);
      boolean ignored = Thread.interrupted();
      client.close();
    }
    return null;
  }

  private FusionClient shared(String name, Random random) throws IOException {
    FusionConfig config =
        files
            .config()
            .maxConcurrent(name.equals("first") ? 3 : 4)
            .maxQueued(CALLS)
            .closeGrace(Duration.ofMillis(1))
            .build();
    boolean down = random.nextBoolean();
    return SharedClient.acquire(config, () -> FusionClient.open(provider(down), config));
  }

  private static ScriptedProvider provider(boolean down) {
    return acting(
        (request, call) -> {
          LockSupport.parkNanos(500_000);
          call.cancellation().throwIfCancelled();
          if (down) {
            throw down(Delivery.NOT_SENT);
          }
          deliver(call, 0, picture(6, 4));
        });
  }

  /** The files in the folder of the test that this process has open. */
  private List<String> handles() throws IOException {
    return ProcessStatus.open().stream()
        .filter(name -> name.startsWith(folder.toString()))
        .toList();
  }
}
