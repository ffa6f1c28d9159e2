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
   * See the type.
   *
   * @throws IllegalArgumentException if a number or a wait is negative
   */
  public HttpRetries {
    if (maxRetries < 0 || firstWait.isNegative() || maxWait.isNegative()) {
      throw new IllegalArgumentException("retries and waits are not negative");
    }
  }

  /** These retries with another {@link #maxRetries}. */
  public HttpRetries withMaxRetries(int value) {
    return new HttpRetries(value, firstWait, maxWait, retryWhenUnknown);
  }

  /** These retries with other waits. */
  public HttpRetries withWaits(Duration first, Duration most) {
    return new HttpRetries(maxRetries, first, most, retryWhenUnknown);
  }

  /** These retries with another {@link #retryWhenUnknown}. */
  public HttpRetries withRetryWhenUnknown(boolean value) {
    return new HttpRetries(maxRetries, firstWait, maxWait, value);
  }
}
