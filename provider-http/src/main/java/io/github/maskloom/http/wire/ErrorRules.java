package io.github.maskloom.http.wire;

import java.time.Duration;
import java.util.Optional;

/** What a service's failures mean. <b>Threads:</b> safe. */
public interface ErrorRules {
  /** The codes with which the service says that it did nothing. */
  ErrorTable documented();

  /**
   * What a refusal means, as the table has it unless the service says more. Its delivery is {@link
   * io.github.maskloom.fusion.Delivery#REJECTED} only for a documented code at its status.
   */
  default ErrorRule judge(Refusal refusal) {
    return documented().judge(refusal);
  }

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
}
