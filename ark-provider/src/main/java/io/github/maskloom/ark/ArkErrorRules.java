package io.github.maskloom.ark;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.Refusal;

/** What Ark's error codes mean, as documented in October 2026. */
final class ArkErrorRules implements ErrorRules {
  /** No model has the id, or the key may not use it. Also said of models out of service. */
  private static final String MISSING_MODEL = "InvalidEndpointOrModel.NotFound";

  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(
              400,
              REQUEST,
              NEVER,
              "MissingParameter",
              "InvalidParameter",
              "InvalidArgumentError",
              "InvalidImageURL")
          // Output that is refused is not billed, and another seed may pass; but that is for the
          // person to try.
          .documentedRefusal(
              400,
              CONTENT,
              NEVER,
              "SensitiveContentDetected",
              "InputTextSensitiveContentDetected",
              "InputImageSensitiveContentDetected",
              "InputTextRiskDetection",
              "InputImageRiskDetection",
              "OutputImageSensitiveContentDetected",
              "OutputTextSensitiveContentDetected",
              "OutputImageRiskDetection")
          .documentedRefusal(400, SERVICE, SAFE, "ContentSecurityDetectionError")
          .documentedRefusal(400, ACCESS, NEVER, "InvalidEndpoint", "InvalidSubscription")
          .documentedRefusal(401, ACCESS, NEVER, "AuthenticationError", "InvalidAccountStatus")
          .documentedRefusal(
              403, ACCESS, NEVER, "AccessDenied", "AccountOverdueError", "OperationDenied")
          .documentedRefusal(
              404, ACCESS, NEVER, "InvalidEndpointOrModel", "ModelNotOpen", "UnsupportedModel")
          .documentedRefusal(404, REQUEST, NEVER, "NotFound")
          .documentedRefusal(429, QUOTA, NEVER, "QuotaExceeded", "SetLimitExceeded")
          .documentedRefusal(
              429,
              THROTTLED,
              SAFE,
              "ModelAccountIpmRateLimitExceeded",
              "ModelAccountRpmRateLimitExceeded",
              "ModelAccountTpmRateLimitExceeded",
              "APIAccountRpmRateLimitExceeded",
              "AccountRateLimitExceeded",
              "RateLimitExceeded",
              "ServerOverloaded",
              "RequestBurstTooFast",
              "InflightBatchsizeExceeded")
          // The service says it of itself, and of single images: what failed so is not billed.
          .documentedRefusal(500, SERVICE, SAFE, "InternalServiceError")
          .alsoInsideAnswers()
          .documentedRefusal(200, REQUEST, NEVER, "BadRequest");

  @Override
  public ErrorTable documented() {
    return DOCUMENTED;
  }

  @Override
  public boolean missesModel(Refusal refusal) {
    return refusal.error().code().equals(MISSING_MODEL);
  }
}
