package io.github.maskloom.ark;

import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.Refusal;
import java.util.List;

/** What Ark's error codes mean, and what a status means beside them. */
final class ArkErrorRules implements ErrorRules {
  /**
   * What the codes of a family mean.
   *
   * @param prefix of the code, up to its end or a dot
   */
  private record Family(String prefix, ErrorRule rule) {}

  private static final int OK = 200;
  private static final int TIMEOUT = 408;
  private static final int INTERNAL_ERROR = 500;

  /**
   * The service says it of itself, at status 500 and of single images: what failed so is not
   * billed. A gateway that translates its own time-out has the same words for it, at its own
   * status.
   */
  private static final String INTERNAL = "InternalServiceError";

  /** No model has the id, or the key may not use it. Also said of models out of service. */
  private static final String MISSING_MODEL = "InvalidEndpointOrModel.NotFound";

  /** The service's codes, as documented in October 2026. The first that fits counts. */
  private static final List<Family> RULES =
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

  private static Family never(String prefix, ErrorRule.Kind kind) {
    return new Family(prefix, ErrorRule.never(kind));
  }

  private static Family safe(String prefix, ErrorRule.Kind kind) {
    return new Family(prefix, ErrorRule.safe(kind));
  }

  @Override
  public ErrorRule judge(Refusal refusal) {
    String code = refusal.error().code();
    ErrorRule rule = of(code, refusal.status());
    return refuses(code, refusal.status()) ? rule : rule.unknown();
  }

  @Override
  public boolean missesModel(Refusal refusal) {
    return refusal.error().code().equals(MISSING_MODEL);
  }

  @Override
  public String documented(String code) {
    String family = family(code);
    return knows(family) ? family : "";
  }

  /** The rule for a code or, if it is unknown, for the status. */
  private static ErrorRule of(String code, int status) {
    String family = family(code);
    return RULES.stream()
        .filter(each -> each.prefix.equals(family))
        .findFirst()
        .map(Family::rule)
        .orElseGet(() -> ErrorRule.ofStatus(status));
  }

  /** What stands before a code's first dot. */
  private static String family(String code) {
    int dot = code.indexOf('.');
    return dot < 0 ? code : code.substring(0, dot);
  }

  /** Whether codes of a family are documented. */
  private static boolean knows(String family) {
    return RULES.stream().anyMatch(each -> each.prefix.equals(family));
  }

  /**
   * Whether an answer with a status says for certain that the service does not do what was asked. A
   * gateway's status says nothing of the service behind it, unless the code is the service's own.
   *
   * @param status of the answer; 200 for an error that came inside an answer
   */
  private static boolean refuses(String code, int status) {
    boolean ofService = status != OK && status != TIMEOUT && status < INTERNAL_ERROR;
    String family = family(code);
    if (ofService || !family.equals(INTERNAL)) {
      return ofService || knows(family);
    }
    return status == OK || status == INTERNAL_ERROR;
  }
}
