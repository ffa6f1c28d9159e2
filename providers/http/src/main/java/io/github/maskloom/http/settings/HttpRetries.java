package io.github.maskloom.http.settings;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * Whether, and how soon, a request that failed is sent again.
 *
 * <p>Unless {@code retryWhenUnknown} is set, a request is sent again only where that costs nothing
 * extra. Either no byte of its body was written. Or it was answered with status 408, 429 or 5xx,
 * and with a code of which the service documents that it did nothing. A bare status says nothing of
 * the cost, so it is not enough. A request whose allowance is used up is never sent again.
 *
 * <p>The n-th wait is between half of and all of {@code firstWait * 2^(n-1)}, at most {@code
 * maxWait}. If the service asks for a longer wait, that holds. If the call's time would be up by
 * then, the request is not sent again.
 *
 * <p>Pauses between polls for a queued job begin with {@code firstWait}. Each later one is half as
 * long again. All are at most {@code maxWait}, and at least 50 milliseconds, whatever is set.
 *
 * <p>A call that fails, or is cancelled, has the delivery of the attempt that got furthest, and
 * advice that fits. Once an attempt may have arrived, nothing is called safe.
 *
 * @param maxRetries how many attempts may follow the first; 0 for none
 * @param firstWait before the second attempt, at most
 * @param maxWait the longest wait that is chosen here; the service may ask for a longer one
 * @param retryWhenUnknown whether to send again what may have arrived and was not answered; <b>may
 *     be billed twice</b>
 */
public record HttpRetries(
    int maxRetries, Duration firstWait, Duration maxWait, boolean retryWhenUnknown) {
  /**
   * Two retries, after at most 1 second and at most 2. No wait that is chosen here is longer than
   * 30 seconds. What may have arrived and was not answered is not sent again.
   */
  public static final HttpRetries DEFAULT =
      new HttpRetries(2, Duration.ofSeconds(1), Duration.ofSeconds(30), false);

  /** One attempt only. */
  public static final HttpRetries NONE = DEFAULT.withMaxRetries(0);

  /**
   * Checks the numbers.
   *
   * @param maxRetries at least 0
   * @param firstWait at least zero
   * @param retryWhenUnknown true only if being billed twice is fine
   * @param maxWait at least zero; a shorter one than the first wait shortens that
   * @throws IllegalArgumentException if a number or a wait is negative
   */
  public HttpRetries {
    checkArgument(
        maxRetries >= 0 && !firstWait.isNegative() && !maxWait.isNegative(),
        "retries and waits are not negative");
  }

  /**
   * Changes {@link #maxRetries}.
   *
   * @param value 0 for one attempt only
   * @return a copy
   * @throws IllegalArgumentException if it is negative
   */
  public HttpRetries withMaxRetries(int value) {
    return new HttpRetries(value, firstWait, maxWait, retryWhenUnknown);
  }

  /**
   * Changes {@link #firstWait} and {@link #maxWait}.
   *
   * @param first before the second attempt, at most
   * @param most the longest wait that is chosen here; the service may ask for a longer one
   * @return a copy
   * @throws IllegalArgumentException if one is negative
   */
  public HttpRetries withWaits(Duration first, Duration most) {
    return new HttpRetries(maxRetries, first, most, retryWhenUnknown);
  }

  /**
   * Changes {@link #retryWhenUnknown}.
   *
   * @param value true to send again what <b>may be billed twice</b>
   * @return a copy
   */
  public HttpRetries withRetryWhenUnknown(boolean value) {
    return new HttpRetries(maxRetries, firstWait, maxWait, value);
  }
}
