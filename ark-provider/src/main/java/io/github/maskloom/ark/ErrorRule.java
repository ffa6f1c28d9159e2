package io.github.maskloom.ark;

import static io.github.maskloom.ark.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.ark.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.ark.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.ark.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.ark.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.ark.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.errors.RetryAdvice;
import java.util.List;

/**
 * What an error code means.
 *
 * @param prefix of the code, up to its end, a dot or, for some families, anything
 * @param kind whose turn it is
 * @param retry whether to try again
 */
record ErrorRule(String prefix, Kind kind, RetryAdvice retry) {
  /** Whose turn it is. */
  enum Kind {
    REQUEST,
    ACCESS,
    CONTENT,
    QUOTA,
    THROTTLED,
    SERVICE
  }

  private static final int OK = 200;
  private static final int TIMEOUT = 408;
  private static final int INTERNAL_ERROR = 500;

  /**
   * The service says it of itself, at status 500 and of single images: what failed so is not
   * billed. A gateway that translates its own time-out has the same words for it, at its own
   * status.
   */
  private static final String INTERNAL = "InternalServiceError";

  /** The service's codes, as documented in October 2026; the first that fits counts. */
  private static final List<ErrorRule> RULES =
      List.of(
          never("BadRequest", REQUEST), // in streams
          never("MissingParameter", REQUEST),
          never("InvalidParameter", REQUEST),
          never("InvalidArgumentError", REQUEST),
          never("InvalidImageURL", REQUEST),
          never("RequestTooLarge", REQUEST),
          never("RequestBodyTooLarge", REQUEST),
          never("NotFound", REQUEST),
          never("SensitiveContentDetected", CONTENT),
          never("InputTextSensitiveContentDetected", CONTENT),
          never("InputImageSensitiveContentDetected", CONTENT),
          never("InputTextRiskDetection", CONTENT),
          never("InputImageRiskDetection", CONTENT),
          // Not billed, and another seed may pass; but that is for the person to try.
          never("OutputImageSensitiveContentDetected", CONTENT),
          never("OutputTextSensitiveContentDetected", CONTENT),
          never("OutputImageRiskDetection", CONTENT),
          safe("ContentSecurityDetectionError", SERVICE),
          never("AuthenticationError", ACCESS),
          never("InvalidAccountStatus", ACCESS),
          never("InvalidSubscription", ACCESS),
          never("AccessDenied", ACCESS),
          never("AccountOverdueError", ACCESS),
          never("OperationDenied", ACCESS),
          never("InvalidEndpoint", ACCESS),
          never("InvalidEndpointOrModel", ACCESS),
          never("ModelNotOpen", ACCESS),
          never("UnsupportedModel", ACCESS),
          never("QuotaExceeded", QUOTA),
          never("SetLimitExceeded", QUOTA),
          safe("ModelAccountIpmRateLimitExceeded", THROTTLED),
          safe("ModelAccountRpmRateLimitExceeded", THROTTLED),
          safe("ModelAccountTpmRateLimitExceeded", THROTTLED),
          safe("APIAccountRpmRateLimitExceeded", THROTTLED),
          safe("AccountRateLimitExceeded", THROTTLED),
          safe("RateLimitExceeded", THROTTLED),
          safe("ServerOverloaded", THROTTLED),
          safe("RequestBurstTooFast", THROTTLED),
          safe("InflightBatchsizeExceeded", THROTTLED),
          safe(INTERNAL, SERVICE));

  private static ErrorRule never(String prefix, Kind kind) {
    return new ErrorRule(prefix, kind, RetryAdvice.NEVER);
  }

  private static ErrorRule safe(String prefix, Kind kind) {
    return new ErrorRule(prefix, kind, RetryAdvice.SAFE);
  }

  /** The rule for a code or, if it is unknown, for the status. */
  static ErrorRule of(String code, int status) {
    String family = family(code);
    return RULES.stream()
        .filter(rule -> rule.prefix.equals(family))
        .findFirst()
        .orElseGet(() -> ofStatus(code, status));
  }

  /** What stands before a code's first dot. */
  static String family(String code) {
    int dot = code.indexOf('.');
    return dot < 0 ? code : code.substring(0, dot);
  }

  /** Whether codes of a family are documented. */
  static boolean knows(String family) {
    return RULES.stream().anyMatch(rule -> rule.prefix.equals(family));
  }

  /**
   * Whether an answer with a status says for certain that the service does not do what was asked. A
   * gateway's status says nothing of the service behind it, unless the code is the service's own.
   *
   * @param status of the answer; 200 for an error that came inside an answer
   */
  static boolean refuses(String code, int status) {
    boolean ofService = status != OK && status != TIMEOUT && status < INTERNAL_ERROR;
    String family = family(code);
    if (ofService || !family.equals(INTERNAL)) {
      return ofService || knows(family);
    }
    return status == OK || status == INTERNAL_ERROR;
  }

  private static ErrorRule ofStatus(String code, int status) {
    return switch (status) {
      case 401, 403, 404, 407 -> never(code, ACCESS);
      case 402 -> never(code, QUOTA);
      case 408 -> safe(code, SERVICE);
      case 429 -> safe(code, THROTTLED);
      default -> ofStatusClass(code, status / 100);
    };
  }

  private static ErrorRule ofStatusClass(String code, int hundreds) {
    return switch (hundreds) {
      case 3 -> never(code, ACCESS); // A wrong base URL, most likely: no time mends it.
      case 4 -> never(code, REQUEST);
      case 5 -> safe(code, SERVICE);
      default -> never(code, SERVICE);
    };
  }
}
