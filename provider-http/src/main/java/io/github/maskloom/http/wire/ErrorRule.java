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
    /** Whoever holds the key. */
    ACCESS,
    /** Whoever wrote the words or chose the images. */
    CONTENT,
    /** Whoever pays. */
    QUOTA,
    /** Nobody's: a later time will do. */
    THROTTLED,
    /** The service's. */
    SERVICE
  }

  /** The service did nothing, and never will. */
  public static ErrorRule never(Kind kind) {
    return new ErrorRule(kind, Delivery.REJECTED, RetryAdvice.NEVER);
  }

  /** The service did nothing, and may do it another time. */
  public static ErrorRule safe(Kind kind) {
    return new ErrorRule(kind, Delivery.REJECTED, RetryAdvice.SAFE);
  }

  /** This rule where nobody knows what the service did. */
  public ErrorRule unknown() {
    return new ErrorRule(kind, Delivery.UNKNOWN, RetryAdvice.MAY_BILL_TWICE);
  }

  /** What a status means if nothing else is known, and the service itself sent it. */
  public static ErrorRule ofStatus(int status) {
    return switch (status) {
      case 401, 403, 404, 407 -> never(Kind.ACCESS);
      case 402 -> never(Kind.QUOTA);
      case 408 -> safe(Kind.SERVICE);
      case 429 -> safe(Kind.THROTTLED);
      default -> ofStatusClass(status / 100);
    };
  }

  private static ErrorRule ofStatusClass(int hundreds) {
    return switch (hundreds) {
      case 3 -> never(Kind.ACCESS); // A wrong base URL, most likely: no time mends it.
      case 4 -> never(Kind.REQUEST);
      case 5 -> safe(Kind.SERVICE);
      default -> never(Kind.SERVICE);
    };
  }
}
