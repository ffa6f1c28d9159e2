package io.github.maskloom.testing.internal.openai;

import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.PlannedServer;
import java.net.URI;
import java.util.Optional;
import javax.net.ServerSocketFactory;

/**
 * Image edits on loopback: {@code POST {base}/images/edits} is answered as planned. Every other
 * request has status 404, and takes no planned answer. Requests are checked by {@link
 * EditAnswers#strictly} alone.
 */
public final class OpenAiServer extends PlannedServer<EditCall> {
  private final String base;
  private final String query;

  /**
   * Starts a server at the paths of OpenAI's own.
   *
   * @param answers to the calls in order; the last is given for ever
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public OpenAiServer(Answer... answers) {
    this("/v1", "", answers);
  }

  private OpenAiServer(String base, String query, Answer... answers) {
    super(ServerSocketFactory.getDefault(), EditCall::new, answers);
    this.base = base;
    this.query = query;
  }

  /**
   * Starts a server whose calls count as those of an {@code sd-server}, at {@code /sd/v1}.
   *
   * @param answers to the calls in order; the last is given for ever
   * @return the server, which the caller closes
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public static OpenAiServer sdServer(Answer... answers) {
    return new OpenAiServer("/sd/v1", "", answers);
  }

  /**
   * Starts a server at the paths of a deployment on Azure, which expects {@code
   * ?api-version=2025-04-01-preview}.
   *
   * @param answers to the calls in order; the last is given for ever
   * @return the server, which the caller closes
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public static OpenAiServer azure(Answer... answers) {
    return new OpenAiServer(
        "/openai/deployments/rooms", "?api-version=2025-04-01-preview", answers);
  }

  /** {@return the base URL, without a slash at its end and without the query} */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + base);
  }

  @Override
  protected Optional<Answer> unplanned(EditCall call) {
    String edits = base + "/images/edits" + query;
    boolean known = call.method().equals("POST") && call.path().equals(edits);
    return known ? Optional.empty() : Optional.of(Answer.empty(404));
  }
}
