package io.github.maskloom.fusion;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * A call that {@link FusionClient#start} began. It ends once, with a result or a failure.
 *
 * <p>Clients make it. Others implement it for tests only: methods may be added.
 *
 * <p><b>Ownership:</b> the result is the call's, whoever gets it. Closing either of them deletes
 * the images that were taken, as {@link FusionResult} says. A call whose result nobody closes
 * leaves its files behind. <b>Threads:</b> safe.
 */
public interface FusionCall extends AutoCloseable {
  /**
   * Waits for the images. An interrupt cancels the call.
   *
   * @return the images; the same ones each time
   * @throws FusionRequestException if the request goes beyond the provider's capabilities; nothing
   *     was sent
   * @throws FusionRequestException.EmptyMaskException if there is a mask on which nothing is
   *     painted, and it would tell the provider what to change; nothing was sent
   * @throws FusionThrottledException if the queue is full; nothing was sent
   * @throws FusionException for what else the provider reports, and if an image that came cannot be
   *     kept, with how far the request got
   * @throws io.github.maskloom.errors.ImageException if the photo, the mask or a reference cannot
   *     be used; says which
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled, the calling
   *     thread was interrupted, whose interrupt flag stays set, or the client was closed meanwhile;
   *     says how far the request got
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses what a composite
   *     takes, or could never grant what restoring takes; nothing was sent
   * @throws IOException if a file cannot be read or written before anything was sent
   */
  FusionResult result() throws IOException;

  /**
   * {@return a stage that completes with the result, or with what {@link #result} throws} Only the
   * call can complete it. Cancelling a dependent stage does not stop the call: {@link #cancel}
   * does.
   *
   * <p><b>Threads:</b> a dependent stage without an executor of its own runs on a thread of the
   * client that serves no call any more. It may block, and use the client. If the call has already
   * ended, the stage runs on the thread that adds it. If {@link #cancel} or {@link
   * FusionClient#close} ends a call that waits in the queue, the stage runs on the thread that
   * called it. So it does if {@code close} gives a call up.
   */
  CompletionStage<FusionResult> completion();

  /** {@return whether the call has ended} */
  boolean isDone();

  /**
   * {@return how far the call has got: the newest progress, of which its listener hears too} It is
   * {@link FusionProgress.Queued} at first, and stays as it was when the call has ended.
   */
  FusionProgress progress();

  /**
   * Makes the call end within a second, and does not wait for that. The call fails with a {@link
   * io.github.maskloom.errors.CancelledException}, and what came is deleted. A call that is just
   * ending may still end as it would have. A call that has ended stays as it is. Idempotent.
   */
  void cancel();

  /**
   * Cancels the call if it runs, so that what comes a moment later is deleted. Of a call that has
   * ended this closes the result. Waits for nothing. Idempotent.
   */
  @Override
  void close();
}
