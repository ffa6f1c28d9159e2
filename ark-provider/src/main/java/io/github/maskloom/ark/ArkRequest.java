package io.github.maskloom.ark;

import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.SafeText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A generation with the key that it is sent with. */
final class ArkRequest implements ImageRequest {
  private final Generation generation;
  private final String key;

  ArkRequest(Generation generation, String key) {
    this.generation = generation;
    this.key = key;
  }

  @Override
  public String model() {
    return generation.modelId();
  }

  @Override
  public int imagesAtMost() {
    return generation.imagesAtMost();
  }

  @Override
  public int imagesTaken() {
    return generation.imagesTaken();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public List<BodyPart> body() throws IOException {
    return BodyParts.of(generation);
  }

  @Override
  public Map<String, String> headers(String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + key);
    headers.put("X-Client-Request-Id", requestId);
    headers.put("Accept", generation.stream() ? "text/event-stream" : "application/json");
    return headers;
  }

  @Override
  public SafeText safeText() {
    return generation.safeText(key);
  }
}
