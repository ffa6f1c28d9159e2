package io.github.maskloom.gemini;

import static io.github.maskloom.fusion.RetryAdvice.MAY_BILL_TWICE;
import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.Refusal;
import java.util.Set;
import java.util.regex.Pattern;

/** What the service's codes and its reasons for an answer without an image mean. */
final class GeminiErrors {
  private static final int OK = 200;
  private static final String INVALID = "INVALID_ARGUMENT";
  private static final String MISSING = "NOT_FOUND";
  private static final String EXHAUSTED = "RESOURCE_EXHAUSTED";

  /**
   * A deadline that passed is not among them: the work was under way. Failures with 400 and 500 are
   * documented not to be billed.
   */
  static final ErrorTable TABLE =
      ErrorTable.OF_CODES
          .documentedRefusal(400, REQUEST, NEVER, INVALID)
          .documentedRefusal(400, ACCESS, NEVER, "FAILED_PRECONDITION")
          .documentedRefusal(403, ACCESS, NEVER, "PERMISSION_DENIED")
          .documentedRefusal(404, ACCESS, NEVER, MISSING)
          .documentedRefusal(429, THROTTLED, SAFE, EXHAUSTED)
          .documentedRefusal(500, SERVICE, SAFE, "INTERNAL")
          .documentedRefusal(503, SERVICE, SAFE, "UNAVAILABLE")
          .missingModel(refusal -> refusal.error().code().equals(MISSING))
          .corrected(GeminiErrors::corrected);

  /** Reasons that lie with the service or with chance. All others lie with words and images. */
  private static final Set<String> OF_THE_SERVICE =
      Set.of("MAX_TOKENS", "MALFORMED_FUNCTION_CALL", "NO_IMAGE", "IMAGE_OTHER");

  /** What the service says of a key that is none. */
  private static final String BAD_KEY = "API key";

  /** A model that the free tier does not have. */
  private static final Pattern NO_QUOTA = Pattern.compile("\\blimit: 0\\b");

  private GeminiErrors() {}

  private static ErrorRule corrected(Refusal refusal, ErrorRule rule) {
    if (refusal.status() == OK) {
      return withoutImage(refusal.error().code());
    }
    if (rule.delivery() != Delivery.REJECTED) {
      return rule;
    }
    String code = refusal.error().code();
    String message = refusal.error().message();
    if (code.equals(INVALID) && message.startsWith(BAD_KEY)) {
      return new ErrorRule(ACCESS, rule.delivery(), NEVER);
    }
    return code.equals(EXHAUSTED) && NO_QUOTA.matcher(message).find()
        ? new ErrorRule(QUOTA, rule.delivery(), NEVER)
        : rule;
  }

  /** The service took it on and counted tokens, so it is billed. */
  private static ErrorRule withoutImage(String reason) {
    return OF_THE_SERVICE.contains(reason)
        ? new ErrorRule(SERVICE, Delivery.ACCEPTED, MAY_BILL_TWICE)
        : new ErrorRule(CONTENT, Delivery.ACCEPTED, NEVER);
  }
}
