package io.github.maskloom.http;

import java.util.List;
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

  /** {@return what messages and logs must not show beside the key, such as the prompt} */
  List<String> secrets();

  /**
   * {@return words of settings that they must not show either} Numbers, sizes and usual values of
   * settings are shown all the same. None unless overridden.
   */
  default List<String> words() {
    return List.of();
  }
}
