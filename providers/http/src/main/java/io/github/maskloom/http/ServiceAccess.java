package io.github.maskloom.http;

import io.github.maskloom.http.wire.SafeText;
import java.util.Optional;

/** What a service is asked with in one call, whether for images or for a job that it has queued. */
public interface ServiceAccess {
  /** {@return the model's id as it is sent, or empty if there is none} */
  Optional<String> model();

  /**
   * {@return how many images of the answer are taken, at least 1} With fewer the call fails before
   * anything is sent. Images beyond are not fetched or kept; the call hears of each by {@link
   * io.github.maskloom.fusion.spi.ProviderCall#imageLeft}.
   */
  int imagesTaken();

  /**
   * Says what messages and logs must not show.
   *
   * @param key that the call is made with, or empty
   * @return what masks the key and the words of this request
   */
  SafeText safeText(String key);
}
