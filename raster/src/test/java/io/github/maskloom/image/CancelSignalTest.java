package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelSignalTest {
  private static final CancelSignal STOPPED = () -> true;

  @Test
  void aSignalOfTheCallersIsCalledThat() {
    assertThatThrownBy(STOPPED::throwIfCancelled)
        .isInstanceOf(CancelledException.class)
        .hasMessage("cancelled by the caller's signal");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0 ms", "PT-1S, -1 s", "PT-0.25S, -250 ms", "PT-2M, -120 s"})
  void aDeadlineThatHasPassedSaysHowLongItWas(Duration duration, String words) {
    assertThatThrownBy(CancelSignal.after(duration)::throwIfCancelled)
        .isInstanceOf(CancelledException.class)
        .hasMessage("the deadline of " + words + " has passed");
  }

  @Test
  void ofTwoSignalsTheOneThatStopsSaysWhy() {
    CancelSignal deadline = CancelSignal.after(Duration.ZERO);

    for (CancelSignal both :
        new CancelSignal[] {CancelSignal.NEVER.or(deadline), deadline.or(CancelSignal.NEVER)}) {
      assertThatThrownBy(both::throwIfCancelled).hasMessageContaining("the deadline of 0 ms");
    }
    assertThatThrownBy(CancelSignal.NEVER.or(STOPPED)::throwIfCancelled)
        .hasMessage("cancelled by the caller's signal");
  }
}
