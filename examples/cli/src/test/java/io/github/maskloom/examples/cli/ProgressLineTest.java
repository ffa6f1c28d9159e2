package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionProgress.Downloading;
import io.github.maskloom.fusion.FusionProgress.Heartbeat;
import io.github.maskloom.fusion.FusionProgress.ImageReceived;
import io.github.maskloom.fusion.FusionProgress.Preparing;
import io.github.maskloom.fusion.FusionProgress.Restoring;
import io.github.maskloom.fusion.FusionProgress.Uploading;
import io.github.maskloom.fusion.FusionProgress.Waiting;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is drawn on a terminal that is a string. */
class ProgressLineTest {
  private static final long TENTH_OF_A_SECOND = 100_000_000;

  private final StringWriter terminal = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final ProgressLine line = new ProgressLine(terminal, "", nanos::get);

  @Test
  void showsHowFarTheRowsHaveCome() {
    nanos.addAndGet(TENTH_OF_A_SECOND);
    line.onRows(500, 1000);
    assertThat(terminal.toString()).isEqualTo("\r50 %, row 500 of 1000");
  }

  @Test
  void showsTheTimeLeftAndWhichImageItIs() {
    ProgressLine second = new ProgressLine(terminal, "image 2 of 9, ", nanos::get);
    nanos.addAndGet(20 * TENTH_OF_A_SECOND);
    second.onRows(10, 1000);
    assertThat(last()).isEqualTo("1 %, 3 min 18 s left, image 2 of 9");
    nanos.addAndGet(TENTH_OF_A_SECOND);
    second.onRows(999, 1000);
    assertThat(last()).isEqualTo("99 %, 1 s left, image 2 of 9");
  }

  @Test
  void drawsTenTimesASecondAtMost() {
    for (int row = 1; row <= 1000; row++) {
      nanos.addAndGet(TENTH_OF_A_SECOND / 100);
      line.onRows(row, 1000);
    }
    assertThat(terminal.toString().chars().filter(c -> c == '\r').count()).isEqualTo(10);
  }

  /** Bytes, images and rows of a call, on one line that each drawing covers. */
  @Test
  void showsWhatACallHasDoneOfEachOfItsSteps() {
    FusionProgress[] heard = {
      new Preparing("photo", 1),
      new Uploading(1_500_000, 3_000_000),
      new Waiting(),
      new Heartbeat(new Waiting(), Duration.ofSeconds(7)),
      new Downloading(0, 2_000),
      new ImageReceived(0, 1, 2),
      new Restoring(1, 30, 40)
    };
    List<String> seen = new ArrayList<>();
    try (FusionStatus status = new FusionStatus(line, 2)) {
      for (FusionProgress each : heard) {
        nanos.addAndGet(TENTH_OF_A_SECOND);
        status.onProgress(each);
        seen.add(last());
      }
    }

    assertThat(seen)
        .containsExactly(
            "preparing photo 1",
            "50 %, uploading 1.5 MB of 3.0 MB",
            "the provider works",
            "the provider works, 7 s",
            "image 1 of 2: 2.0 kB",
            "50 %, image 1 of 2 is there",
            "75 %, image 2 of 2, row 30 of 40");
    assertThat(terminal.toString()).endsWith(" \r");
    assertThat(terminal.toString()).doesNotContain("\n");
  }

  @Test
  void aLineIsNeverLongerThanANarrowTerminal() {
    line.show("stage", OptionalDouble.empty(), "x".repeat(200) + ", y");
    assertThat(last()).isEqualTo("x".repeat(39));
  }

  @Test
  void wipesTheLineAtTheEnd() {
    nanos.addAndGet(TENTH_OF_A_SECOND);
    line.onRows(1, 8);
    int columns = terminal.toString().length() - 1;
    line.close();
    line.close();
    assertThat(terminal.toString()).endsWith("\r" + " ".repeat(columns) + "\r");
  }

  @Test
  void leavesNoTraceOfWorkThatWasQuick() {
    line.onRows(8, 8);
    line.close();
    assertThat(terminal.toString()).isEmpty();
  }

  private String last() {
    String drawn = terminal.toString();
    return drawn.substring(drawn.lastIndexOf('\r') + 1).stripTrailing();
  }
}
