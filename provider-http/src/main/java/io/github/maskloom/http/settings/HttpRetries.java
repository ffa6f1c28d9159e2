package io.github.maskloom.http.settings;

import java.time.Duration;

/**
 * Whether, and how soon, a request that failed is sent again.
 *
 * <p>Sent again is what costs nothing extra: a request of whose body no byte was written, and one
 * that was answered with status 429 or 5xx; never one whose allowance is used up. The n-th wait is
 * between half of and all of {@code firstWait * 2^(n-1)}, at most {@code maxWait}, or as long as
 * the service asks for if that is longer.
 *
 * <p>A call that fails, or is cancelled, has the delivery of the attempt that got furthest, and its
 * advice follows: once an attempt may have arrived, nothing is called safe.
 *
 * @param maxRetries beside the first attempt; 0 for none
 * @param firstWait before the second attempt
 * @param maxWait that is chosen here; the service may ask for longer
 * @param retryWhenUnknown whether to send again what may have arrived and was not answered; <b>may
 *     be billed twice</b>
 */
public record HttpRetries(
    int maxRetries, Duration firstWait, Duration maxWait, boolean retryWhenUnknown) {
  /** Two retries, after 1 second and 2, at most 30 seconds. None when unknown. */
  public static final HttpRetries DEFAULT =
      new HttpRetries(2, Duration.ofSeconds(1), Duration.ofSeconds(30), false);

  /** One attempt only. */
  public static final HttpRetries NONE = DEFAULT.withMaxRetries(0);

  /**
   * Checks the numbers.
   *
   * @param maxRetries at least 0
   * @param firstWait at least zero
   * @param maxWait at least zero; one shorter than the first wait shortens that too
   * @param retryWhenUnknown true only if being billed twice is fine
   * @throws IllegalArgumentException if a number or a wait is negative
   */
  public HttpRetries {
    if (maxRetries < 0 || firstWait.isNegative() || maxWait.isNegative()) {
      throw new IllegalArgumentException("retries and waits are not negative");
    }
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
   * Changes both waits.
   *
   * @param first before the second attempt
   * @param most that is chosen here; the service may ask for longer
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
