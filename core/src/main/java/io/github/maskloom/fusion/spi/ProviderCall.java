package io.github.maskloom.fusion.spi;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress.AttemptFailed;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.util.Optional;

/**
 * What a provider reports to, and asks of, its caller. <b>Threads:</b> safe, though each image's
 * target is confined to one thread at a time. What says how the call goes on throws nothing,
 * whatever listeners do.
 */
public interface ProviderCall {
  /** {@return the signal that says whether to stop, and runs actions when the call is cancelled} */
  Cancellation cancellation();

  /**
   * {@return the target for an image} The image is received once a draft of it is committed, also
   * if {@link #imageFailed} gave it up. A draft that is closed before leaves nothing, and the image
   * may be begun again. A provider takes no more images than were asked for, or than its model may
   * choose to make. It reports each other one with {@link #imageLeft}.
   *
   * @param index the image's place in the answer to this request, from 0
   * @throws IllegalArgumentException if the index is negative
   * @throws IllegalStateException if this image was received before
   */
  ImageTarget image(int index);

  /**
   * {@return the target for a preview: an image as far as it is drawn; empty if nobody wants
   * previews} Previews come in order. A draft that is closed without a commit leaves nothing.
   *
   * @param index of the image, from 0
   * @param number of the preview, from 0 for each image, each number once
   * @throws IllegalArgumentException if the index or the number is negative
   */
  default Optional<ImageTarget> preview(int index, int number) {
    return Optional.empty();
  }

  /**
   * Says that one image will not come, while others may. Does nothing if the image was received,
   * and replaces what was said of it before. If no image comes, the call fails with the failure
   * that may have cost most, of several the one of the lowest index.
   *
   * @param index of the image, from 0
   * @param failure why, and what it may have cost
   * @throws IllegalArgumentException if the index is negative
   */
  void imageFailed(int index, FusionException failure);

  /**
   * Says that an image was made beyond those that were asked for, and was not taken. It may be
   * billed, so the caller finds it in {@link io.github.maskloom.fusion.FusionResult#surplus}.
   *
   * @param link where the image can be fetched, or empty if that is not known; no log shows it
   */
  default void imageLeft(Optional<String> link) {}

  /**
   * Says that a request that may be billed is about to be sent. A provider calls this before each
   * one, when it has told {@link #modelKnown} what it asks for. So whatever becomes of the process,
   * something names the request. Attempts under one id are one request. The record of the call
   * keeps every id, once, in order.
   *
   * @param clientRequestId an id that the provider made, and sends along if the service takes one
   * @throws FusionException if nothing may be sent; it is {@link
   *     io.github.maskloom.fusion.Delivery#NOT_SENT}
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled; nothing may be
   *     sent
   */
  default void sending(String clientRequestId) {}

  /**
   * Says the same of a request to a service that {@linkplain ProviderSession#replaysKeys replays
   * keys}, for which the id is the key.
   *
   * @param clientRequestId the key; {@link #sentBefore}, if there is one
   * @param requestSha256 of all that decides whether the service sees the same request, hexadecimal
   * @throws FusionException as {@link #sending(String)} does; also if the request is another than
   *     the one that was sent before
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   */
  default void sending(String clientRequestId, String requestSha256) {
    sending(clientRequestId);
  }

  /**
   * {@return the id under which an earlier call has sent the request, of which nobody knows the
   * end; empty if none has} Only where the service {@linkplain ProviderSession#replaysKeys replays
   * keys}. The provider sends the same request again under this id.
   */
  default Optional<String> sentBefore() {
    return Optional.empty();
  }

  /**
   * Says that the service has queued the request, and keeps the job's ticket before it returns. A
   * provider calls this before it asks for the job's result. It calls this again when more is known
   * of the same job, such as until when its result can be fetched. A store that fails is logged,
   * and nothing is thrown: the call's outcome has the ticket too.
   *
   * @param job what is needed to ask for its result
   * @throws IllegalStateException if the provider's {@link ProviderCapabilities#queuesJobs} is not
   *     set, or the call has another job
   */
  default void keepJob(ProviderJob job) {}

  /**
   * Keeps the ticket of a job that an answer names and refuses at once. Otherwise as {@link
   * #keepJob}, but the job does not show that the request was accepted. A provider calls this when
   * it sends nothing more, and throws what it makes of the answer.
   *
   * @param job what is needed to ask for its result
   * @throws IllegalStateException if the provider's {@link ProviderCapabilities#queuesJobs} is not
   *     set, or the call has another job
   */
  default void keepDoubtedJob(ProviderJob job) {}

  /**
   * Says that the service has ended the job, which brings no image, or none but those that came.
   * Its ticket is removed when the call fails or its result is closed. What the provider throws
   * says what the job cost.
   *
   * @param why what the service says
   */
  default void jobEnded(ProviderJob.End why) {}

  /**
   * {@return whether the caller cancelled the call, and so does not want its images} The provider
   * then asks the service to cancel the job. False if the client was closed, or the client's own
   * signal stopped the call: the job may be taken up again later.
   */
  default boolean isJobUnwanted() {
    return cancellation().isCancelled();
  }

  /**
   * Tells which model is asked for images, or made them. The last that is named counts. A provider
   * calls this as soon as it knows, if it can before it sends anything. So the record of a call
   * that fails or is cancelled has the model too.
   *
   * @param model as the service calls it
   */
  default void modelKnown(String model) {}

  /**
   * Tells the id that the service answered a request with. A provider calls this as soon as it
   * reads the id, for the same reason. The record keeps every id that is told, once, in order.
   *
   * @param serverRequestId an id that the service made
   */
  default void answeredAs(String serverRequestId) {}

  /**
   * Bytes have been sent. A provider calls this now and then, and for certain with the last byte.
   *
   * @param bytes sent by now, in this attempt
   * @param totalBytes of the whole request, or -1 if unknown
   */
  default void uploading(long bytes, long totalBytes) {}

  /** Everything was sent, and the service works. */
  default void waiting() {}

  /**
   * Bytes of an image have come. A provider calls this now and then.
   *
   * @param index of the image, from 0
   * @param bytes received of it by now
   */
  default void downloading(int index, long bytes) {}

  /**
   * An attempt to send the request has ended without success.
   *
   * @param attempt which one, why, and whether another follows
   */
  default void attemptFailed(AttemptFailed attempt) {}

  /** {@return the caller's limits, which each image that the provider decodes must keep to} */
  default ImageLimits imageLimits() {
    return ImageLimits.DEFAULT;
  }

  /**
   * {@return the caller's budget, from which the provider reserves the heap of its decoding and
   * compositing} The call holds no reservation while the provider works.
   */
  default MemoryBudget budget() {
    return MemoryBudget.shared();
  }

  /** Says whether a call is to end, and wakes those who wait for something else meanwhile. */
  interface Cancellation extends CancelSignal {
    /**
     * Runs an action once when the call is cancelled, or at once if it already is. The action must
     * be quick, such as closing a socket; what it throws is ignored. The {@linkplain
     * io.github.maskloom.fusion.FusionConfig.Builder#working signal of the client} runs no action:
     * who waits for long asks {@link #isCancelled} now and then.
     *
     * @param action runs on the thread that cancels, or on this one if the call is cancelled
     *     already
     * @return what takes the action back when it is closed
     */
    Registration onCancel(Runnable action);

    /**
     * What {@link #onCancel} registered: an action that waits for a cancel. Closing this takes the
     * action back.
     */
    interface Registration extends AutoCloseable {
      /** Takes the action back. Idempotent. The action may still be running on another thread. */
      @Override
      void close();
    }
  }
}
