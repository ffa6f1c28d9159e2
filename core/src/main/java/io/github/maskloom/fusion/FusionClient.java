package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Puts things into pictures of rooms through one provider.
 *
 * <p>A call paints the mask over the scene, or makes it a picture of its own, makes every picture
 * meet the provider's limits, hands them over as streams, receives pictures onto disk, decodes each
 * to be sure of it, and restores what was not painted if asked to. Nothing holds a picture.
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
   * Fuses, and waits for it; an interrupt cancels the call.
   *
   * @return the pictures; the caller closes it
   * @throws io.github.maskloom.errors.FusionRequestException if the request goes beyond the
   *     provider's capabilities; nothing was sent
   * @throws io.github.maskloom.errors.FusionThrottledException if the queue is full; nothing was
   *     sent
   * @throws io.github.maskloom.errors.FusionException for what else the provider reports, with how
   *     far the request got
   * @throws io.github.maskloom.errors.ImageException if the scene, the mask or a reference cannot
   *     be used; says which
   * @throws io.github.maskloom.errors.CancelledException if the calling thread was interrupted; its
   *     interrupt flag stays set
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses what a composite
   *     takes
   * @throws IOException if a file cannot be read or written
   * @throws IllegalStateException if the client is closed
   */
  FusionResult fuse(FusionRequest request) throws IOException;

  /**
   * Begins to fuse. Cancelling the future cancels the call, which ends within a second and leaves
   * nothing behind; the future completes with the pictures, or with what {@link #fuse} throws.
   *
   * @return the pictures to come; whoever takes the result closes it
   * @throws IllegalStateException if the client is closed
   */
  CompletableFuture<FusionResult> fuseAsync(FusionRequest request);

  /**
   * Takes no more calls, lets those that run and wait go on for {@link FusionConfig#closeGrace},
   * then cancels what is left and frees everything, within two seconds more. Results stay. A client
   * that is shared is closed by the last of those who share it. Idempotent.
   */
  @Override
  void close();
}
