package io.github.maskloom.fusion;

/**
 * Hears how calls go, for progress bars and metrics.
 *
 * <p>Called on whatever thread does the work, so it must be quick; calls run side by side. What it
 * throws is logged and changes nothing. It may close the client, which ends its own call, but must
 * not wait for another call of that client: its own holds a slot until it has ended.
 */
public interface FusionListener {
  /** A listener that does nothing. */
  FusionListener NONE = new FusionListener() {};

  /** A call has got further. */
  default void onProgress(FusionProgress progress) {}

  /**
   * A call has ended, in whatever way. Heard once a call, and as a rule last. A call that did not
   * end when its client was closed is reported as cancelled then, whatever becomes of it.
   */
  default void onFinished(FusionRecord record) {}
}
