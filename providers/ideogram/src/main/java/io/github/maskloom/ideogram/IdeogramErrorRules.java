package io.github.maskloom.ideogram;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.Refusal;

/** What the service's reasons to reject mean. */
final class IdeogramErrorRules implements ErrorRules {
  /** The prompt failed the check of its safety. The answer has words, but no code that says so. */
  private static final int UNSAFE = 422;

  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_CODES
          .documentedRefusal(402, QUOTA, NEVER, "insufficient_funds", "daily_limit")
          .documentedRefusal(402, QUOTA, NEVER, "priority_credit_required")
          .documentedRefusal(402, ACCESS, NEVER, "subscription_required", "feature_limit")
          .documentedRefusal(429, THROTTLED, SAFE, "inflight_limit");

  @Override
  public ErrorTable documented() {
    return DOCUMENTED;
  }

  @Override
  public ErrorRule judge(Refusal refusal) {
    return refusal.status() == UNSAFE
        ? new ErrorRule(CONTENT, Delivery.UNKNOWN, NEVER)
        : DOCUMENTED.judge(refusal);
  }
}
