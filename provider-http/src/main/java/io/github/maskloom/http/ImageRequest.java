package io.github.maskloom.http;

import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request in a service's terms. Used by one call. */
public interface ImageRequest {
  /** The model's id as it is sent, or empty if there is none. */
  Optional<String> model();

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

  /** How many images may come, and so count against limits of rate. At least 1. */
  int imagesAtMost();

  /** How many images of the answer are taken. Those beyond are left. */
  int imagesTaken();

  /** How many previews of each image may come. */
  default int previews() {
    return 0;
  }

  /** Type of the body, with its parameters. */
  String contentType();

  /**
   * The body, each part of which has a known length and can be written again.
   *
   * @throws IOException if an image cannot be opened
   */
  List<BodyPart> body() throws IOException;

  /**
   * Headers beside those of the body and {@code User-Agent}, the key's among them.
   *
   * @param requestId an id for this call, by which the service's support may find it
   */
  Map<String, String> headers(String requestId);

  /** What keeps the key and the words of this request out of what is shown. */
  SafeText safeText();
}
