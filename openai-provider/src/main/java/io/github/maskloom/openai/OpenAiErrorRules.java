package io.github.maskloom.openai;

import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What failures mean: by their code, then their type, then the status. */
final class OpenAiErrorRules implements ErrorRules {
  private static final int OK = 200;
  private static final int TIMEOUT = 408;
  private static final int LOCKED = 409;
  private static final int INTERNAL_ERROR = 500;
  private static final int UNAVAILABLE = 503;

  /** The service says it of itself, at these statuses. A gateway has the same words for its own. */
  private static final String SERVER_ERROR = "server_error";

  private static final String MISSING_MODEL = "model_not_found";
  private static final String MODERATION = "moderation_blocked";

  /** Codes, and types, as documented in November 2026. */
  private static final Map<String, ErrorRule> RULES =
      Map.ofEntries(
          Map.entry(MODERATION, ErrorRule.never(CONTENT)),
          Map.entry("content_policy_violation", ErrorRule.never(CONTENT)),
          Map.entry("insufficient_quota", ErrorRule.never(QUOTA)),
          Map.entry("project_spend_limit_exceeded", ErrorRule.never(QUOTA)),
          Map.entry("organization_spend_limit_exceeded", ErrorRule.never(QUOTA)),
          Map.entry("billing_hard_limit_reached", ErrorRule.never(QUOTA)),
          Map.entry("rate_limit_exceeded", ErrorRule.safe(THROTTLED)),
          Map.entry("invalid_api_key", ErrorRule.never(ACCESS)),
          Map.entry(MISSING_MODEL, ErrorRule.never(ACCESS)),
          Map.entry("invalid_input_fidelity_model", ErrorRule.never(REQUEST)),
          Map.entry("invalid_image_file", ErrorRule.never(REQUEST)),
          Map.entry(SERVER_ERROR, ErrorRule.safe(SERVICE)));

  /** Types that a status says more of, unless it is 200. */
  private static final Map<String, ErrorRule> WIDE_TYPES =
      Map.of(
          "invalid_request_error", ErrorRule.never(REQUEST),
          "image_generation_user_error", ErrorRule.never(REQUEST));

  @Override
  public ErrorRule judge(Refusal refusal) {
    ErrorRule rule = ofWords(refusal).orElseGet(() -> ofStatus(refusal.status()));
    boolean asksForNoRetry = refusal.headers().apply("x-should-retry").orElse("").equals("false");
    return asksForNoRetry && rule.retry().kind() == RetryAdvice.Kind.SAFE
        ? new ErrorRule(rule.kind(), rule.delivery(), RetryAdvice.NEVER)
        : rule;
  }

  private static Optional<ErrorRule> ofWords(Refusal refusal) {
    String code = refusal.error().code();
    String type = refusal.error().type();
    String word = RULES.containsKey(code) ? code : type;
    if (word.equals(MODERATION)) {
      return Optional.of(moderated(refusal.error().stage()));
    }
    if (word.equals(SERVER_ERROR)) {
      boolean own = refusal.status() == INTERNAL_ERROR || refusal.status() == UNAVAILABLE;
      return own ? Optional.of(ErrorRule.safe(SERVICE)) : Optional.empty();
    }
    ErrorRule rule = RULES.get(word);
    boolean inside = refusal.status() == OK;
    return Optional.ofNullable(rule == null && inside ? WIDE_TYPES.get(type) : rule);
  }

  /** What is refused after it was drawn may be billed. The same request is refused again. */
  private static ErrorRule moderated(String stage) {
    return stage.equals("input")
        ? ErrorRule.never(CONTENT)
        : new ErrorRule(CONTENT, Delivery.UNKNOWN, RetryAdvice.NEVER);
  }

  private static ErrorRule ofStatus(int status) {
    if (status == LOCKED) {
      return ErrorRule.safe(SERVICE).unknown();
    }
    ErrorRule rule = ErrorRule.ofStatus(status);
    boolean ofService = status != OK && status != TIMEOUT && status < INTERNAL_ERROR;
    return ofService ? rule : rule.unknown();
  }

  @Override
  public boolean missesModel(Refusal refusal) {
    return refusal.error().code().equals(MISSING_MODEL);
  }

  @Override
  public Optional<Duration> after(Refusal refusal) {
    return new RetryTime(refusal).asked();
  }

  @Override
  public String documented(String code) {
    return RULES.containsKey(code) || WIDE_TYPES.containsKey(code) ? code : "";
  }
}
