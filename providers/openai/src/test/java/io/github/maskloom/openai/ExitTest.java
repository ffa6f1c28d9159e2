package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.openai.ExitProbe.Way;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.RedProvider;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that end while a slow service draws for them. Each way is tried a few times; {@code
 * -Psoak} tries it twenty times, with a service that takes four seconds.
 */
@Tag("slow")
@Timeout(600)
class ExitTest {
  private static final int TIMES = Integer.getInteger("maskloom.exits", 2);
  private static final Duration DRAWING =
      Duration.ofMillis(Integer.getInteger("maskloom.drawing", 1500));
  private static final int AT_ONCE = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIGTERM_AND_INTERRUPT")
  void anImageThatIsDrawnWhileTheProcessEndsIsWrittenOrKept(Way way) throws Exception {
    Answer drawn = Answer.json(EditAnswers.images(OpenAiFixture.RESULT)).afterDrawing(DRAWING);
    for (Path child : ended(way, Duration.ofSeconds(20), drawn)) {
      assertThat(journal(child)).singleElement().asString().contains("\"outcome\":\"SUCCEEDED\"");
      assertThat(isWritten(child) || isKept(child)).as("%s", child).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SIGTERM_AND_EXECUTOR", "RETURN"})
  void aCallThatOutlastsTheGraceIsInTheJournal(Way way) throws Exception {
    Answer never = Answer.silence(new CountDownLatch(1));
    for (Path child : ended(way, Duration.ofMillis(200), never)) {
      assertThat(journal(child))
          .singleElement()
          .asString()
          .contains("\"outcome\":\"CANCELLED\"", "\"delivery\":\"UNKNOWN\"");
    }
  }

  /** The folders of processes that have all ended in one way while they waited for an answer. */
  private List<Path> ended(Way way, Duration grace, Answer answer) throws Exception {
    ExecutorService parents = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Path>> children =
          IntStream.range(0, TIMES)
              .mapToObj(time -> parents.submit(() -> ended(time, way, grace, answer)))
              .toList();
      List<Path> homes = new ArrayList<>();
      for (Future<Path> child : children) {
        homes.add(child.get());
      }
      return homes;
    } finally {
      parents.shutdown();
    }
  }

  private Path ended(int time, Way way, Duration grace, Answer answer) throws Exception {
    Path home = Files.createDirectories(folder.resolve(way + "-" + time));
    Files.createDirectory(home.resolve("temp"));
    Files.write(home.resolve("room.png"), OpenAiFixture.SCENE);
    CountDownLatch arrived = new CountDownLatch(1);
    Answer announced =
        call -> {
          call.readBody();
          arrived.countDown();
          answer.reply(call);
        };
    try (OpenAiServer server = new OpenAiServer(announced)) {
      Process child =
          ChildJvm.startQuietly(
              ExitProbe.class,
              List.of(
                  way.toString(),
                  server.baseUrl().toString(),
                  home.toString(),
                  String.valueOf(grace.toMillis())),
              "-Xmx32m",
              "-Djava.io.tmpdir=" + home.resolve("temp"));
      var unused = child.onExit().thenRun(arrived::countDown);
      arrived.await();
      if (way == Way.EXIT) {
        child.getOutputStream().close();
      } else if (way != Way.RETURN) {
        child.destroy();
      }
      child.waitFor();
      assertThat(server.calls()).as("calls of %s", home).hasSize(1);
    }
    return home;
  }

  /** The records of calls that have ended. */
  private static List<String> journal(Path child) throws IOException {
    Path file = child.resolve("calls.jsonl");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.stream().filter(line -> !line.contains("\"event\":")).toList();
  }

  private static boolean isWritten(Path child) throws IOException {
    Path result = child.resolve("fused.png");
    return Files.exists(result) && ImageIO.read(result.toFile()).getWidth() == 64;
  }

  /** Whether the next process leaves the image alone that the one before received. */
  private static boolean isKept(Path child) throws IOException {
    Path temporary = child.resolve("temp");
    FusionConfig config = FusionConfig.builder().tempFolder(temporary).build();
    FusionClient.open(new RedProvider(), config).close();
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Arrays.equals(Files.readAllBytes(file), OpenAiFixture.RESULT)) {
          return true;
        }
      }
    }
    return false;
  }
}
