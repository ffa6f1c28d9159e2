package io.github.maskloom.ark.server;

import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.PlannedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The image generation of Ark, {@code POST {base}/images/generations}, and its list of models,
 * {@code GET {base}/models}.
 */
public final class ArkServer extends PlannedServer<ArkCall> {
  private static final String BASE_PATH = "/api/v3";

  private final String scheme;

  /** A server that speaks plain HTTP. */
  public ArkServer(Answer... answers) {
    this("http", ServerSocketFactory.getDefault(), answers);
  }

  /** A server on sockets of another kind, such as TLS. */
  public ArkServer(String scheme, ServerSocketFactory sockets, Answer... answers) {
    super(sockets, answers);
    this.scheme = scheme;
  }

  /** The base URL, without a slash at its end. */
  public URI baseUrl() {
    return URI.create(scheme + "://127.0.0.1:" + port() + BASE_PATH);
  }

  @Override
  protected ArkCall received(Exchange exchange) {
    return new ArkCall(exchange);
  }

  @Override
  protected Optional<Answer> unplanned(ArkCall call) {
    String asked = call.method() + " " + call.path();
    boolean known =
        asked.equals("POST " + BASE_PATH + "/images/generations")
            || asked.equals("GET " + BASE_PATH + "/models");
    return known ? Optional.empty() : Optional.of(Answer.emptyNotFound());
  }

  /** The members of a request's JSON as {@link ArkCall#json} gives them, for comparisons. */
  public static Map<String, @Nullable Object> record(byte[] json) throws IOException {
    return JsonTree.object(DataUrlDigest.shorten(new ByteArrayInputStream(json)));
  }
}
