package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** A session with a server that answers as planned, and looks at what it gets. */
final class OpenAiFixture extends ServiceTrial<OpenAiServer, HttpConfig> {
  static final String PROMPT = "put the green velvet sofa where the mask is open";
  static final byte[] SCENE = TestImages.png(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.png(103);
  static final byte[] MASK = TestImages.transparentPng();

  OpenAiFixture(Supplier<Path> folder, Answer... answers) {
    this(folder, OpenAiDialect.OPENAI, new OpenAiServer(answers));
  }

  private OpenAiFixture(Supplier<Path> folder, OpenAiDialect dialect, OpenAiServer server) {
    super(folder, new OpenAiProvider(), server, config(dialect, server.baseUrl()));
  }

  static OpenAiFixture sdServer(Supplier<Path> folder, Answer... answers) {
    return new OpenAiFixture(folder, OpenAiDialect.SD_SERVER, OpenAiServer.sdServer(answers));
  }

  static OpenAiFixture azure(Supplier<Path> folder, Answer... answers) {
    return new OpenAiFixture(folder, OpenAiDialect.AZURE, OpenAiServer.azure(answers));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(OpenAiDialect dialect, URI address) {
    HttpConfig config =
        OpenAiProvider.config(dialect)
            .withBaseUrl(address)
            .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
    return switch (dialect) {
      case OPENAI -> config.withApiKey(KEY);
      case AZURE ->
          config.withApiKey(KEY).withSetting(OpenAiProvider.API_VERSION, "2025-04-01-preview");
      case SD_SERVER -> config;
    };
  }

  /** The form of a request that is answered with an image. */
  EditCall sent(ProviderRequest request) throws IOException {
    fused(request);
    return server().call();
  }

  /** The image that a request is answered with. */
  byte[] made(ProviderRequest request) throws IOException {
    return fused(request).bytes(0);
  }

  /** A scene, a mask and a reference. */
  static ProviderRequest request(OpenAiOptions options) {
    return edit(options).references(picture(REFERENCE)).build();
  }

  /** A scene and a mask. */
  static TestRequest edit(OpenAiOptions options) {
    return new TestRequest(options).photo(picture(SCENE)).mask(picture(MASK)).prompt(PROMPT);
  }

  /** What comes of an error with the status and the code that a row begins with. */
  String told(String row) throws IOException {
    String[] words = row.split(" ", 3);
    String error = EditAnswers.error("", words[1], "no");
    server().answer(Answer.errorBody(Integer.parseInt(words[0]), error));
    return told(request(OpenAiOptions.NONE));
  }

  static ProviderInput.Image picture(byte[] bytes) {
    return picture(bytes, "image/png");
  }

  /** Makes sure that the service had nothing to hold against any request. */
  @Override
  public void close() throws IOException {
    super.close();
    for (EditCall call : server().calls()) {
      assertThat(call.faults()).as("what the service would refuse").isEmpty();
    }
  }
}
