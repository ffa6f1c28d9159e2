package io.github.maskloom.http;

import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.BodyPart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request in a service's terms. Used by one call. */
public interface ImageRequest extends ServiceAccess {
  /**
   * {@return what is known of the model's end, empty if it is not retired} A retired model is
   * warned of, and the request is sent all the same.
   */
  default Optional<Retirement> retirement() {
    return Optional.empty();
  }

  /**
   * {@return the path below the service's address, empty for that of all requests} See {@link
   * HttpService}.
   */
  default Optional<String> path() {
    return Optional.empty();
  }

  /**
   * {@return headers beside {@link #headers} that this request alone has} What asks for its job
   * later does not send them.
   */
  default Map<String, String> ownHeaders() {
    return Map.of();
  }

  /**
   * {@return how many images may come, at least 1} So many count against limits of rate. Unless
   * overridden, as many as are taken.
   */
  default int imagesAtMost() {
    return imagesTaken();
  }

  /** {@return how many previews of each image may come} None unless overridden. */
  default int previews() {
    return 0;
  }

  /** {@return the media type of the body, with its parameters} JSON unless overridden. */
  default String contentType() {
    return "application/json";
  }

  /**
   * {@return the body, each part of which has a known length and can be written again}
   *
   * @throws IOException if an image cannot be opened
   */
  List<BodyPart> body() throws IOException;
}
