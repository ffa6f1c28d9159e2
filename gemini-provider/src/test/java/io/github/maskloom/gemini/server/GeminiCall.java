package io.github.maskloom.gemini.server;

import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.ReceivedCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call as it was received. <b>Threads:</b> safe. */
public final class GeminiCall extends ReceivedCall {
  private volatile Map<String, @Nullable Object> json = Map.of();

  GeminiCall(Exchange exchange) {
    super(exchange);
  }

  /** The members of the body, with a {@link SentImage} in the place of each image's base64. */
  public Map<String, @Nullable Object> json() {
    awaitBody();
    return json;
  }

  /** The images that were sent, in order. */
  public List<SentImage> images() {
    return SentImage.in(json());
  }

  @Override
  protected void keep(InputStream body) throws IOException {
    json = RequestJson.read(body);
  }

  /** Google's answers have no id in their head. */
  @Override
  public Map<String, String> answerHeaders(String contentType) {
    return Map.of("content-type", contentType, "server", "scaffolding on HTTPServer2");
  }
}
