package io.github.maskloom.http.call;

import static io.github.maskloom.http.call.FairSemaphoreTest.begun;
import static io.github.maskloom.http.call.FairSemaphoreTest.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.testing.internal.RecordingCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageRateLimitTest {
  private static final HttpConfig CONFIG =
      HttpConfig.of(
          new Preset("some", "", URI.create("https://draw.example"), "m", ModelTable.of()));

  private final FakeClock clock = new FakeClock();
  private final RecordingCall cancel = recording();
  private final ActiveCall call = begun(cancel);
  private final ImageRateLimit limit = limit(CONFIG.withImagesPerMinute(5));

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
    ActiveCall other = begun(recording());
    limit.await(1, other, anHour());
    assertThat(clock.waits()).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void countsAMinuteFromWhenTheSharedLimitLetTheImagesGo() {
    Deque<Duration> waits = new ArrayDeque<>(List.of(Duration.ofSeconds(59)));
    ImageRateLimit both =
        limit(
            CONFIG
                .withImagesPerMinute(1)
                .withImageRate(images -> Optional.ofNullable(waits.poll())));

    both.await(1, call, anHour());
    both.await(1, call, anHour());

    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(59), Duration.ofMinutes(1));
  }

  @Test
  void asksTheSharedLimitAgainAfterTheTimeThatItSays() {
    Deque<Duration> answers = new ArrayDeque<>(List.of(Duration.ofSeconds(7), Duration.ZERO));
    List<Integer> asked = new ArrayList<>();
    ImageRateLimit shared =
        limit(
            CONFIG.withImageRate(
                images -> {
                  asked.add(images);
                  return Optional.ofNullable(answers.poll());
                }));

    shared.await(3, call, anHour());

    assertThat(asked).containsExactly(3, 3, 3);
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofNanos(1));
  }

  @Test
  void refusesAtOnceWhatTheSharedLimitWouldLetOutTooLate() {
    ImageRateLimit shared = limit(CONFIG.withImageRate(images -> Optional.of(Duration.ofHours(2))));

    assertThatThrownBy(() -> shared.await(1, call, anHour()))
        .isInstanceOf(FusionThrottledException.class);
    assertThat(clock.waits()).isEmpty();
  }

  private ImageRateLimit limit(HttpConfig config) {
    return new ImageRateLimit(config, clock);
  }

  private Deadline anHour() {
    return Deadline.after(Duration.ofHours(1), clock);
  }
}
