package io.github.maskloom.testing.openai;

import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.PlannedServer;
import java.net.URI;
import java.util.Optional;
import javax.net.ServerSocketFactory;

/** Image edits: {@code POST {base}/images/edits}. */
public final class OpenAiServer extends PlannedServer<EditCall> {
  private final String base;
  private final String query;

  /** A server that speaks as OpenAI's own. */
  public OpenAiServer(Answer... answers) {
    this("/v1", "", answers);
  }

  private OpenAiServer(String base, String query, Answer... answers) {
    super(ServerSocketFactory.getDefault(), answers);
    this.base = base;
    this.query = query;
  }

  /** An {@code sd-server}. */
  public static OpenAiServer sdServer(Answer... answers) {
    return new OpenAiServer("/sd/v1", "", answers);
  }

  /** A deployment on Azure. */
  public static OpenAiServer azure(Answer... answers) {
    return new OpenAiServer(
        "/openai/deployments/rooms", "?api-version=2025-04-01-preview", answers);
  }

  /** The base URL, without a slash at its end. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + base);
  }

  @Override
  protected EditCall received(Exchange exchange) {
    return new EditCall(exchange);
  }

  @Override
  protected Optional<Answer> unplanned(EditCall call) {
    String edits = base + "/images/edits" + query;
    boolean known = call.method().equals("POST") && call.path().equals(edits);
    return known ? Optional.empty() : Optional.of(Answer.emptyNotFound());
  }
}
