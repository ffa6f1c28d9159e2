package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.testing.Heard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkOptionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock();

  @Test
  void aNumberOutOfRangeIsRefusedByItsName() {
    assertThatThrownBy(() -> WorkOptions.DEFAULT.withThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, not 0");
    assertThatThrownBy(() -> WorkOptions.DEFAULT.withWindowRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windowRows must be at least 1, not 0");
    assertThatThrownBy(() -> WorkOptions.DEFAULT.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout must be more than 0, but is PT0S");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.25S, 250 ms",
    "PT10S, 10 s",
    "PT2M, 120 s",
    "PT1.5S, 1500 ms",
    "PT0.000000001S, 1 ns"
  })
  void aTimeoutThatHasPassedSaysHowLongItWas(Duration time, String words) {
    CancelSignal call = clock.timeout(WorkOptions.DEFAULT, time).begin();
    clock.pass(time);

    assertThatThrownBy(call::throwIfCancelled)
        .isInstanceOf(CancelledException.class)
        .hasMessage("the time of " + words + " is over");
  }

  @Test
  void eachCallHasTheWholeTime() {
    WorkOptions shared = clock.timeout(WorkOptions.DEFAULT, SECOND);

    CancelSignal first = shared.begin();
    clock.pass(SECOND);
    CancelSignal second = shared.begin();

    assertThat(first.isCancelled()).isTrue();
    assertThat(second.isCancelled()).isFalse();
    clock.pass(SECOND.minusNanos(1));
    second.throwIfCancelled();
    clock.pass(Duration.ofNanos(1));
    assertThat(second.isCancelled()).isTrue();
  }

  @Test
  void aCallIsStoppedByTheSignalTooInWhateverOrderTheyAreSet() {
    WorkOptions timed = WorkOptions.DEFAULT.withTimeout(SECOND).withCancel(() -> true);
    WorkOptions cancelled = WorkOptions.DEFAULT.withCancel(() -> true).withTimeout(SECOND);

    assertThat(timed.begin().isCancelled()).isTrue();
    assertThat(cancelled.begin().isCancelled()).isTrue();
    assertThat(timed.timeout()).contains(SECOND);
    assertThat(WorkOptions.DEFAULT.begin()).isSameAs(CancelSignal.NEVER);
  }

  @Test
  void aTimeBeyondEveryClockIsForEver() {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);

    WorkOptions options = WorkOptions.DEFAULT.withTimeout(forEver);

    assertThat(options.begin().isCancelled()).isFalse();
    assertThat(options.timeout()).contains(Duration.ofNanos(Long.MAX_VALUE));
    assertThat(MemoryBudget.ofBytes(1).waitingAtMost(forEver)).isNotNull();
  }

  @Test
  void optionsThatSayTheSameAreEqual() {
    CancelSignal cancel = () -> false;
    WorkListener listener = Heard.ends(call -> {});

    WorkOptions options = options(cancel, listener);

    assertThat(options).isEqualTo(options(cancel, listener));
    assertThat(options).hasSameHashCodeAs(options(cancel, listener));
    assertThat(options).isNotEqualTo(options.withThreads(3));
    assertThat(options).isNotEqualTo(options.withTimeout(Duration.ofMillis(1)));
    assertThat(options).isNotEqualTo(options.withListener(Heard.ends(call -> {})));
    assertThat(options.toString())
        .contains("timeout PT1S", "2 threads", "windows of automatic rows");
  }

  private static WorkOptions options(CancelSignal cancel, WorkListener listener) {
    return WorkOptions.DEFAULT
        .withCancel(cancel)
        .withListener(listener)
        .withThreads(2)
        .withTimeout(SECOND);
  }
}
