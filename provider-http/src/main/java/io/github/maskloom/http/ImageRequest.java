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
   * Whether the model is reported retired. That is warned of, and the request is sent all the same.
   */
  default Optional<Retirement> retirement() {
    return Optional.empty();
  }

  /**
   * The path below the service's address that it is sent to, if not to that of all requests. See
   * {@link HttpService}.
   */
  default Optional<String> path() {
    return Optional.empty();
  }

  /**
   * Headers beside {@link #headers} that this request alone has, and none that asks for the job it
   * became.
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

  /** How many previews of each image may come. */
  default int previews() {
    return 0;
  }

  /** {@return the media type of the body, with its parameters} JSON unless overridden. */
  default String contentType() {
    return "application/json";
  }

  /**
   * The body, each part of which has a known length and can be written again.
   *
   * @throws IOException if an image cannot be opened
   */
  List<BodyPart> body() throws IOException;
}
