package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final long TENTH_OF_A_SECOND = 100_000_000;

  private final StringWriter terminal = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final ProgressBar bar = new ProgressBar(terminal, nanos::get);

  @Test
  void showsHowFarTheRowsHaveCome() {
    nanos.addAndGet(TENTH_OF_A_SECOND);
    bar.onRows(500, 1000);
    assertThat(terminal.toString())
        .isEqualTo("\r[" + "#".repeat(15) + ".".repeat(15) + "] 50 %, row 500 of 1000");
  }

  @Test
  void drawsTenTimesASecondAtMost() {
    for (int row = 1; row <= 1000; row++) {
      nanos.addAndGet(TENTH_OF_A_SECOND / 100);
      bar.onRows(row, 1000);
    }
    assertThat(terminal.toString().chars().filter(c -> c == '\r').count()).isEqualTo(10);
  }

  @Test
  void wipesTheLineAtTheEnd() {
    nanos.addAndGet(TENTH_OF_A_SECOND);
    bar.onRows(1, 8);
    int columns = terminal.toString().length() - 1;
    bar.close();
    bar.close();
    assertThat(terminal.toString()).endsWith("\r" + " ".repeat(columns) + "\r");
  }

  @Test
  void leavesNoTraceOfWorkThatWasQuick() {
    bar.onRows(8, 8);
    bar.close();
    assertThat(terminal.toString()).isEmpty();
  }
}
