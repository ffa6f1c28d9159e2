package io.github.maskloom.http.wire;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;

/**
 * What a failure means.
 *
 * @param kind whose turn it is
 * @param delivery how far the request got
 * @param retry whether to try again
 */
public record ErrorRule(Kind kind, Delivery delivery, RetryAdvice retry) {
  /** Who has to act. */
  public enum Kind {
    /** The request's: it cannot be done as it is. */
    REQUEST,
    /** The holder of the key. */
    ACCESS,
    /** The person who wrote the words or chose the images. */
    CONTENT,
    /** The one who pays. */
    QUOTA,
    /** Nobody's: a later time will do. */
    THROTTLED,
    /** The service's. */
    SERVICE
  }

  /**
   * {@return this rule where nobody knows what the service did} What is in vain stays so. What was
   * safe to send again may now be billed twice.
   */
  public ErrorRule unknown() {
    return unknown(kind, retry.kind() == RetryAdvice.Kind.NEVER);
  }

  private static ErrorRule unknown(Kind kind, boolean inVain) {
    RetryAdvice advice = inVain ? RetryAdvice.NEVER : RetryAdvice.MAY_BILL_TWICE;
    return new ErrorRule(kind, Delivery.UNKNOWN, advice);
  }

  /**
   * What a status means by itself. Gateways send every status while the service behind them may
   * draw, so the delivery is always {@link Delivery#UNKNOWN}, and nothing is sent again by itself.
   * What is definite stands in an {@link ErrorTable}.
   *
   * @param status of an HTTP answer that is no success
   * @return a rule whose retry is {@link RetryAdvice#NEVER} or {@link RetryAdvice#MAY_BILL_TWICE}
   */
  public static ErrorRule ofStatus(int status) {
    return switch (status) {
      case 401, 403, 404, 407 -> unknown(Kind.ACCESS, true);
      case 402 -> unknown(Kind.QUOTA, true);
      case 408, 409, 499 -> unknown(Kind.SERVICE, false);
      case 429 -> unknown(Kind.THROTTLED, false);
      default -> ofStatusClass(status / 100);
    };
  }

  private static ErrorRule ofStatusClass(int hundreds) {
    return switch (hundreds) {
      case 3 -> unknown(Kind.ACCESS, true); // A wrong base URL, most likely: no time mends it.
      case 4 -> unknown(Kind.REQUEST, true);
      default -> unknown(Kind.SERVICE, false);
    };
  }
}
