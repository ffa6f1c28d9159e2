package io.github.maskloom.fusion;

/**
 * Hears how calls go, for progress bars and metrics.
 *
 * <p><b>Threads:</b> of each call it hears one thing after another, in their order, on a thread
 * that does not work for the call. Calls run side by side, and so may a client's listener be called
 * by several threads at once. A slow listener delays nobody. Of what it has not yet heard, only the
 * newest number of each kind is kept, and at most 256 in all. What it throws is logged and changes
 * nothing. It may block, close the client, and use it for other calls.
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
   * A call has ended, in whatever way. Heard once a call, and last. A call that did not end when
   * its client was closed is reported as cancelled then, whatever becomes of it.
   *
   * @param record what became of it
   */
  default void onFinished(FusionRecord record) {}
}
