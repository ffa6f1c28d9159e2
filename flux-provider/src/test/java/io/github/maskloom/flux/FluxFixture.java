package io.github.maskloom.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.Documented;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A session with a service on loopback that behaves as documented unless planned, and one call. */
final class FluxFixture implements AutoCloseable {
  static final Documented PAGES = new Documented(FluxFixture.class);
  static final String KEY = "key-that-nobody-may-see-8d1f";
  static final String PROMPT = "ein fantastisches bild";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] MASK = TestImages.png(102);

  /** Retries as often as usual, without waiting. */
  static final HttpRetries AT_ONCE = HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO);

  final JobServer server = new JobServer(new FluxJobContractTest());
  final RecordingCall call;
  private final ProviderSession session;

  FluxFixture(Path folder) {
    this(folder, builder -> builder);
  }

  FluxFixture(Path folder, UnaryOperator<HttpConfig> setting) {
    call = new RecordingCall(folder);
    HttpConfig config =
        FluxProvider.config().withApiKey(KEY).withBaseUrl(server.address()).withRetries(AT_ONCE);
    session = new FluxProvider().open(setting.apply(config));
  }

  ProviderResponse fuse(ProviderRequest request) throws IOException {
    return session.fuse(request, call);
  }

  ProviderResponse resume(ProviderJob job) throws IOException {
    return session.resume(
        job, new ProviderJob.Asked(PROMPT, OutputSize.UNSET, 1, RequestOptions.NONE), call);
  }

  /** Makes sure that the call fails as a provider's call may fail, and leaves nothing. */
  FusionException failure(ProviderRequest request) throws IOException {
    FusionException failure = catchThrowableOfType(FusionException.class, () -> fuse(request));
    assertThat(failure).as("the failure").isNotNull();
    assertThat(call.cancelActions()).as("actions that wait for a cancel").isZero();
    assertThat(call.files()).isEmpty();
    return failure;
  }

  /** A photo, a mask and words. */
  static ProviderRequest request() {
    return request(FluxOptions.NONE);
  }

  static ProviderRequest request(FluxOptions options) {
    return request(
        image(PHOTO, "image/jpeg"), Optional.of(image(MASK, "image/png")), List.of(), options);
  }

  static ProviderRequest request(
      ProviderInput.Image photo,
      Optional<ProviderInput.Image> mask,
      List<ProviderInput> references,
      FluxOptions options) {
    return new ProviderRequest(
        photo, mask, references, PROMPT, OutputSize.UNSET, 1, RequestOptions.of(List.of(options)));
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
