package io.github.maskloom.http.wire;

import java.time.Duration;
import java.util.Optional;

/** What a service's failures mean. <b>Threads:</b> safe. */
public interface ErrorRules {
  /** {@return the codes with which the service says that it did nothing} */
  ErrorTable documented();

  /**
   * Judges a refusal: as the table does, unless the service says more.
   *
   * @param refusal with what its body and headers say
   * @return a rule whose delivery is {@link io.github.maskloom.fusion.Delivery#REJECTED} only for a
   *     documented code at its status
   */
  default ErrorRule judge(Refusal refusal) {
    return documented().judge(refusal);
  }

  /**
   * Says whether a refusal means that there is no such model, or none for this key.
   *
   * @param refusal with what its body and headers say
   * @return false unless overridden
   */
  default boolean missesModel(Refusal refusal) {
    return false;
  }

  /**
   * Says how long a refusal asks to wait.
   *
   * @param refusal with what its body and headers say
   * @return what the header {@code Retry-After} says unless overridden, or empty if nothing does
   */
  default Optional<Duration> after(Refusal refusal) {
    return refusal.retryAfter();
  }
}
