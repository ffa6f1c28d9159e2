package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that end while somebody has a result that is open. */
@Tag("slow")
class OpenResultExitTest extends InFusionFolder {
  private static final String CAME = "came";
  private static final String ENDING = "ending";

  /** What the main thread does once it has a result. */
  private enum Then {
    WRITES_IT_WHILE_THE_PROCESS_ENDS,
    HAS_IT_FOR_EVER,
    CALLS_EXIT,
    RETURNS
  }

  @Override
  void leavesNoTemporaryFile() throws IOException {
    files.assertOnlyImagesLeft();
  }

  /** For as long as the grace is, which is ten minutes here. */
  @Test
  void theProcessWaitsForTheThreadThatIsAboutToWriteTheImage() throws Exception {
    Process child = start(Then.WRITES_IT_WHILE_THE_PROCESS_ENDS, Duration.ofMinutes(10));
    try (BufferedReader told = told(child);
        OutputStream goOn = child.getOutputStream()) {
      awaitLine(told, CAME);
      child.toHandle().destroy();
      awaitLine(told, ENDING);
      goOn.write('\n');
      goOn.flush();
      assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(folder.resolve("out.png")).hasBinaryContent(ScriptedProvider.picture(30, 20));
    assertThat(files.temporaryFiles()).isEmpty();
  }

  @Test
  void theProcessWaitsNoLongerThanTheGraceAndTheImageStays() throws Exception {
    Process child = start(Then.HAS_IT_FOR_EVER, Duration.ofMillis(200));
    try (BufferedReader told = told(child)) {
      awaitLine(told, CAME);
      child.toHandle().destroy();
      assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  /** Neither for the thread that ends it nor for one that has ended. */
  @ParameterizedTest
  @EnumSource(names = {"CALLS_EXIT", "RETURNS"})
  void theProcessDoesNotWaitForAThreadThatCannotTakeTheImage(Then then) throws Exception {
    Process child = start(then, Duration.ofMinutes(10));
    assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  private Process start(Then then, Duration grace) throws IOException {
    return ChildJvm.start(
        OpenResultExitTest.class,
        files.temp(),
        List.of(folder.toString(), then.toString(), grace.toString()));
  }

  private static BufferedReader told(Process child) {
    return new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
  }

  private static void awaitLine(BufferedReader told, String word) throws IOException {
    String line = told.readLine();
    while (!word.equals(line)) {
      assertThat(line).as("a line before " + word).isNotNull();
      line = told.readLine();
    }
  }

  /** Arguments: the folder, what is done with the result, the grace. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    FusionConfig config =
        FusionConfig.builder()
            .labeled(false)
            .tempFolder(folder.resolve("temp"))
            .closeGrace(Duration.parse(args[2]))
            .build();
    FusionClient client = FusionClient.open(ScriptedProvider.answering(), config);
    FusionRequest request =
        FusionRequest.builder(folder.resolve("room.png")).prompt("a sofa").build();
    FusionResult result = client.fuse(request);
    switch (Then.valueOf(args[1])) {
      case WRITES_IT_WHILE_THE_PROCESS_ENDS -> {
        CountDownLatch ending = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown));
        System.out.println(CAME);
        Uninterruptibles.awaitUninterruptibly(ending);
        System.out.println(ENDING);
        int unused = System.in.read();
        result.image().writeTo(folder.resolve("out.png"));
        result.close();
      }
      case HAS_IT_FOR_EVER -> {
        System.out.println(CAME);
        new Gate().pass();
      }
      case CALLS_EXIT -> System.exit(0);
      case RETURNS -> System.out.println(CAME);
    }
  }
}
