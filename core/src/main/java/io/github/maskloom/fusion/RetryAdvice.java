package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a failed request should be sent again.
 *
 * @param kind what may come of sending it again
 * @param after how long the service asks to wait, or empty if it does not say
 */
public record RetryAdvice(Kind kind, Optional<Duration> after) {
  /** Sending the same again fails again. */
  public static final RetryAdvice NEVER = new RetryAdvice(Kind.NEVER, Optional.empty());

  /** Sending the same again, a little later, costs nothing extra and may work. */
  public static final RetryAdvice SAFE = new RetryAdvice(Kind.SAFE, Optional.empty());

  /** Sending the same again may work, and may be billed twice: a person or a policy decides. */
  public static final RetryAdvice MAY_BILL_TWICE =
      new RetryAdvice(Kind.MAY_BILL_TWICE, Optional.empty());

  /** What may come of sending a request again. */
  public enum Kind {
    /** The same failure. */
    NEVER,
    /** Success, at no extra cost. */
    SAFE,
    /** Success, perhaps billed a second time. */
    MAY_BILL_TWICE
  }

  /**
   * {@return advice that it is safe to send the request again, after a while}
   *
   * @param after how long the service asks to wait; not negative
   * @throws IllegalArgumentException if the time is negative
   */
  public static RetryAdvice safeAfter(Duration after) {
    checkArgument(!after.isNegative(), "a wait is not negative");
    return new RetryAdvice(Kind.SAFE, Optional.of(after));
  }
}
