package io.github.maskloom.http.settings;

import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where an API key comes from, other than from the caller's own supplier. */
public final class ApiKeys {
  private final String provider;
  private final String advice;

  /**
   * The keys of a provider.
   *
   * @param provider id
   * @param advice how to set a key, for the message if there is none
   */
  public ApiKeys(String provider, String advice) {
    this.provider = provider;
    this.advice = advice;
  }

  /**
   * Asks for the key, and checks that it fits a header.
   *
   * @param keys asked once; blanks around the key it gives are dropped
   * @return the key, of visible ASCII characters
   * @throws FusionAccessException if there is none, or it cannot be one, or its supplier fails
   */
  public String ask(Supplier<String> keys) {
    String given = given(keys);
    String key = given == null ? "" : given.strip();
    if (key.isEmpty()) {
      throw refused("there is no API key: " + advice);
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw refused("the API key holds characters that no key has");
    }
    return key;
  }

  /** What a supplier throws may quote secrets, so nothing of it gets into the message. */
  private @Nullable String given(Supplier<String> keys) {
    try {
      return keys.get();
    } catch (RuntimeException e) {
      throw new FusionAccessException(
          "the supplier of the API key failed, see the cause",
          FusionException.Failure.notSent(provider),
          e);
    }
  }

  private FusionAccessException refused(String message) {
    return new FusionAccessException(message, FusionException.Failure.notSent(provider));
  }

  /**
   * A key that never changes. Equal by value, and never shown.
   *
   * @param key sent as it is, but for blanks around it
   */
  public record FixedKey(String key) implements Supplier<String> {
    /**
     * Checks the key.
     *
     * @param key not blank
     * @throws IllegalArgumentException if it is blank
     */
    public FixedKey {
      if (key.isBlank()) {
        throw new IllegalArgumentException("an API key is not blank");
      }
    }

    @Override
    public String get() {
      return key;
    }

    @Override
    public String toString() {
      return "a fixed key";
    }
  }

  /**
   * The key of an environment variable, or empty if there is none.
   *
   * @param variable its name
   * @param environment the values by name, such as {@link System#getenv()}
   */
  public record EnvironmentKey(String variable, Map<String, String> environment)
      implements Supplier<String> {
    @Override
    public String get() {
      return environment.getOrDefault(variable, "");
    }

    @Override
    public String toString() {
      return "the environment variable " + variable;
    }
  }
}
