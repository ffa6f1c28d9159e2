package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.settings.HttpRetries;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final RetryAdvice TWICE = RetryAdvice.MAY_BILL_TWICE;

  private final FakeClock clock = new FakeClock();
  private final Deadline deadline = Deadline.after(Duration.ofMinutes(10), clock);

  @Test
  void waitsTwiceAsLongEachTime() {
    RetryPolicy policy = policy(HttpRetries.DEFAULT.withMaxRetries(9), 1);
    FusionException failure = failure(429, Delivery.REJECTED, RetryAdvice.SAFE);

    assertThat(policy.waitAfter(1, failure, deadline)).contains(Duration.ofSeconds(1));
    assertThat(policy.waitAfter(2, failure, deadline)).contains(Duration.ofSeconds(2));
    assertThat(policy.waitAfter(9, failure, deadline)).contains(Duration.ofSeconds(30));
  }

  @Test
  void waitsHalfAsLongAtLeast() {
    RetryPolicy policy = policy(HttpRetries.DEFAULT, 0);

    assertThat(policy.waitAfter(1, failure(500, Delivery.REJECTED, RetryAdvice.SAFE), deadline))
        .contains(Duration.ofMillis(500));
  }

  @Test
  void waitsAsLongAsTheServiceAsks() {
    RetryAdvice asked = RetryAdvice.safeAfter(Duration.ofSeconds(45));

    assertThat(waitAfterFirst(failure(429, Delivery.REJECTED, asked)))
        .contains(Duration.ofSeconds(45));
  }

  @Test
  void doesNotWaitBeyondTheDeadline() {
    RetryAdvice asked = RetryAdvice.safeAfter(Duration.ofMinutes(11));

    assertThat(waitAfterFirst(failure(429, Delivery.REJECTED, asked))).isEmpty();
  }

  @Test
  void endsAfterItsRetries() {
    FusionException failure = failure(429, Delivery.REJECTED, RetryAdvice.SAFE);

    assertThat(policy(HttpRetries.DEFAULT, 1).waitAfter(3, failure, deadline)).isEmpty();
    assertThat(policy(HttpRetries.NONE, 1).waitAfter(1, failure, deadline)).isEmpty();
  }

  @Test
  void repeatsWhatDidNotArriveOrWasRefusedForNow() {
    assertThat(waitAfterFirst(failure(0, Delivery.NOT_SENT, RetryAdvice.SAFE))).isPresent();
    assertThat(waitAfterFirst(failure(503, Delivery.REJECTED, RetryAdvice.SAFE))).isPresent();
  }

  @Test
  void neverRepeatsWhatFailsAgain() {
    assertThat(waitAfterFirst(failure(429, Delivery.REJECTED, RetryAdvice.NEVER))).isEmpty();
    assertThat(waitAfterFirst(failure(400, Delivery.REJECTED, RetryAdvice.SAFE))).isEmpty();
    assertThat(waitAfterFirst(failure(0, Delivery.NOT_SENT, RetryAdvice.NEVER))).isEmpty();
  }

  @Test
  void repeatsTheUnknownOnlyIfToldTo() {
    FusionException unknown = failure(0, Delivery.UNKNOWN, TWICE);
    RetryPolicy told = policy(HttpRetries.DEFAULT.withRetryWhenUnknown(true), 1);

    assertThat(waitAfterFirst(unknown)).isEmpty();
    assertThat(told.waitAfter(1, unknown, deadline)).isPresent();
    assertThat(told.waitAfter(1, failure(200, Delivery.ACCEPTED, TWICE), deadline)).isEmpty();
  }

  private Optional<Duration> waitAfterFirst(FusionException failure) {
    return policy(HttpRetries.DEFAULT, 1).waitAfter(1, failure, deadline);
  }

  private static RetryPolicy policy(HttpRetries retries, double random) {
    return new RetryPolicy(retries, () -> random);
  }

  private static FusionException failure(int status, Delivery delivery, RetryAdvice advice) {
    return new FusionException(
        "it failed",
        FusionException.Failure.notSent("ark")
            .withHttpStatus(status)
            .withDelivery(delivery)
            .withRetry(advice));
  }
}
