package io.github.maskloom.ark;

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
public record ArkRetries(
    int maxRetries, Duration firstWait, Duration maxWait, boolean retryWhenUnknown) {
  /** Two retries, after 1 second and 2, at most 30 seconds; none when unknown. */
  public static final ArkRetries DEFAULT =
      new ArkRetries(2, Duration.ofSeconds(1), Duration.ofSeconds(30), false);

  /** One attempt only. */
  public static final ArkRetries NONE = DEFAULT.withMaxRetries(0);

  /**
   * See the type.
   *
   * @throws IllegalArgumentException if a number or a wait is negative
   */
  public ArkRetries {
    if (maxRetries < 0 || firstWait.isNegative() || maxWait.isNegative()) {
      throw new IllegalArgumentException("retries and waits are not negative");
    }
  }

  /** These retries with another {@link #maxRetries}. */
  public ArkRetries withMaxRetries(int value) {
    return new ArkRetries(value, firstWait, maxWait, retryWhenUnknown);
  }

  /** These retries with other waits. */
  public ArkRetries withWaits(Duration first, Duration most) {
    return new ArkRetries(maxRetries, first, most, retryWhenUnknown);
  }

  /** These retries with another {@link #retryWhenUnknown}. */
  public ArkRetries withRetryWhenUnknown(boolean value) {
    return new ArkRetries(maxRetries, firstWait, maxWait, value);
  }
}
