package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.FusionThrottledException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImageRateLimitTest {
  private final FakeClock clock = new FakeClock();
  private final Cancel cancel = new Cancel();
  private final ActiveCall call = new ActiveCall(cancel);
  private final ImageRateLimit limit = new ImageRateLimit(5, clock);

  @Test
  void letsAMinutesWorthOutAtOnce() {
    limit.await(3, call, anHour());
    limit.await(2, call, anHour());

    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void waitsUntilAMinuteHasPassedSinceTheOldest() {
    limit.await(3, call, anHour());
    clock.pass(Duration.ofSeconds(20));
    limit.await(2, call, anHour());
    limit.await(3, call, anHour());

    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(40));
  }

  @Test
  void takesMoreThanAMinutesWorthForAMinutesWorth() {
    limit.await(15, call, anHour());
    limit.await(1, call, anHour());

    assertThat(clock.waits()).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void refusesAtOnceWhatWouldPassTheDeadline() {
    limit.await(5, call, anHour());
    Deadline soon = Deadline.after(Duration.ofSeconds(59), clock);

    assertThatThrownBy(() -> limit.await(1, call, soon))
        .isInstanceOf(FusionThrottledException.class);
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void leavesTheLineWhenCancelled() {
    limit.await(5, call, anHour());
    cancel.cancel();

    assertThatThrownBy(() -> limit.await(1, call, anHour())).isInstanceOf(CancelledException.class);
    ActiveCall other = new ActiveCall(new Cancel());
    limit.await(1, other, anHour());
    assertThat(clock.waits()).containsExactly(Duration.ofMinutes(1));
  }

  private Deadline anHour() {
    return Deadline.after(Duration.ofHours(1), clock);
  }
}
