package io.github.maskloom.flux;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.Refusal;

/** What the service's codes mean. */
final class FluxErrorRules implements ErrorRules {
  private static final int NOT_FOUND = 404;

  /** The codes with which no task is made. Most refusals have words only, and so are unknown. */
  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_CODES
          .documentedRefusal(400, REQUEST, NEVER, "validation_error")
          .documentedRefusal(402, QUOTA, NEVER, "insufficient_credits")
          .documentedRefusal(429, THROTTLED, SAFE, "rate_limit_exceeded");

  @Override
  public ErrorTable documented() {
    return DOCUMENTED;
  }

  /** A model is the last part of the address, and what its framework says of none is this. */
  @Override
  public boolean missesModel(Refusal refusal) {
    return refusal.status() == NOT_FOUND && refusal.error().message().equals("Not Found");
  }
}
