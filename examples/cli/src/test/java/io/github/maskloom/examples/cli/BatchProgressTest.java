package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.batch.BatchTally;
import io.github.maskloom.examples.batch.ManifestRow;
import io.github.maskloom.examples.cli.BatchProgress.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchProgressTest {
  private final StringWriter terminal = new StringWriter();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void theLineShowsCountRateAndTimeLeft() {
    BatchProgress progress = progress(Style.TERMINAL, OptionalLong.of(1000));
    progress.onSkipped();
    rows(progress, 499, Duration.ofMillis(200));

    assertThat(last(terminal.toString())).isEqualTo("50 %, 500 of 1000, 1 min 40 s left");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void theLineIsDrawnTenTimesASecondAtMost() {
    BatchProgress progress = progress(Style.TERMINAL, OptionalLong.of(1000));
    rows(progress, 1000, Duration.ofMillis(1));

    assertThat(terminal.toString().split("\r", -1)).hasSize(11);
  }

  @Test
  void offATerminalALineIsToldEveryTenSeconds() {
    BatchProgress progress = progress(Style.LINES, OptionalLong.of(40_000));
    rows(progress, 2500, Duration.ofMillis(10));

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            maskloom: 2 %, 1000 of 40000, 6 min 30 s left, 100 a second
            maskloom: 5 %, 2000 of 40000, 6 min 20 s left, 100 a second
            """);
    assertThat(terminal.toString()).isEmpty();
  }

  /** Jobs that were done before count, but do not make the rest. */
  @ParameterizedTest
  @CsvSource({
    "-1, 0, 1, 20, '1, 0.1 a second'",
    "1000, 900, 10, 1, '91 %, 910 of 1000, 1 min 30 s left, 1.0 a second'"
  })
  void aLineHasATimeLeftWhereThereIsATotal(
      long total, int before, int count, int seconds, String line) {
    BatchProgress progress =
        progress(Style.LINES, total < 0 ? OptionalLong.empty() : OptionalLong.of(total));
    for (int i = 0; i < before; i++) {
      progress.onSkipped();
    }
    rows(progress, count, Duration.ofSeconds(seconds));

    assertThat(err.toString(UTF_8)).isEqualTo("maskloom: " + line + "\n");
  }

  @Test
  void aFailureIsToldAtOnceInAnyStyle() {
    for (Style style : Style.values()) {
      err.reset();
      BatchProgress progress = progress(style, OptionalLong.of(20));
      progress.onRow(row(Optional.of("IOException: photo: no such file: x")));
      assertThat(err.toString(UTF_8)).isEqualTo("maskloom: line 7: photo: no such file: x\n");
      progress.close();
    }
  }

  @Test
  void theLineIsWipedWhereAFailureIsTold() {
    BatchProgress progress = progress(Style.TERMINAL, OptionalLong.of(20));
    rows(progress, 1, Duration.ofSeconds(1));
    progress.onRow(row(Optional.of("IOException: x")));

    assertThat(terminal.toString()).endsWith(" \r");
    rows(progress, 1, Duration.ofSeconds(1));
    assertThat(last(terminal.toString())).endsWith("15 %, 3 of 20, 12 s left, 1 failed");
  }

  /** A stop is told also where nothing else is. */
  @ParameterizedTest
  @CsvSource({"false, ''", "true, 'maskloom: stopped; run it again to go on\n'"})
  void theEndIsToldOnStandardOutput(boolean stopped, String said) {
    BatchProgress progress = progress(Style.FAILURES, OptionalLong.of(20));
    nanos.addAndGet(Duration.ofMinutes(90).toNanos());
    progress.finish(new BatchTally(5400, 3, 0, stopped), stream(out));

    assertThat(out.toString(UTF_8))
        .isEqualTo("5400 done, 3 done before, 0 failed, in 1 h 30 min, 1.0 a second\n");
    assertThat(err.toString(UTF_8)).isEqualTo(said);
  }

  private BatchProgress progress(Style style, OptionalLong total) {
    return new BatchProgress(
        new ProgressLine(terminal, "", nanos::get), stream(err), style, total, nanos::get);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private void rows(BatchProgress progress, int count, Duration each) {
    for (int i = 0; i < count; i++) {
      nanos.addAndGet(each.toNanos());
      progress.onRow(row(Optional.empty()));
    }
  }

  private static ManifestRow row(Optional<String> failure) {
    return new ManifestRow(Optional.of("out"), 7, Optional.of("job"), Optional.empty(), 1, failure);
  }

  private static String last(String drawn) {
    return drawn.substring(drawn.lastIndexOf('\r') + 1);
  }
}
