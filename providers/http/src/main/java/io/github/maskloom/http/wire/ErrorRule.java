package io.github.maskloom.http.wire;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;

/**
 * What a failure of a service means for who calls it.
 *
 * @param kind who has to act
 * @param delivery how far the request got
 * @param retry whether to try again
 */
public record ErrorRule(Kind kind, Delivery delivery, RetryAdvice retry) {
  /** Who has to act. */
  public enum Kind {
    /** The caller, whose request cannot be done as it is. */
    REQUEST,
    /** The holder of the key, whom the service or the model is not open to. */
    ACCESS,
    /** The person who wrote the words or chose the images. */
    CONTENT,
    /** The one who pays. */
    QUOTA,
    /** Nobody, as a later time will do. */
    THROTTLED,
    /** The service, which failed. */
    SERVICE
  }

  /**
   * {@return this rule with {@link Delivery#UNKNOWN}, where nobody knows what the service did}
   * {@link RetryAdvice#NEVER} stays. Any other advice becomes {@link RetryAdvice#MAY_BILL_TWICE}.
   */
  public ErrorRule unknown() {
    return unknown(kind, retry.kind() == RetryAdvice.Kind.NEVER);
  }

  static ErrorRule unknown(Kind kind, boolean inVain) {
    RetryAdvice advice = inVain ? RetryAdvice.NEVER : RetryAdvice.MAY_BILL_TWICE;
    return new ErrorRule(kind, Delivery.UNKNOWN, advice);
  }

  /**
   * Says what a status means by itself. Gateways send every status while the service behind them
   * may draw. So the delivery is {@link Delivery#UNKNOWN}, and such a request is not sent again by
   * itself. Codes that say more stand in an {@link ErrorTable}.
   *
   * @param status of an HTTP answer that is no success
   * @return a rule whose retry is {@link RetryAdvice#NEVER} or {@link RetryAdvice#MAY_BILL_TWICE}
   */
  static ErrorRule ofStatus(int status) {
    return switch (status) {
      case 401, 403, 404, 407 -> unknown(Kind.ACCESS, true);
      case 402 -> unknown(Kind.QUOTA, true);
      case 408, 409, 499 -> unknown(Kind.SERVICE, false);
      case 429 -> unknown(Kind.THROTTLED, false);
      // A wrong base URL sends elsewhere, most likely: no time mends it.
      default ->
          status / 100 == 4
              ? unknown(Kind.REQUEST, true)
              : unknown(status / 100 == 3 ? Kind.ACCESS : Kind.SERVICE, status / 100 == 3);
    };
  }
}
