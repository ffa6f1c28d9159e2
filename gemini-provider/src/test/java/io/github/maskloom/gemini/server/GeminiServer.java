package io.github.maskloom.gemini.server;

import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.PlannedServer;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** {@code POST {base}/models/{model}:generateContent}, and the list of models. */
public final class GeminiServer extends PlannedServer<GeminiCall> {
  private static final String BASE_PATH = "/v1beta";

  private static final Pattern KNOWN =
      Pattern.compile(
          "POST /v1beta/models/[A-Za-z0-9._-]+:generateContent|GET /v1beta/models\\?pageSize=1000");

  /** A server that speaks plain HTTP. */
  public GeminiServer(Answer... answers) {
    super(ServerSocketFactory.getDefault(), answers);
  }

  /** The base URL, without a slash at its end. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + BASE_PATH);
  }

  @Override
  protected GeminiCall received(Exchange exchange) {
    return new GeminiCall(exchange);
  }

  @Override
  protected Optional<Answer> unplanned(GeminiCall call) {
    boolean known = KNOWN.matcher(call.method() + " " + call.path()).matches();
    return known ? Optional.empty() : Optional.of(Answer.emptyNotFound());
  }
}
