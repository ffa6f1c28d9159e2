package io.github.maskloom.ideogram;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** A session with a service that queues, or answers at once. */
final class IdeogramFixture extends ServiceTrial<JobServer, HttpConfig> {
  static final Documented PAGES = new Documented(IdeogramFixture.class);
  static final String PROMPT = "ein fantastisches bild";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] MASK = TestImages.png(102);

  IdeogramFixture(Supplier<Path> folder) {
    this(folder, new JobServer(new IdeogramJobContractTest()));
  }

  private IdeogramFixture(Supplier<Path> folder, JobServer server) {
    super(folder, new IdeogramProvider(), server, config(server.address()));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(URI address) {
    return IdeogramProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  static HttpConfig atOnce(HttpConfig config) {
    return config.withSetting(IdeogramProvider.ASYNC, "false");
  }

  @Override
  public IdeogramFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  /**
   * An answer of the service's pages about job-1, in which an image of the server may be linked.
   */
  String page(String name) {
    return PAGES.example(name, "GENERATION", "job-1", "IMAGE", server().image("job-1").toString());
  }

  static ProviderInput.Image photo() {
    return picture(PHOTO, "image/jpeg");
  }

  static ProviderInput.Image mask() {
    return picture(MASK, "image/png");
  }

  /** A photo and a mask. */
  static ProviderRequest request() {
    return request(1, IdeogramOptions.NONE);
  }

  static ProviderRequest request(int count, IdeogramOptions options, ProviderInput... references) {
    return request(photo(), Optional.of(mask()), count, options, references);
  }

  static ProviderRequest request(
      ProviderInput.Image photo,
      Optional<ProviderInput.Image> mask,
      int count,
      IdeogramOptions options,
      ProviderInput... references) {
    return new ProviderRequest(
        photo,
        mask,
        List.of(references),
        PROMPT,
        OutputSize.UNSET,
        count,
        RequestOptions.of(List.of(options)));
  }

  /** What an image of a form is told by: its bytes, if they are known. */
  static String named(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.equals(new String(PHOTO, UTF_8)) ? "PHOTO" : "MASK";
  }
}
