package io.github.maskloom.fusion;

import io.github.maskloom.errors.MaskloomException;
import java.io.Serial;
import java.util.List;

/**
 * No fusion provider has the id that was asked for. Most likely its jar is not on the class path,
 * or a shaded jar lost its {@code META-INF/services}. Nothing was opened or sent.
 */
public final class ProviderNotFoundException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final String providerId;
  private final List<String> found;

  /**
   * Reports an id that no provider has.
   *
   * @param providerId what was asked for
   * @param found the ids of the providers that are found, sorted
   * @param advice how the provider is added, in words
   */
  public ProviderNotFoundException(String providerId, List<String> found, String advice) {
    super("there is no fusion provider " + providerId + ": " + advice);
    this.providerId = providerId;
    this.found = List.copyOf(found);
  }

  /** The id that was asked for. */
  public String providerId() {
    return providerId;
  }

  /** The ids of the providers that are found, sorted. */
  public List<String> found() {
    return found;
  }
}
