package io.github.maskloom.openai;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.Refusal;
import java.util.Set;

/** What the codes of a dialect mean, as documented in November 2026. */
final class OpenAiErrors {
  private static final String SERVER_ERROR = "server_error";
  private static final String MISSING_MODEL = "model_not_found";
  private static final String MODERATION = "moderation_blocked";

  private static final Set<String> MISSING = Set.of(MISSING_MODEL, "DeploymentNotFound");

  /** What holds for all dialects. */
  private static final ErrorTable ANY =
      ErrorTable.OF_CODES
          .missingModel(refusal -> MISSING.contains(refusal.error().code()))
          .corrected(OpenAiErrors::corrected);

  private static final ErrorTable OPENAI =
      ANY.documentedRefusal(400, CONTENT, NEVER, MODERATION, "content_policy_violation")
          .documentedRefusal(400, QUOTA, NEVER, "billing_hard_limit_reached")
          .documentedRefusal(400, REQUEST, NEVER, "invalid_input_fidelity_model")
          .documentedRefusal(404, ACCESS, NEVER, MISSING_MODEL)
          .documentedRefusal(
              429, QUOTA, NEVER, "insufficient_quota", "project_spend_limit_exceeded")
          .documentedRefusal(429, QUOTA, NEVER, "organization_spend_limit_exceeded")
          .documentedRefusal(429, THROTTLED, SAFE, "rate_limit_exceeded")
          .documentedRefusal(500, SERVICE, SAFE, SERVER_ERROR)
          .documentedRefusal(503, SERVICE, SAFE, SERVER_ERROR);

  /** An exception ended its work. Its other errors are words without a code. */
  private static final ErrorTable SD_SERVER =
      ANY.documentedRefusal(500, SERVICE, SAFE, SERVER_ERROR);

  /** Azure bills processing that ends in a failure, but no 401 and no 429. */
  private static final ErrorTable AZURE =
      ANY.documentedRefusal(404, ACCESS, NEVER, "DeploymentNotFound")
          .documentedRefusal(429, QUOTA, NEVER, "insufficient_quota")
          .documentedRefusal(429, THROTTLED, SAFE, "429", "RateLimitReached", "rate_limit_exceeded")
          .corrected(OpenAiErrors::correctedOfAzure);

  /** What Azure's filter refuses, before it was drawn or after: its code does not say which. */
  private static final Set<String> FILTERED =
      Set.of("contentFilter", "content_filter", "content_policy_violation", MODERATION);

  private OpenAiErrors() {}

  static ErrorTable of(OpenAiDialect dialect) {
    return switch (dialect) {
      case OPENAI -> OPENAI;
      case AZURE -> AZURE;
      case SD_SERVER -> SD_SERVER;
    };
  }

  private static ErrorRule correctedOfAzure(Refusal refusal, ErrorRule rule) {
    return FILTERED.contains(refusal.error().code())
        ? new ErrorRule(CONTENT, Delivery.UNKNOWN, NEVER) // It is billed as what was processed.
        : corrected(refusal, rule);
  }

  private static ErrorRule corrected(Refusal refusal, ErrorRule rule) {
    if (refusal.error().code().equals(MODERATION) && !refusal.error().stage().equals("input")) {
      return rule.unknown(); // What is refused after it was drawn may be billed.
    }
    boolean asksForNoRetry = refusal.headers().apply("x-should-retry").orElse("").equals("false");
    return asksForNoRetry && rule.retry().kind() == RetryAdvice.Kind.SAFE
        ? new ErrorRule(rule.kind(), rule.delivery(), NEVER)
        : rule;
  }
}
