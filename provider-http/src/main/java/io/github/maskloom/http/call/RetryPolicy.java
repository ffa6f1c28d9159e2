package io.github.maskloom.http.call;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.settings.HttpRetries;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides whether a request that failed is sent again, and how long to wait before. */
public final class RetryPolicy {
  private static final int MAX_DOUBLINGS = 30;

  private final HttpRetries retries;
  private final DoubleSupplier random;

  /**
   * A policy.
   *
   * @param random numbers from 0 to 1, so that clients which failed together do not return together
   */
  public RetryPolicy(HttpRetries retries, DoubleSupplier random) {
    this.retries = retries;
    this.random = random;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param attempt that failed, from 1
   * @return empty if there is none
   */
  public Optional<Duration> waitAfter(int attempt, FusionException failure, Deadline deadline) {
    if (attempt > retries.maxRetries() || !mayRepeat(failure)) {
      return Optional.empty();
    }
    Duration asked = failure.retry().after().orElse(Duration.ZERO);
    Duration wait = longer(asked, backoff(attempt));
    return deadline.allows(wait) ? Optional.of(wait) : Optional.empty();
  }

  private boolean mayRepeat(FusionException failure) {
    boolean safe = failure.retry().kind() == RetryAdvice.Kind.SAFE;
    return switch (failure.delivery()) {
      case NOT_SENT -> safe;
      case REJECTED -> safe && isTemporary(failure.failure().httpStatus());
      case UNKNOWN ->
          retries.retryWhenUnknown() && failure.retry().kind() != RetryAdvice.Kind.NEVER;
      case ACCEPTED -> false;
    };
  }

  private static boolean isTemporary(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private Duration backoff(int attempt) {
    long first = retries.firstWait().toNanos();
    long most = retries.maxWait().toNanos();
    long doubled = first << Math.min(attempt - 1, MAX_DOUBLINGS);
    boolean overflown = doubled >> Math.min(attempt - 1, MAX_DOUBLINGS) != first;
    long whole = overflown ? most : Math.min(doubled, most);
    return Duration.ofNanos((long) (whole * (0.5 + 0.5 * random.getAsDouble())));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
