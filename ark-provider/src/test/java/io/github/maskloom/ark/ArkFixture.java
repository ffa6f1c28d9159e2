package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.ResultHost;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session with a server that answers as planned, and a host of its images. */
final class ArkFixture extends ServiceTrial<JsonServer, HttpConfig> {
  static final String PROMPT = "put the green velvet sofa where the red paint is";
  static final String MODEL = "doubao-seedream-4-5-251128";
  static final byte[] SCENE = TestImages.jpeg(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.jpeg(103);

  final ResultHost host = new ResultHost();

  ArkFixture(Supplier<Path> folder, Answer... answers) {
    this(folder, new JsonServer(answers));
  }

  private ArkFixture(Supplier<Path> folder, JsonServer server) {
    super(folder, new ArkProvider(), server, config(server.baseUrl()));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(URI address) {
    return ArkProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withModel(MODEL)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  @Override
  public ArkFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  /** The failure of the only request that a call makes. */
  static FusionException onlyFailure(Supplier<Path> folder, Answer answer) throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, answer)) {
      FusionException failure = ark.failure(base64Request());
      assertThat(ark.server().calls()).as("requests").hasSize(1);
      return failure;
    }
  }

  /** For one image in the answer, which takes no further request. */
  static ProviderRequest base64Request() {
    return request(ArkOptions.NONE.withResponseFormat("b64_json"));
  }

  static ProviderRequest request(ArkOptions options) {
    return new ProviderRequest(
        picture(SCENE, "image/jpeg"),
        Optional.empty(),
        List.of(picture(REFERENCE, "image/png")),
        PROMPT,
        OutputSize.named("2K"),
        1,
        RequestOptions.of(List.of(options)));
  }

  @Override
  public void close() throws IOException {
    try (host) {
      super.close();
      host.awaitNoConnection();
    }
  }
}
