package io.github.maskloom.openai;

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
import io.github.maskloom.testing.openai.EditCall;
import io.github.maskloom.testing.openai.OpenAiServer;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/** A session with a server that answers as planned, and looks at what it gets. */
final class OpenAiFixture implements AutoCloseable {
  static final String KEY = "sk-that-nobody-may-see-8d1f";
  static final String PROMPT = "put the green velvet sofa where the mask is open";
  static final byte[] SCENE = TestImages.png(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.png(103);
  static final byte[] MASK = mask();

  final OpenAiServer server;
  private final Path folder;
  private final OpenAiDialect dialect;
  private UnaryOperator<HttpConfig> setting = builder -> builder;
  private Optional<ProviderSession> session = Optional.empty();

  OpenAiFixture(Path folder, Answer... answers) {
    this(folder, OpenAiDialect.OPENAI, new OpenAiServer(answers));
  }

  private OpenAiFixture(Path folder, OpenAiDialect dialect, OpenAiServer server) {
    this.folder = folder;
    this.dialect = dialect;
    this.server = server;
  }

  static OpenAiFixture sdServer(Path folder, Answer... answers) {
    return new OpenAiFixture(folder, OpenAiDialect.SD_SERVER, OpenAiServer.sdServer(answers));
  }

  static OpenAiFixture azure(Path folder, Answer... answers) {
    return new OpenAiFixture(folder, OpenAiDialect.AZURE, OpenAiServer.azure(answers))
        .with(config -> config.withSetting(OpenAiProvider.API_VERSION, "2025-04-01-preview"));
  }

  private static byte[] mask() {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, i % 64 < 20 ? 0x00FFFFFF : 0xFF000000);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  OpenAiFixture with(UnaryOperator<HttpConfig> change) {
    UnaryOperator<HttpConfig> before = setting;
    setting = builder -> change.apply(before.apply(builder));
    return this;
  }

  HttpConfig config() {
    HttpConfig config =
        OpenAiProvider.config(dialect)
            .withBaseUrl(server.baseUrl())
            .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
    return setting.apply(dialect == OpenAiDialect.SD_SERVER ? config : config.withApiKey(KEY));
  }

  ProviderSession session() throws IOException {
    if (session.isEmpty()) {
      session = Optional.of(new OpenAiProvider().open(config()));
    }
    return session.get();
  }

  RecordingCall newCall() throws IOException {
    return new RecordingCall(Files.createTempDirectory(folder, "call"));
  }

  ProviderResponse fuse(ProviderRequest request, RecordingCall call) throws IOException {
    return session().fuse(request, call);
  }

  /** The form of a request that is answered with an image. */
  EditCall sent(ProviderRequest request) throws IOException {
    fuse(request, newCall());
    return server.call();
  }

  /** The image that a request is answered with. */
  byte[] made(ProviderRequest request) throws IOException {
    RecordingCall call = newCall();
    fuse(request, call);
    return call.bytes(0);
  }

  FusionException failure(ProviderRequest request) throws IOException {
    return failure(request, newCall());
  }

  FusionException failure(ProviderRequest request, RecordingCall call) {
    FusionException failure =
        catchThrowableOfType(FusionException.class, () -> fuse(request, call));
    assertThat(failure).as("the failure").isNotNull();
    assertThat(call.cancelActions()).as("actions that wait for a cancel").isZero();
    return failure;
  }

  static ProviderRequest request(OpenAiOptions options) {
    return request(1, options);
  }

  /** A scene, a mask and a reference. */
  static ProviderRequest request(int count, OpenAiOptions options) {
    return request(OutputSize.UNSET, count, options, List.of(picture(REFERENCE)));
  }

  static ProviderRequest request(
      OutputSize size, int count, OpenAiOptions options, List<ProviderInput> references) {
    return new ProviderRequest(
        picture(SCENE),
        Optional.of(picture(MASK)),
        references,
        PROMPT,
        size,
        count,
        RequestOptions.of(List.of(options)));
  }

  /** A scene alone that takes a while to send. */
  static ProviderRequest largeRequest() {
    byte[] large = TestImages.largeJpeg(20_000_000, 5);
    return new ProviderRequest(
        picture(large),
        Optional.empty(),
        List.of(),
        PROMPT,
        OutputSize.UNSET,
        1,
        RequestOptions.NONE);
  }

  static ProviderInput.Image picture(byte[] bytes) {
    return new ProviderInput.Image(ImageSource.of(bytes), "image/png", 64, 48, bytes.length);
  }

  /** Makes sure that the service had nothing to hold against any request. */
  @Override
  public void close() throws IOException {
    try (server) {
      if (session.isPresent()) {
        session.get().close();
        server.awaitNoConnection();
      }
      for (EditCall call : server.calls()) {
        assertThat(call.faults()).as("what the service would refuse").isEmpty();
      }
    }
  }
}
