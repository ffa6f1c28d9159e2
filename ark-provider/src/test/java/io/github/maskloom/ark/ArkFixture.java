package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.ResultHost;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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

  /** For one image in the answer, which takes no further request. */
  static ProviderRequest base64Request() {
    return request(ArkOptions.NONE.withResponseFormat("b64_json"));
  }

  static ProviderRequest request(ArkOptions options) {
    return new TestRequest(options)
        .photo(picture(SCENE, "image/jpeg"))
        .mask()
        .references(picture(REFERENCE, "image/png"))
        .prompt(PROMPT)
        .size(OutputSize.named("2K"))
        .build();
  }

  @Override
  public void close() throws IOException {
    try (host) {
      super.close();
      host.awaitNoConnection();
    }
  }
}
