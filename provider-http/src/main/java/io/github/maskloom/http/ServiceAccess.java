package io.github.maskloom.http;

import io.github.maskloom.http.wire.SafeText;
import java.util.Map;
import java.util.Optional;

/** What a service is asked with in one call, whether for images or for a job that it has queued. */
public interface ServiceAccess {
  /** {@return the model's id as it is sent, or empty if there is none} */
  Optional<String> model();

  /** {@return how many images of the answer are taken} Those beyond are left. */
  int imagesTaken();

  /**
   * {@return headers by name, the key's among them} Those of a body and {@code User-Agent} are not
   * in it.
   *
   * @param requestId an id for this call, by which the service's support may find it
   */
  Map<String, String> headers(String requestId);

  /** {@return what keeps the key and the words of this request out of what is shown} */
  SafeText safeText();
}
