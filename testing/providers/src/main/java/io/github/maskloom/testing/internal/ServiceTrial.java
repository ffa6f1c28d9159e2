package io.github.maskloom.testing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.PlannedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A provider before a service on loopback, and the calls that a test makes with it.
 *
 * @param <S> type of the service
 * @param <C> type of the provider's configuration
 */
public class ServiceTrial<S extends PlannedServer<?>, C extends ProviderConfig>
    implements AutoCloseable {
  /** A key for configurations, which no message may show. */
  public static final String KEY = "key-that-nobody-may-see-8d1f";

  private final Supplier<Path> folder;
  private final FusionProvider provider;
  private final S server;
  private C config;
  private Optional<ProviderSession> session = Optional.empty();
  private Optional<RecordingCall> call = Optional.empty();

  /**
   * Prepares a session, which the first call opens.
   *
   * @param folder that exists once a call is made, for the images of all calls
   * @param provider to be opened
   * @param server that the configuration leads to; {@link #close} closes it
   * @param config that the provider is opened with
   */
  public ServiceTrial(Supplier<Path> folder, FusionProvider provider, S server, C config) {
    this.folder = folder;
    this.provider = provider;
    this.server = server;
    this.config = config;
  }

  /**
   * Prepares a session with a service that queues.
   *
   * @param <C> type of the provider's configuration
   * @param folder that exists once a call is made, for the images of all calls
   * @param provider to be opened
   * @param wire how the service writes its answers
   * @param config that the provider is opened with, for the address of the service
   * @return a trial with a server of its own
   */
  public static <C extends ProviderConfig> ServiceTrial<JobServer, C> queued(
      Supplier<Path> folder, FusionProvider provider, JobWire wire, Function<URI, C> config) {
    JobServer server = new JobServer(wire);
    return new ServiceTrial<>(folder, provider, server, config.apply(server.address()));
  }

  /**
   * Makes an image of a request, which is said to have 64x48 pixels.
   *
   * @param bytes of its file
   * @param mediaType of the file
   * @return the image
   */
  public static ProviderInput.Image picture(byte[] bytes, String mediaType) {
    return new ProviderInput.Image(ImageSource.of(bytes), mediaType, 64, 48, bytes.length);
  }

  /**
   * Changes the configuration. Has no effect once the session is open.
   *
   * @param change made to what was configured so far
   * @return this trial
   */
  public ServiceTrial<S, C> with(UnaryOperator<C> change) {
    config = change.apply(config);
    return this;
  }

  /** {@return the service} */
  public S server() {
    return server;
  }

  /** {@return what the provider is opened with} */
  public C config() {
    return config;
  }

  /**
   * {@return the session, which is opened if it is not open yet}
   *
   * @throws IOException if the provider cannot be opened
   */
  public ProviderSession session() throws IOException {
    if (session.isEmpty()) {
      session = Optional.of(provider.open(config));
    }
    return session.get();
  }

  /**
   * {@return a call with a folder of its own}
   *
   * @throws IOException if the folder cannot be made
   */
  public RecordingCall newCall() throws IOException {
    call = Optional.of(new RecordingCall(Files.createTempDirectory(folder.get(), "call")));
    return call.get();
  }

  /**
   * {@return the newest call} The first is made if there is none yet.
   *
   * @throws IOException if its folder cannot be made
   */
  public RecordingCall call() throws IOException {
    return call.isPresent() ? call.get() : newCall();
  }

  /**
   * Makes a call that succeeds.
   *
   * @param request to be sent
   * @param recording the caller's side
   * @return the response
   * @throws IOException if an image of the request cannot be read
   */
  public ProviderResponse fuse(ProviderRequest request, RecordingCall recording)
      throws IOException {
    return session().fuse(request, recording);
  }

  /**
   * Makes a new call that succeeds.
   *
   * @param request to be sent
   * @return the call
   * @throws IOException if an image of the request cannot be read
   */
  public RecordingCall fused(ProviderRequest request) throws IOException {
    RecordingCall made = newCall();
    fuse(request, made);
    return made;
  }

  /**
   * Makes a call that fails, and leaves nothing that waits for a cancel.
   *
   * @param request to be sent
   * @param recording the caller's side
   * @return the failure
   */
  public FusionException failure(ProviderRequest request, RecordingCall recording) {
    FusionException failure =
        assertThrows(FusionException.class, () -> fuse(request, recording), "the call");
    assertEquals(0, recording.cancelActions(), "actions that wait for a cancel");
    return failure;
  }

  /**
   * Makes a new call that fails as {@link #failure(ProviderRequest, RecordingCall)} says, and
   * leaves no image.
   *
   * @param request to be sent
   * @return the failure
   * @throws IOException if the call's folder cannot be made or read
   */
  public FusionException failure(ProviderRequest request) throws IOException {
    RecordingCall made = newCall();
    FusionException failure = failure(request, made);
    assertEquals(List.of(), made.files(), "images of a call that failed with " + failure);
    return failure;
  }

  /**
   * Makes a new call that fails without an image, and tells the failure in words. Such as {@code
   * 429 Busy Throttled REJECTED SAFE 3} for a status, a code, the exception without {@code Fusion},
   * the delivery, the kind of advice, and how many requests came in all. The status or code is a
   * hyphen if there is none.
   *
   * @param request to be sent
   * @return the words, between single blanks
   * @throws IOException if the call's folder cannot be made or read
   */
  public String told(ProviderRequest request) throws IOException {
    return told(failure(request), server.calls().size());
  }

  /**
   * Tells a failure in words, as {@link #told(ProviderRequest)} does.
   *
   * @param failure of a call
   * @param sent how many requests came in all
   * @return the words, between single blanks
   */
  public static String told(FusionException failure, int sent) {
    FusionException.Failure what = failure.failure();
    return Joiner.on(' ')
        .join(
            what.httpStatus().isPresent() ? what.httpStatus().getAsInt() : "-",
            what.code().orElse("-"),
            failure.getClass().getSimpleName().replaceAll("^Fusion|Exception$", ""),
            failure.delivery(),
            failure.retry().kind(),
            sent);
  }

  /**
   * Makes sure that a request is refused before anything is sent.
   *
   * @param request that the service would refuse
   * @param why a part of the message
   * @throws IOException if the call's folder cannot be made or read
   */
  public void refuses(ProviderRequest request, String why) throws IOException {
    FusionException failure = failure(request);
    assertInstanceOf(FusionRequestException.class, failure);
    assertTrue(failure.toString().contains(why), failure.toString());
    assertEquals(Delivery.NOT_SENT, failure.delivery());
    assertEquals(0, server.calls().size(), "requests");
  }

  /**
   * Closes the session and waits until no connection is open, then closes the service.
   *
   * @throws AssertionError if a connection stays open for more than 30 seconds
   */
  @Override
  public void close() throws IOException {
    try (server) {
      if (session.isPresent()) {
        session.get().close();
        server.awaitNoConnection();
      }
    }
  }
}
