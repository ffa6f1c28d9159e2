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
   * {@return the retirement reported for the model, or empty} A retired model is warned of, and the
   * request is sent all the same.
   */
  default Optional<Retirement> retirement() {
    return Optional.empty();
  }

  /**
   * {@return the path below the service's address that this request is sent to} Empty for the path
   * of all requests, see {@link HttpService}.
   */
  default Optional<String> path() {
    return Optional.empty();
  }

  /**
   * {@return headers by name that this request has beside {@link #headers}} None of them is sent
   * when the job it became is asked for.
   */
  default Map<String, String> ownHeaders() {
    return Map.of();
  }

  /** {@return how many images may come, at least 1} So many count against limits of rate. */
  int imagesAtMost();

  /** {@return how many previews of each image may come, 0 for none} */
  default int previews() {
    return 0;
  }

  /** {@return the media type of the body, with its parameters} */
  String contentType();

  /**
   * {@return the body's parts in order, each of a known length and able to be written again}
   *
   * @throws IOException if an image cannot be opened
   */
  List<BodyPart> body() throws IOException;
}
