package io.github.maskloom.ark;

import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.SafeText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A generation with the key that it is sent with. */
final class ArkRequest implements ImageRequest {
  private final Generation generation;
  private final String key;
  private final Optional<Retirement> retirement;

  ArkRequest(Generation generation, String key, Optional<Retirement> retirement) {
    this.generation = generation;
    this.key = key;
    this.retirement = retirement;
  }

  @Override
  public String model() {
    return generation.modelId();
  }

  @Override
  public Optional<Retirement> retirement() {
    return retirement;
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
    Map<String, String> headers = identity(key, requestId);
    headers.put("Accept", generation.stream() ? "text/event-stream" : "application/json");
    return headers;
  }

  /** Headers that say who asks. */
  static Map<String, String> identity(String key, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + key);
    headers.put("X-Client-Request-Id", requestId);
    return headers;
  }

  @Override
  public SafeText safeText() {
    return generation.safeText(key);
  }
}
