package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session with a server that answers as planned. */
final class GeminiFixture extends ServiceTrial<JsonServer, HttpConfig> {
  static final String PROMPT = "put the green velvet sofa where the red paint is";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.png(103);

  GeminiFixture(Supplier<Path> folder, Answer... answers) {
    this(folder, new JsonServer(answers).withoutRequestIds());
  }

  private GeminiFixture(Supplier<Path> folder, JsonServer server) {
    super(folder, new GeminiProvider(), server, config(server.baseUrl()));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(URI address) {
    return GeminiProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  @Override
  public GeminiFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  /** A photo and a reference. */
  static ProviderRequest request() {
    return request(OutputSize.UNSET, GeminiOptions.NONE);
  }

  static ProviderRequest request(GeminiOptions options) {
    return request(OutputSize.UNSET, options);
  }

  static ProviderRequest request(OutputSize size, GeminiOptions options) {
    return request(List.of(picture(REFERENCE, "image/png")), size, options);
  }

  static ProviderRequest request(
      List<ProviderInput> references, OutputSize size, GeminiOptions options) {
    return new ProviderRequest(
        picture(PHOTO, "image/jpeg"),
        Optional.empty(),
        references,
        PROMPT,
        size,
        1,
        RequestOptions.of(List.of(options)));
  }
}
