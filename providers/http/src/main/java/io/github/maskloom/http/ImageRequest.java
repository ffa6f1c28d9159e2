package io.github.maskloom.http;

import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.BodyPart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request for images in a service's terms. It belongs to one call, which may send it several
 * times.
 */
public interface ImageRequest extends ServiceAccess {
  /**
   * {@return since when the model is reported retired, or empty if it is not} The request to a
   * retired model is sent all the same, with a warning in the log. Empty unless overridden.
   */
  default Optional<Retirement> retirement() {
    return Optional.empty();
  }

  /**
   * {@return the path below the service's address, with a slash before it or without} A query may
   * follow a question mark.
   */
  String path();

  /**
   * {@return headers that only this request has, in place of the profile's of the same name} Polls
   * for its job do not send them. None unless overridden.
   */
  default Map<String, String> ownHeaders() {
    return Map.of();
  }

  /**
   * {@return how many images may come, at least 1} So many count against {@link
   * io.github.maskloom.http.settings.HttpConfig#imagesPerMinute}. Unless overridden, as many as are
   * taken.
   */
  default int imagesAtMost() {
    return imagesTaken();
  }

  /**
   * {@return how many previews of each image are taken, if the call wants any} None unless
   * overridden.
   */
  default int previews() {
    return 0;
  }

  /**
   * {@return the media type of the body, with its parameters} {@code application/json} unless
   * overridden.
   */
  default String contentType() {
    return "application/json";
  }

  /**
   * {@return the parts of the body, in order} It is asked for once a call, and its parts are
   * written again for each attempt.
   *
   * @throws IOException if an image cannot be opened
   */
  List<BodyPart> body() throws IOException;
}
