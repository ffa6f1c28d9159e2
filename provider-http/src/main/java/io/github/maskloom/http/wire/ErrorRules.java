package io.github.maskloom.http.wire;

import java.time.Duration;
import java.util.Optional;

/** What a service's failures mean. <b>Threads:</b> safe. */
public interface ErrorRules {
  /**
   * What a refusal means. Its delivery is {@link io.github.maskloom.fusion.Delivery#REJECTED} only
   * if the service says for certain that it did nothing; a gateway's status says nothing of the
   * service behind it.
   */
  ErrorRule judge(Refusal refusal);

  /**
   * Whether a refusal says that there is no such model, or none for this key. It does not unless
   * said.
   */
  default boolean missesModel(Refusal refusal) {
    return false;
  }

  /**
   * How long a refusal asks to wait. The header {@code Retry-After} unless the service has more.
   */
  default Optional<Duration> after(Refusal refusal) {
    return refusal.retryAfter();
  }

  /** The beginning of a code that the service documents, which is shown as it is. May be empty. */
  String documented(String code);
}
