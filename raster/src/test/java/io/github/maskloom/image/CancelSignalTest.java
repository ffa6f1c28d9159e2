package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelSignalTest {
  private static final CancelSignal STOPPED = () -> true;

  @Test
  void aSignalOfTheCallersIsCalledThat() {
    assertThatThrownBy(STOPPED::throwIfCancelled)
        .isInstanceOf(CancelledException.class)
        .hasMessage("cancelled by the caller's signal");
  }

  @Test
  void ofTwoSignalsTheOneThatStopsSaysWhy() {
    ManualClock clock = new ManualClock();
    CancelSignal over = clock.timeout(WorkOptions.DEFAULT, Duration.ofMillis(7)).begin();
    clock.pass(Duration.ofMillis(7));

    for (CancelSignal both :
        new CancelSignal[] {CancelSignal.NEVER.or(over), over.or(CancelSignal.NEVER)}) {
      assertThatThrownBy(both::throwIfCancelled).hasMessage("the time of 7 ms is over");
    }
    assertThatThrownBy(CancelSignal.NEVER.or(STOPPED)::throwIfCancelled)
        .hasMessage("cancelled by the caller's signal");
  }
}
