package io.github.maskloom.fal;

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

/** A session with the queue. */
final class FalFixture extends ServiceTrial<JobServer, HttpConfig> {
  static final Documented PAGES = new Documented(FalFixture.class);
  static final String PROMPT =
      "A knight in shining armour holding a greatshield with \"FAL\" on it";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] MASK = TestImages.png(102);

  FalFixture(Supplier<Path> folder) {
    this(folder, new JobServer(new FalJobContractTest()));
  }

  private FalFixture(Supplier<Path> folder, JobServer server) {
    super(folder, new FalProvider(), server, config(server.address()));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(URI address) {
    return FalProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  @Override
  public FalFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  /** A photo and a mask. */
  static ProviderRequest request(FalOptions options, ProviderInput... references) {
    return request(PROMPT, Optional.of(picture(MASK, "image/png")), options, references);
  }

  static ProviderRequest request(
      String prompt,
      Optional<ProviderInput.Image> mask,
      FalOptions options,
      ProviderInput... references) {
    return new ProviderRequest(
        picture(PHOTO, "image/jpeg"),
        mask,
        List.of(references),
        prompt,
        OutputSize.UNSET,
        1,
        RequestOptions.of(List.of(options)));
  }
}
