package io.github.maskloom.fusion.spi;

import io.github.maskloom.fusion.FusionQuote;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A provider that is ready to work, with whatever connections and threads it needs.
 *
 * <p><b>Threads:</b> safe; calls run side by side. <b>Ownership:</b> {@link #close} is called once
 * no call runs, or to end those that still do; it is idempotent.
 */
public interface ProviderSession extends Closeable {
  /**
   * {@return what the provider can do for a request with these options; never null}
   *
   * @param options of the request
   */
  ProviderCapabilities capabilities(RequestOptions options);

  /**
   * {@return whether it works in this process alone, so that nobody can bill its calls} One that
   * fails, whatever was made before, is {@link io.github.maskloom.fusion.Delivery#NOT_SENT}. False
   * unless overridden.
   */
  default boolean isFree() {
    return false;
  }

  /**
   * Makes images and gives each to the call as it comes. Blocks until the last.
   *
   * <p>The failure of a single image is reported to the call. What ends everything is thrown.
   * Images that were handed over before are kept, whatever is thrown, unless the call was
   * cancelled: {@link io.github.maskloom.fusion.FusionResult#cutShort} then says why there is no
   * more. If nothing was handed over, or nothing that decodes, the call fails. A cancel of the
   * call, or an interrupt, ends this method within a second.
   *
   * @param request within the {@link #capabilities}
   * @param call takes the images, and says when to stop
   * @return what the provider says of the call, such as ids and usage; never null
   * @throws io.github.maskloom.fusion.FusionException of the kind that fits, with {@link
   *     io.github.maskloom.fusion.Delivery}
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   * @throws IOException if an image cannot be read or written here
   */
  ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException;

  /**
   * Takes up a job that {@link #fuse} told {@link ProviderCall#keepJob} of, in this process or in
   * another. It asks for the job's result, and hands the images over as {@link #fuse} would. It
   * sends no request that makes images. Blocks until the last image.
   *
   * @param job as {@link ProviderCall#keepJob} had it last
   * @param asked what the job was asked for
   * @param call takes the images, and says when to stop
   * @return what the provider says of the call, such as ids and usage; never null
   * @throws io.github.maskloom.fusion.FusionException of the kind that fits, with {@link
   *     io.github.maskloom.fusion.Delivery}
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   * @throws IOException if an image cannot be written here
   * @throws UnsupportedOperationException if the provider queues no jobs
   */
  default ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
      throws IOException {
    throw new UnsupportedOperationException("this provider queues no jobs");
  }

  /**
   * {@return whether a trained model makes the images; true unless overridden} A preview that is
   * drawn without one gets no label that names a model.
   */
  default boolean isModel() {
    return true;
  }

  /**
   * {@return for how long, counted from the first time, the service does a request once that comes
   * several times under one {@linkplain ProviderCall#sending client request id}} A call of which
   * nobody knows the end may then be sent again, also by another process: {@link
   * ProviderCall#sentBefore} says under which id. Empty unless overridden, where no service
   * promises that.
   */
  default Optional<Duration> replaysKeys() {
    return Optional.empty();
  }

  /** {@return whether {@link #quote} asks the service for a price} False unless overridden. */
  default boolean quotes() {
    return false;
  }

  /**
   * Asks the service what a request would cost, without having it done. Never called unless {@link
   * #quotes} says so. It calls {@link ProviderCall#sending} for nothing, and takes no image.
   *
   * @param request within the {@link #capabilities}
   * @param call says when to stop
   * @return what the service says; never null
   * @throws io.github.maskloom.fusion.FusionException of the kind that fits; the answer may show
   *     that the request was done all the same
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   * @throws IOException if an image cannot be read here
   * @throws UnsupportedOperationException if {@link #quotes} is false
   */
  default FusionQuote quote(ProviderRequest request, ProviderCall call) throws IOException {
    throw new UnsupportedOperationException("this provider's service tells no price");
  }

  /** Ends calls that still run, and frees connections and threads. Idempotent. */
  @Override
  void close() throws IOException;
}
