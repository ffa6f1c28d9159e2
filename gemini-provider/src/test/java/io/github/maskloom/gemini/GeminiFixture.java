package io.github.maskloom.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A session with a server that answers as planned, and one call. */
final class GeminiFixture implements AutoCloseable {
  static final String KEY = "key-that-nobody-may-see-8d1f";
  static final String PROMPT = "put the green velvet sofa where the red paint is";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.png(103);

  /** Retries as often as usual, without waiting. */
  static final HttpRetries AT_ONCE = HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO);

  final JsonServer server;
  final RecordingCall call;
  private final ProviderSession session;

  GeminiFixture(Path folder, Answer... answers) {
    this(folder, new JsonServer(answers).withoutRequestIds(), builder -> builder);
  }

  GeminiFixture(Path folder, Answer answer, UnaryOperator<HttpConfig> setting) {
    this(folder, new JsonServer(answer).withoutRequestIds(), setting);
  }

  private GeminiFixture(Path folder, JsonServer server, UnaryOperator<HttpConfig> setting) {
    this.server = server;
    call = new RecordingCall(folder);
    HttpConfig config =
        GeminiProvider.config().withApiKey(KEY).withBaseUrl(server.baseUrl()).withRetries(AT_ONCE);
    session = new GeminiProvider().open(setting.apply(config));
  }

  ProviderResponse fuse(ProviderRequest request) throws IOException {
    return session.fuse(request, call);
  }

  /** Makes sure that the call fails as a provider's call may fail, and leaves nothing. */
  FusionException failure(ProviderRequest request) throws IOException {
    FusionException failure = catchThrowableOfType(FusionException.class, () -> fuse(request));
    assertThat(failure).as("the failure").isNotNull();
    assertThat(call.cancelActions()).as("actions that wait for a cancel").isZero();
    assertThat(call.files()).isEmpty();
    return failure;
  }

  /** A photo and a reference. */
  static ProviderRequest request() {
    return request(OutputSize.UNSET, GeminiOptions.NONE);
  }

  static ProviderRequest request(GeminiOptions options) {
    return request(OutputSize.UNSET, options);
  }

  static ProviderRequest request(OutputSize size, GeminiOptions options) {
    return request(List.of(image(REFERENCE, "image/png")), size, options);
  }

  static ProviderRequest request(
      List<ProviderInput> references, OutputSize size, GeminiOptions options) {
    return new ProviderRequest(
        image(PHOTO, "image/jpeg"),
        Optional.empty(),
        references,
        PROMPT,
        size,
        1,
        RequestOptions.of(List.of(options)));
  }

  /** An image in memory, of the size that {@link TestImages} have. */
  static ProviderInput.Image image(byte[] bytes, String mediaType) {
    return new ProviderInput.Image(ImageSource.of(bytes), mediaType, 64, 48, bytes.length);
  }

  @Override
  public void close() throws IOException {
    try (server) {
      session.close();
      server.awaitNoConnection();
    }
  }
}
