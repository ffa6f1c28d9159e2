package io.github.maskloom.dashscope;

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

/**
 * What the service's codes mean, of a request and of a task that failed. They count up to their
 * first dot. The service documents that no failed call is billed.
 */
final class DashScopeErrorRules implements ErrorRules {
  private static final String NO_MODEL = "ModelNotFound";

  /** A request that timed out is not among them: a gateway may say that of work under way. */
  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(400, REQUEST, NEVER, "InvalidParameter", "BadRequest", "InvalidURL")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidFile", "InvalidImage")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidImageResolution", "InvalidImageFormat")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidInputLength", "UnsupportedOperation")
          .documentedRefusal(400, CONTENT, NEVER, "DataInspectionFailed", "IPInfringementSuspect")
          .documentedRefusal(400, CONTENT, NEVER, "CustomRoleBlocked", "FaqRuleBlocked")
          .documentedRefusal(400, QUOTA, NEVER, "Arrearage")
          .documentedRefusal(403, ACCESS, NEVER, "AccessDenied", "Model", "Workspace")
          .documentedRefusal(403, QUOTA, NEVER, "AllocationQuota")
          .documentedRefusal(404, ACCESS, NEVER, NO_MODEL, "WorkSpaceNotFound")
          .documentedRefusal(429, THROTTLED, SAFE, "Throttling", "LimitRequests")
          .documentedRefusal(429, QUOTA, NEVER, "CommodityNotPurchased")
          .documentedRefusal(429, QUOTA, NEVER, "PrepaidBillOverdue", "PostpaidBillOverdue")
          .documentedRefusal(500, SERVICE, SAFE, "InternalError", "SystemError")
          .documentedRefusal(500, SERVICE, SAFE, "ModelServiceFailed", "ModelServingError")
          .documentedRefusal(503, SERVICE, SAFE, "ModelServingError", "ModelUnavailable");

  @Override
  public ErrorTable documented() {
    return DOCUMENTED;
  }

  @Override
  public boolean missesModel(Refusal refusal) {
    return refusal.error().code().equals(NO_MODEL);
  }
}
