package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session with a service that queues. */
final class FluxFixture extends ServiceTrial<JobServer, HttpConfig> {
  static final Documented PAGES = new Documented(FluxFixture.class);
  static final String PROMPT = "ein fantastisches bild";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] MASK = TestImages.png(102);

  FluxFixture(Supplier<Path> folder) {
    this(folder, new JobServer(new FluxJobContractTest()));
  }

  private FluxFixture(Supplier<Path> folder, JobServer server) {
    super(folder, new FluxProvider(), server, config(server.address()));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(URI address) {
    return FluxProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  @Override
  public FluxFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  /** A photo and a mask. */
  static ProviderRequest request() {
    return request(FluxOptions.NONE);
  }

  static ProviderRequest request(FluxOptions options) {
    return request(
        picture(PHOTO, "image/jpeg"), Optional.of(picture(MASK, "image/png")), List.of(), options);
  }

  static ProviderRequest request(
      ProviderInput.Image photo,
      Optional<ProviderInput.Image> mask,
      List<ProviderInput> references,
      FluxOptions options) {
    return new ProviderRequest(
        photo, mask, references, PROMPT, OutputSize.UNSET, 1, RequestOptions.of(List.of(options)));
  }
}
