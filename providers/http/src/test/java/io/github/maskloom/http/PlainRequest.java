package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.http.wire.BodyPart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request of no vendor's service. */
record PlainRequest(int imagesTaken, String path, Map<String, String> ownHeaders, Body parts)
    implements ImageRequest {
  /** What is sent. */
  interface Body {
    List<BodyPart> get() throws IOException;
  }

  static PlainRequest of(Body parts) {
    return new PlainRequest(1, "jobs", Map.of(), parts);
  }

  static PlainRequest of(int imagesTaken, String path) {
    List<BodyPart> body = List.of(BodyPart.of("{}".getBytes(UTF_8)));
    return new PlainRequest(imagesTaken, path, Map.of("X-Queue", "please"), () -> body);
  }

  /** A request for one image of a job. */
  static PlainRequest job() {
    return of(1, "jobs");
  }

  @Override
  public Optional<String> model() {
    return Optional.of("pencil");
  }

  @Override
  public List<BodyPart> body() throws IOException {
    return parts.get();
  }

  @Override
  public List<String> secrets() {
    return List.of();
  }
}
