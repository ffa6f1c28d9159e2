package io.github.maskloom.ark.server;

import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.ReceivedCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of the image generation, as it was received. <b>Threads:</b> safe. */
public final class ArkCall extends ReceivedCall {
  private volatile Map<String, @Nullable Object> json = Map.of();

  ArkCall(Exchange exchange) {
    super(exchange);
  }

  /**
   * The members of the body, once it was read, with a {@link SentImage} in the place of each data
   * URL.
   */
  public Map<String, @Nullable Object> json() {
    awaitBody();
    return json;
  }

  /** The images that were sent, in order. */
  public List<Object> images() {
    Object image = json().get("image");
    return image == null
        ? List.of()
        : image instanceof List<?> list ? List.copyOf(list) : List.of(image);
  }

  @Override
  protected void keep(InputStream body) throws IOException {
    json = JsonTree.object(DataUrlDigest.shorten(body));
  }

  /** The headers that Ark was seen to answer with. */
  @Override
  public Map<String, String> answerHeaders(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>(super.answerHeaders(contentType));
    headers.put("server", "istio-envoy");
    headers.put("x-client-request-id", header("X-Client-Request-Id").orElse("unknown-1"));
    headers.put("x-envoy-upstream-service-time", "43000");
    return headers;
  }
}
