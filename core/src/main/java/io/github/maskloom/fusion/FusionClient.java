package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Puts things into images of rooms through one provider.
 *
 * <p>A call paints the mask over the scene, or makes it an image of its own, makes every image meet
 * the provider's limits, hands them over as streams, receives images onto disk, decodes each to be
 * sure of it, and restores what was not painted if asked to. Nothing holds an image.
 *
 * <p><b>Images that came</b> may be billed, so nothing but a cancel takes them away again: one that
 * cannot be decoded or restored here, for want of memory, say, is kept as the provider made it, and
 * {@link FusedImage#unfinished} says why. What the budget could never grant is refused before
 * anything is sent.
 *
 * <p><b>End:</b> a call that was taken ends in its future, in the journal and with the listeners,
 * once each, whatever is thrown meanwhile, errors included. Its future ends and its slot is free
 * also when no memory is left. The journal and the listeners then hear of it later: when another
 * call begins or ends, or when the client is closed.
 *
 * <p><b>Memory:</b> a few megabytes for each call that runs, see {@link
 * io.github.maskloom.MaskCompositor}. <b>Temporary files:</b> in one folder a call, gone after a
 * failure or a cancel, and once the result is closed; at the latest when the process ends, or, if
 * that was killed, when another one begins. <b>Threads:</b> safe, made to be shared. Calls run on
 * threads of the client, as many at once as {@link FusionConfig#maxConcurrent} says; more wait in a
 * queue. The caller's SLF4J diagnostic context goes along.
 *
 * @see FusionClients
 */
public interface FusionClient extends AutoCloseable {
  /** The provider's id. */
  String providerId();

  /** What the provider can do for requests with these options. */
  ProviderCapabilities capabilities(RequestOptions options);

  /**
   * Fuses, and waits for it. An interrupt cancels the call.
   *
   * @return the images; the caller closes it
   * @throws io.github.maskloom.errors.FusionRequestException if the request goes beyond the
   *     provider's capabilities; nothing was sent
   * @throws io.github.maskloom.errors.FusionThrottledException if the queue is full; nothing was
   *     sent
   * @throws io.github.maskloom.errors.FusionException for what else the provider reports, and if a
   *     image that came cannot be kept, with how far the request got
   * @throws io.github.maskloom.errors.ImageException if the scene, the mask or a reference cannot
   *     be used; says which
   * @throws io.github.maskloom.errors.CancelledException if the calling thread was interrupted,
   *     whose interrupt flag stays set, or the client was closed meanwhile; says how far the
   *     request got
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses what a composite
   *     takes, or could never grant what restoring takes; nothing was sent
   * @throws IOException if a file cannot be read or written before anything was sent
   * @throws IllegalStateException if the client is closed; the call was not taken
   */
  FusionResult fuse(FusionRequest request) throws IOException;

  /**
   * Begins to fuse. The future completes with the images, or with what {@link #fuse} throws.
   *
   * <p><b>Cancel:</b> completing the future in any other way, by {@code cancel}, {@code orTimeout},
   * {@code completeOnTimeout}, {@code completeExceptionally} or a value, cancels the call, which
   * ends within a second and leaves nothing behind. Futures that are derived from it do not reach
   * back: the call goes on, and nobody closes its result, whose files then stay until the process
   * ends.
   *
   * <p><b>Threads:</b> what follows the future without an executor of its own runs on a thread of
   * the client that works for no call any more, so it may block, and use the client; or, if the
   * future is complete by then, on the thread that adds it.
   *
   * @return the images to come; whoever takes the result closes it
   * @throws IllegalStateException if the client is closed; the call was not taken
   */
  CompletableFuture<FusionResult> fuseAsync(FusionRequest request);

  /**
   * Takes no more calls, lets those that run and wait go on for {@link FusionConfig#closeGrace},
   * then cancels what is left and frees everything, within two seconds more. What was cancelled
   * ends with a {@link io.github.maskloom.errors.CancelledException}. Results stay. Of a client
   * that is shared this closes one handle; the last one closes the client. A listener may close the
   * client as well: its own call, which cannot go on meanwhile, is not waited for but cancelled.
   * Idempotent.
   */
  @Override
  void close();
}
