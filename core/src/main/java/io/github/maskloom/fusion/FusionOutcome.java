package io.github.maskloom.fusion;

/** How a call ended. */
public enum FusionOutcome {
  /** Every image that was asked for, or that the model chose to make, is there. */
  SUCCEEDED,
  /**
   * Some images are there, others failed, or came but are not all that was asked for; see {@link
   * FusedImage#unfinished}.
   */
  PARTIAL,
  /** No image is there that can be used, and the call threw why. */
  FAILED,
  /** The caller stopped it. */
  CANCELLED
}
