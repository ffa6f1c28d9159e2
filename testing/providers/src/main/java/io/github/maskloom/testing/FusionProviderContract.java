package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link FusionProvider} has to do. A provider's own tests extend this class and answer
 * its four questions.
 *
 * <p>A provider of a service answers them with a server on loopback; nothing here waits for time.
 */
public abstract class FusionProviderContract {
  private static final int[] GATEWAYS_STATUSES = {408, 500, 502, 503, 504};

  @TempDir Path folder = Path.of("");

  /** A server of one test, for a contract that needs one. */
  Optional<Closeable> server = Optional.empty();

  /** A contract that is to be kept. */
  protected FusionProviderContract() {}

  @AfterEach
  final void closeServer() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  /** A server that answers every request so, once it was read. */
  static LoopbackServer answering(int status, String mediaType, String body, Runnable whenRead) {
    return new LoopbackServer(
        ServerSocketFactory.getDefault(),
        exchange -> {
          exchange.body().transferTo(OutputStream.nullOutputStream());
          whenRead.run();
          exchange.respond(status, Map.of("Content-Type", mediaType), body.getBytes(UTF_8));
        });
  }

  /** {@return a provider, as its public constructor makes it} */
  protected abstract FusionProvider provider();

  /**
   * {@return a configuration that {@link #provider} can be opened with} It asks for no network
   * beyond loopback, and {@link #request} succeeds with it.
   */
  protected abstract ProviderConfig config();

  /**
   * Configures the provider to ask a server of the contract, which answers as a failing gateway.
   * The provider retries as often as by default.
   *
   * @param address of a server on loopback, without TLS
   * @return what the provider can be opened with, or empty if it asks nobody over HTTP
   */
  protected abstract Optional<ProviderConfig> configOf(URI address);

  /**
   * {@return a request that succeeds with {@link #config}} It asks for two images, or for one if
   * the provider makes no more.
   *
   * @throws IOException if an image of the request cannot be made
   */
  protected abstract ProviderRequest request() throws IOException;

  /**
   * {@return a table of refusals and what comes of them} A line has words between blanks: a status,
   * the failure without {@code Fusion} and {@code Exception}, the delivery, the kind of advice, and
   * codes as the service writes them, such as {@code 429 Throttled REJECTED SAFE busy later}. A
   * hyphen stands for an answer without a code. Empty unless overridden, for a provider that asks
   * nobody over HTTP.
   */
  protected String refusals() {
    return "";
  }

  /**
   * Writes the body of an error as the service does.
   *
   * @param code a JSON value, mostly a string in its quotes; stands where the service has its codes
   * @param message a JSON value; stands where the service has its messages
   * @return a JSON object with no white space around it; an empty one unless overridden
   */
  protected String error(String code, String message) {
    return "{}";
  }

  final List<RefusalRow> rows() {
    return RefusalRow.of(refusals());
  }

  final String errorOf(String code) {
    return error(code.equals("-") ? "null" : "\"" + code + "\"", "\"no\"");
  }

  @TestFactory
  Stream<DynamicTest> judgesEachRefusalAsItsTableSays() {
    return rows().stream()
        .map(row -> dynamicTest(row.told(), () -> assertEquals(row.told(), told(row))));
  }

  private String told(RefusalRow row) throws IOException {
    AtomicInteger sent = new AtomicInteger();
    FusionException failure =
        failure(row.status(), "application/json", errorOf(row.code()), sent::incrementAndGet);
    return ServiceTrial.told(failure, sent.get());
  }

  /** What a request ends with, without an image, if it is always answered so. */
  private FusionException failure(int status, String mediaType, String body, Runnable whenRead)
      throws IOException {
    RecordingCall call = new RecordingCall(folder);
    try (LoopbackServer service = answering(status, mediaType, body, whenRead)) {
      Optional<ProviderConfig> config =
          configOf(URI.create("http://127.0.0.1:" + service.port() + "/"));
      assumeTrue(config.isPresent(), "the provider asks nobody over HTTP");
      try (ProviderSession session = provider().open(config.get())) {
        FusionException failure =
            assertThrows(FusionException.class, () -> session.fuse(request(), call));
        assertEquals(0, call.files().size(), "files");
        return failure;
      }
    }
  }

  @Test
  void hasALowerCaseIdThatNeverChanges() {
    String id = provider().id();
    assertFalse(id.isEmpty(), "the id is empty");
    assertEquals(id.toLowerCase(Locale.ROOT), id);
    assertEquals(id, provider().id());
  }

  @Test
  void isFoundByTheServiceLoader() {
    String id = provider().id();
    assertTrue(
        ServiceLoader.load(FusionProvider.class).stream()
            .anyMatch(found -> found.get().id().equals(id)),
        "no provider " + id + " is named in META-INF/services or provides");
  }

  @Test
  void saysWhatItCanDoBeforeItIsOpened() {
    assertNotNull(provider().capabilities());
  }

  @Test
  void isNamedByItsConfiguration() {
    assertEquals(provider().id(), config().providerId());
  }

  @Test
  void takesNoConfigurationOfAnotherType() {
    assertThrows(IllegalArgumentException.class, () -> provider().open(() -> "another"));
  }

  @Test
  void commitsEveryImageThatIsAskedFor() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    ProviderRequest request = request();
    try (ProviderSession session = provider().open(config())) {
      assertNotNull(session.capabilities(RequestOptions.NONE));
      assertNotNull(session.fuse(request, call));
    }
    for (int i = 0; i < request.count(); i++) {
      byte[] image = call.bytes(i);
      assertNotNull(ImageIO.read(new ByteArrayInputStream(image)), "image " + i + " is none");
    }
    assertAll(
        () -> assertEquals(request.count(), call.files().size(), "files"),
        () -> assertEquals(0, call.cancelActions(), "actions that still wait for a cancel"));
  }

  @Test
  void makesNothingForACallThatIsCancelledAlready() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    call.cancel();
    ProviderRequest request = request();
    try (ProviderSession session = provider().open(config())) {
      assertThrows(CancelledException.class, () -> session.fuse(request, call));
    }
    assertEquals(0, call.files().size(), "files");
  }

  /** Behind a gateway that gives up, the service may go on and bill. */
  @TestFactory
  Stream<DynamicTest> sendsNothingAgainAfterAGatewaysAnswer() {
    return IntStream.of(GATEWAYS_STATUSES)
        .mapToObj(status -> dynamicTest("status " + status, () -> sendsOnce(status)));
  }

  private void sendsOnce(int status) throws IOException {
    AtomicInteger sent = new AtomicInteger();
    String page = "<html><body>the gateway gives up</body></html>";
    FusionException failure = failure(status, "text/html", page, sent::incrementAndGet);
    assertAll(
        () -> assertEquals(1, sent.get(), "times sent"),
        () -> assertEquals(Delivery.UNKNOWN, failure.delivery()),
        () -> assertNotEquals(RetryAdvice.Kind.SAFE, failure.retry().kind()));
  }

  @Test
  void closesTwice() throws IOException {
    ProviderSession session = provider().open(config());
    session.close();
    session.close();
  }
}
