package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.ark.ArkOptions.ResponseFormat;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JsonServer;
import io.github.maskloom.testing.server.ResultHost;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A session with a server that answers as planned. Closing it makes sure that the session leaves no
 * connection behind.
 */
final class ArkFixture implements AutoCloseable {
  static final String KEY = "key-that-nobody-may-see-8d1f";
  static final String PROMPT = "put the green velvet sofa where the red paint is";
  static final String MODEL = "doubao-seedream-4-5-251128";
  static final byte[] SCENE = TestImages.jpeg(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.jpeg(103);

  /** Retries as often as usual, without waiting. */
  static final HttpRetries AT_ONCE = HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO);

  final JsonServer server;
  final ResultHost host = new ResultHost();
  private final Path folder;
  private UnaryOperator<HttpConfig> setting = config -> config;
  private Optional<ProviderSession> session = Optional.empty();
  private int calls;

  ArkFixture(Path folder, Answer... answers) {
    this(folder, new JsonServer(answers));
  }

  ArkFixture(Path folder, JsonServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Changes the configuration, before the first call. */
  ArkFixture with(UnaryOperator<HttpConfig> change) {
    UnaryOperator<HttpConfig> before = setting;
    setting = builder -> change.apply(before.apply(builder));
    return this;
  }

  /** The session, which is opened when it is first asked for. */
  ProviderSession session() throws IOException {
    if (session.isEmpty()) {
      HttpConfig config =
          ArkProvider.config()
              .withApiKey(KEY)
              .withBaseUrl(server.baseUrl())
              .withModel(MODEL)
              .withRetries(AT_ONCE);
      session = Optional.of(new ArkProvider().open(setting.apply(config)));
    }
    return session.get();
  }

  /** A caller's side with a folder of its own. */
  RecordingCall newCall() throws IOException {
    return newCall("call-" + calls++);
  }

  RecordingCall newCall(String name) throws IOException {
    return new RecordingCall(Files.createDirectory(folder.resolve(name)));
  }

  ProviderResponse fuse(ProviderRequest request, RecordingCall call) throws IOException {
    return session().fuse(request, call);
  }

  /** Makes sure that a call fails as a provider's call may fail, and leaves nothing. */
  FusionException failure(ProviderRequest request, RecordingCall call) {
    FusionException failure =
        catchThrowableOfType(FusionException.class, () -> fuse(request, call));
    assertThat(failure).as("the failure").isNotNull();
    assertThat(call.cancelActions()).as("actions that wait for a cancel").isZero();
    return failure;
  }

  FusionException failure(ProviderRequest request) throws IOException {
    return failure(request, newCall());
  }

  /** The failure of a call that is sent once, gets this answer, and leaves no image. */
  static FusionException onlyFailure(Path folder, Answer answer, ProviderRequest request)
      throws IOException {
    try (ArkFixture ark = new ArkFixture(Files.createTempDirectory(folder, "ark"), answer)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(request, call);

      assertThat(ark.server.calls()).as("requests").hasSize(1);
      assertThat(call.files()).isEmpty();
      return failure;
    }
  }

  /** A scene and a reference, with the answer's images inside the answer. */
  static ProviderRequest base64Request() {
    return request(ArkOptions.NONE.withResponseFormat(ResponseFormat.B64_JSON));
  }

  static ProviderRequest request(ArkOptions options) {
    return request(1, options);
  }

  static ProviderRequest request(int count, ArkOptions options) {
    return new ProviderRequest(
        picture(SCENE, "image/jpeg"),
        Optional.empty(),
        List.of(picture(REFERENCE, "image/png")),
        PROMPT,
        OutputSize.named("2K"),
        count,
        RequestOptions.of(List.of(options)));
  }

  /** An image in memory, of the size that {@link TestImages} have. */
  static ProviderInput.Image picture(byte[] bytes, String mediaType) {
    return new ProviderInput.Image(ImageSource.of(bytes), mediaType, 64, 48, bytes.length);
  }

  @Override
  public void close() throws IOException {
    try (server;
        host) {
      if (session.isPresent()) {
        session.get().close();
        server.awaitNoConnection();
        host.awaitNoConnection();
      }
    }
  }
}
