package io.github.maskloom.fusion;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.call.FallbackClient;
import io.github.maskloom.fusion.call.ProviderClient;
import io.github.maskloom.fusion.call.ProviderDiscovery;
import io.github.maskloom.fusion.call.SharedClient;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Edits images with a model, through one provider.
 *
 * <pre>{@code
 * try (FusionClient client = FusionClient.open("flux");
 *     FusionResult result = client.fuse(request)) {
 *   result.image().writeTo(output);
 * }
 * }</pre>
 *
 * <p>A call paints the mask over the photo, or sends it as an image of its own. It makes every
 * image meet the provider's limits, and sends them as streams. It receives images onto disk,
 * decodes each to be sure of it, and restores what was not painted unless the request wants the
 * whole answer. Nothing holds an image in memory.
 *
 * <p><b>Images that came</b> may be billed. Only a cancel removes them, or a result that is closed
 * after an image was taken, or discarded. One that cannot be restored is kept as the provider made
 * it: see {@link FusedImage#unfinished}. Of one that does not decode, {@link FusedImage#failure}
 * says where its bytes stay. If the memory budget is too small for the restore step, the call fails
 * before anything is sent.
 *
 * <p><b>End:</b> a call that was accepted ends once: for its caller, in the journal and with the
 * listeners, whatever is thrown meanwhile. This holds for errors too, but not in a heap that is
 * full: restart the process then.
 *
 * <p><b>Memory:</b> a few megabytes for each call that runs. <b>Temporary files:</b> one folder for
 * each call, which is removed after a failure or a cancel, when the result is closed, or by the
 * next process. Images that nobody took stay in it for seven days, and the log says at INFO where.
 * They are those of results that were open when the process ended, or were closed before any image
 * was taken, and those that came before {@link #close} ended their call. Images that do not decode,
 * and those that {@link FusedImage#writeTo(java.nio.file.Path)} failed to write, stay too.
 *
 * <p><b>End of the process:</b> calls go on while the JVM shuts down, until an exit hook closes the
 * client, as Spring does. Otherwise they go on for {@link FusionConfig#closeGrace}, and then end as
 * in {@link #close}. The client takes calls until then. A thread that waits for a result, or has
 * one that is open, goes on within the same time, unless it ended the process itself.
 *
 * <p><b>Threads:</b> safe, and made to be shared. Calls run on threads of the client, at most
 * {@link FusionConfig#maxConcurrent} at once, and more wait in a queue. The caller's SLF4J
 * diagnostic context goes along.
 */
public interface FusionClient extends AutoCloseable {
  /**
   * Opens a client that nobody shares.
   *
   * @param config names the provider, which {@link FusionProvider#installed()} finds
   * @return a client, which the caller closes
   * @throws ProviderNotFoundException if no such provider is found; says which are, and what to add
   * @throws IllegalStateException if several have its id; says which
   * @throws IllegalArgumentException if the provider does not take the configuration, or has no id
   * @throws FusionAccessException if a key is missing
   * @throws IOException if something that the provider needs, or the folder for temporary files,
   *     cannot be opened. Likewise if the provider queues jobs, and the folder of their {@linkplain
   *     FusionConfig.Builder#jobs tickets} cannot be written
   */
  static FusionClient open(FusionConfig config) throws IOException {
    return open(ProviderDiscovery.of(config.provider()), config);
  }

  /**
   * Opens a client of a provider that nobody shares, with every option at its default.
   *
   * @param providerId such as {@code ark}, or an {@linkplain FusionProvider#aliases alias} such as
   *     {@code sd-server}
   * @return a client, which the caller closes
   * @throws IOException if something that the provider needs, or the folder for temporary files,
   *     cannot be opened. {@link #open(FusionConfig)} says what else is thrown.
   */
  static FusionClient open(String providerId) throws IOException {
    return open(FusionConfig.builder().provider(providerId).build());
  }

  /**
   * Opens a client of the given provider that nobody shares. Installed providers are not looked at.
   *
   * @param provider asked for a session at once; {@link FusionProvider#open} gets the
   *     configuration's {@link FusionConfig#provider}
   * @param config whose provider may be left at its default, which every provider takes
   * @return a client, which the caller closes
   * @throws IllegalArgumentException if the provider does not take the configuration, or has no id
   * @throws FusionAccessException if a key is missing
   * @throws IOException as {@link #open(FusionConfig)} throws it
   */
  static FusionClient open(FusionProvider provider, FusionConfig config) throws IOException {
    ProviderCapabilities able = provider.capabilities();
    if (config.jobs() instanceof TicketFiles tickets && able != null && able.queuesJobs()) {
      tickets.prove();
    }
    return ProviderClient.open(provider, config);
  }

  /**
   * {@return a handle on the one client of a configuration in this process, which the caller
   * closes} All handles share its session, slots and queue. A closed handle accepts no more calls,
   * and the others go on. Closing the last one closes the client. A client that fails to open is
   * not remembered.
   *
   * @param config equal ones share a client
   * @throws IOException if the client is to be opened and something that it needs cannot be. {@link
   *     #open(FusionConfig)} says what else is thrown.
   */
  static FusionClient shared(FusionConfig config) throws IOException {
    return SharedClient.acquire(config, () -> open(config));
  }

  /**
   * Shares a client of a provider with every option at its default.
   *
   * @param providerId such as {@code ark}
   * @return a handle as {@link #shared(FusionConfig)} gives it, which the caller closes
   * @throws IOException as {@link #shared(FusionConfig)} throws it. {@link #open(FusionConfig)}
   *     says what else is thrown.
   */
  static FusionClient shared(String providerId) throws IOException {
    return shared(FusionConfig.builder().provider(providerId).build());
  }

  /**
   * {@return a handle on the shared client of the local provider: a preview without a model, a key
   * or a network} The caller closes the handle. See {@link #shared(FusionConfig)}.
   *
   * @throws ProviderNotFoundException if the local provider's artifact is not there
   * @throws IOException if something that the client needs cannot be opened
   */
  static FusionClient local() throws IOException {
    return shared(FusionConfig.DEFAULT);
  }

  /**
   * {@return the provider's id, such as {@code ark}} A client with a fallback has the first one's.
   *
   * @throws IllegalStateException if this is a handle on a shared client, and closed
   */
  String providerId();

  /**
   * {@return what the provider can do for a request with these options} A client with a fallback
   * says it of the first provider.
   *
   * @param options of the request; {@link RequestOptions#NONE} for none
   * @throws IllegalStateException if this is a handle on a shared client, and closed
   */
  ProviderCapabilities capabilities(RequestOptions options);

  /**
   * Begins a call, and returns without waiting for it. What is wrong with the request, or a full
   * queue, ends the call: {@link FusionCall#result} throws it.
   *
   * <p><b>Sources:</b> the call opens them while it runs, also after this method has returned. They
   * have to stay until it ends. Files of a web request are often deleted when the request ends:
   * {@link FusionRequest.Builder#copySources} has them copied before this method returns.
   *
   * @param request what is to be made
   * @return the call, which the caller closes
   * @throws IllegalStateException if the client is closed; the call was not taken
   */
  FusionCall start(FusionRequest request);

  /**
   * Begins a call that takes up a job which a service has queued, and returns without waiting for
   * it. The call asks for the job's result, fetches the images and finishes them as the first call
   * would have. It asks for no other images. The journal and the listeners hear of it as of any
   * call, under the ticket's id.
   *
   * <p>A ticket without a {@link JobTicket#job} is refused with {@link FusionRequestException}: the
   * service has to be asked what it made of the client's request ids. Only where the service is
   * known to {@linkplain io.github.maskloom.fusion.spi.ProviderSession#replaysKeys do a request
   * once}, however often it comes under one id, is the request sent again, under its id. It must be
   * the same to the byte, and not older than the service remembers.
   *
   * <p>The request needs the same image bytes and prompt, and the same convention, fit, filling,
   * size, count and focus. With others the call fails with {@link FusionRequestException}. A {@link
   * FusionException} or a cancel that ends the call has the ticket, for a next time.
   *
   * @param ticket of a call of this provider, from its failure or from the {@link JobStore}
   * @param request as it was
   * @return the call, which the caller closes
   * @throws IllegalStateException if the client is closed; the job was not taken up
   * @throws UnsupportedOperationException if the client is an implementation of your own that takes
   *     up no jobs
   */
  default FusionCall resume(JobTicket ticket, FusionRequest request) {
    throw new UnsupportedOperationException("this client takes up no jobs");
  }

  /**
   * Makes the images, and waits for them. An interrupt cancels the call.
   *
   * @param request what is to be made
   * @return the images; the caller closes the result
   * @throws FusionException if the request is refused, or the provider fails. {@link
   *     FusionCall#result} says what else is thrown.
   * @throws IOException if a file cannot be read or written before anything was sent
   * @throws IllegalStateException if the client is closed; the call was not taken
   */
  default FusionResult fuse(FusionRequest request) throws IOException {
    return start(request).result();
  }

  /**
   * {@return a client that asks {@code fallback} when this one's service is down and has cost
   * nothing} That is when the service cannot be reached, fails, is overloaded, or its allowance is
   * used up, or when this client's queue is full. Other failures, such as a broken image or a
   * refused prompt, are thrown as they are. {@link FusionResult#primaryFailure} says why the
   * fallback was asked. Listeners hear of both calls. Closing the new client closes both.
   *
   * <p>If both fail, the failure is thrown whose {@code delivery()} may have cost more, and the
   * first one if both are equal. The other one is suppressed in it.
   *
   * <p>The fallback is not asked if the first request may be billed: its {@code delivery()} is
   * {@link Delivery#UNKNOWN} or {@link Delivery#ACCEPTED}. With {@link #evenIfUnknown} it is asked
   * after {@code UNKNOWN} too.
   *
   * @param fallback of another service; closed with the new client
   */
  default FusionClient withFallback(FusionClient fallback) {
    return withFallback(fallback, FallbackClient.IF_FREE);
  }

  /**
   * {@return a client that asks {@code fallback} after the failures that {@code when} accepts,
   * whatever they may have cost} See {@link #withFallback(FusionClient)}.
   *
   * @param fallback of another service; closed with the new client
   * @param when true for a failure that the fallback is to be asked after; called on the thread
   *     that ends the first client's call. If it throws, the fallback is not asked, and the failure
   *     has what it threw suppressed.
   */
  default FusionClient withFallback(FusionClient fallback, Predicate<FusionException> when) {
    return new FallbackClient(
        this, Objects.requireNonNull(fallback, "fallback"), Objects.requireNonNull(when, "when"));
  }

  /**
   * {@return whether a service is down and has not accepted a request, for {@link
   * #withFallback(FusionClient, Predicate)}} {@code ark.withFallback(local,
   * FusionClient::evenIfUnknown)} asks the fallback also where nobody knows what the first call
   * cost. Both services may bill it then.
   *
   * @param failure of the first client's call
   */
  static boolean evenIfUnknown(FusionException failure) {
    return FallbackClient.isDownEvenIfUnknown(failure);
  }

  /**
   * Asks the service what a request would cost, without having it done. The images are made ready
   * and sent as for {@link #fuse}, so what that refuses is refused here too. Blocks. The call takes
   * none of the client's slots, runs on the caller's thread, and is in no journal. With a fallback
   * the first client is asked.
   *
   * @param request as it would be fused
   * @return the price, or empty where the provider's service tells none; nothing was prepared or
   *     sent then
   * @throws FusionException of the kind that fits. Such a request is documented to cost nothing,
   *     but {@link Delivery#UNKNOWN} where the answer is not a price
   * @throws io.github.maskloom.errors.CancelledException if the thread was interrupted, or the
   *     client closed
   * @throws MaskloomException of another kind if an image is broken or too large
   * @throws IllegalStateException if the client is closed
   * @throws IOException if an image cannot be read
   */
  default Optional<FusionQuote> quote(FusionRequest request) throws IOException {
    return Optional.empty();
  }

  /**
   * {@return how many calls run and wait at this moment, for gauges} With a fallback it is the sum
   * of both clients. A closed client has none, once its calls have ended.
   */
  default Load load() {
    return Load.NONE;
  }

  /**
   * What a client has to do at a moment.
   *
   * @param running calls that run
   * @param queued calls that wait for others to end
   */
  record Load(int running, int queued) {
    /** Nothing to do. */
    public static final Load NONE = new Load(0, 0);
  }

  /**
   * Closes the client. It accepts no more calls, and waits up to {@link FusionConfig#closeGrace}
   * for those that run or wait, also while the JVM shuts down. Then it cancels the rest, within
   * three seconds more. Cancelled calls end with a {@link
   * io.github.maskloom.errors.CancelledException}. An interrupt ends the wait early, and the flag
   * stays set. Results stay, and images that came. Of a shared client this closes one handle, and
   * the last one closes the client. A listener may close the client too. Idempotent.
   */
  @Override
  void close();

  /**
   * No fusion provider has the id that was asked for. Most likely its jar is not on the class path,
   * or a shaded jar lost its {@code META-INF/services}. Nothing was opened or sent.
   */
  final class ProviderNotFoundException extends MaskloomException {
    @Serial private static final long serialVersionUID = 1L;

    private final String providerId;
    private final List<String> found;

    /**
     * Reports an id that no provider has.
     *
     * @param providerId what was asked for
     * @param found the ids of the providers that are found, sorted
     * @param advice how the provider is added, in words
     */
    public ProviderNotFoundException(String providerId, List<String> found, String advice) {
      super("there is no fusion provider " + providerId + ": " + advice);
      this.providerId = providerId;
      this.found = List.copyOf(found);
    }

    /** {@return the id that was asked for} */
    public String providerId() {
      return providerId;
    }

    /** {@return the ids of the providers that are found, sorted} */
    public List<String> found() {
      return found;
    }
  }
}
