package io.github.maskloom.fusion;

/**
 * Hears how calls go, for progress bars and metrics.
 *
 * <p><b>Threads:</b> a listener hears the events of one call in order, one after another, on a
 * thread that does not work for the call. Calls run side by side, so several threads may call a
 * client's listener at once. A slow listener delays nobody. At most 256 events wait for it: the
 * oldest are dropped first, and a newer count of bytes or rows replaces an older one. What a
 * listener throws is logged and changes nothing. It may block, close the client, and use it for
 * other calls.
 *
 * <p>A call may have ended for its caller before its listener has heard of that. Closing the client
 * waits a moment for those who have yet to hear.
 */
public interface FusionListener {
  /** A listener that does nothing. */
  FusionListener NONE = new FusionListener() {};

  /**
   * A call has got further, or still goes on.
   *
   * @param progress how far it has got
   */
  default void onProgress(FusionProgress progress) {}

  /**
   * A call has ended, in whatever way. A listener hears this once for each call, as the last event.
   * A call that closing its client could not end in time is reported as cancelled.
   *
   * @param record what became of it
   */
  default void onFinished(FusionRecord record) {}
}
