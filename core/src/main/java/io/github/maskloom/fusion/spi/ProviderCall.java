package io.github.maskloom.fusion.spi;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.util.Optional;

/**
 * What a provider reports to, and asks of, its caller. <b>Threads:</b> safe, though each image's
 * target is confined to one thread at a time.
 */
public interface ProviderCall {
  /** {@return what says whether to stop, and wakes who waits} */
  Cancellation cancellation();

  /**
   * {@return the target for an image} It is received once its draft was committed; a draft that is
   * closed before leaves nothing, and the image may be begun again. A provider takes no more than
   * were asked for, or than its model may choose to make, and leaves the others: {@link
   * #imageLeft}.
   *
   * @param index from 0; the image's place in the answer
   * @throws IllegalArgumentException if the index is negative
   * @throws IllegalStateException if this image was received before
   */
  ImageTarget image(int index);

  /**
   * Where an image goes as far as it is drawn, before it is done. Previews come in order, and a
   * draft that is closed without a commit leaves nothing.
   *
   * @param index of the image, from 0
   * @param number of the preview, from 0 for each image
   * @return empty if nobody wants previews
   */
  default Optional<ImageTarget> preview(int index, int number) {
    return Optional.empty();
  }

  /**
   * Says that one image will not come, while others may. If none comes, the call fails with the
   * failure that may have cost most, of several the one of the lowest index.
   *
   * @param index from 0
   * @param failure why, and what it may have cost
   * @throws IllegalArgumentException if the index is negative
   */
  void imageFailed(int index, FusionException failure);

  /**
   * Says that an image was made beyond those that were asked for, and was not taken. It may be
   * billed, so the caller hears of it.
   *
   * @param link where it can be fetched, which no log shows, or empty if that is not known
   */
  default void imageLeft(Optional<String> link) {}

  /**
   * Says that the service has queued the request. When this returns, the job is kept, and only then
   * may the provider ask for its result. It is called again when more is known of the same job,
   * such as until when its result can be fetched. Throws nothing if the job cannot be kept: the
   * call's outcome has it too.
   *
   * @param job what is needed to ask for its result
   * @throws IllegalStateException if the provider's {@link ProviderCapabilities#queuesJobs} is not
   *     set, or the call has another job
   */
  default void keepJob(ProviderJob job) {}

  /**
   * Says that the service has ended the job without an image, or with no other. Nobody asks for it
   * again, and what the provider throws says what it cost.
   *
   * @param why what the service says
   */
  default void jobEnded(ProviderJob.End why) {}

  /**
   * {@return whether the call was cancelled by one who does not want its images} The service is
   * then asked to cancel the job. Not so if the client was closed: the job is taken up again later.
   */
  default boolean isJobUnwanted() {
    return cancellation().isCancelled();
  }

  /** {@return what each image that the provider decodes may ask for} The caller's limits. */
  default ImageLimits imageLimits() {
    return ImageLimits.DEFAULT;
  }

  /**
   * {@return what the provider draws the heap of its decoding and compositing from} The caller's
   * budget. The thread of the call holds no draw of it.
   */
  default MemoryBudget budget() {
    return MemoryBudget.shared();
  }

  /** {@return who hears how the call goes on} */
  ProviderListener listener();

  /** Says whether a call is to end, and wakes those who wait for something else meanwhile. */
  interface Cancellation extends CancelSignal {
    /**
     * Runs an action when the call is cancelled: at once, if it already is. The action must be
     * quick, such as closing a socket; what it throws is ignored.
     *
     * @param action runs on the thread that cancels, or on this one if the call is cancelled
     *     already
     * @return closes to take the action back
     */
    Registration onCancel(Runnable action);

    /** An action that waits for a cancel. */
    interface Registration extends AutoCloseable {
      /** Unregisters the action. Idempotent. The action may still be running. */
      @Override
      void close();
    }
  }
}
