package io.github.maskloom.http.wire;

/** What a service's failures mean. <b>Threads:</b> safe. */
public interface ErrorRules {
  /** {@return the codes of which the service documents that it did nothing} */
  ErrorTable documented();

  /**
   * Says what a refusal means. Unless overridden, {@link #documented} judges it. Nobody asks about
   * one with 401: it needs no code, since whoever sends it let nobody in.
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
}
