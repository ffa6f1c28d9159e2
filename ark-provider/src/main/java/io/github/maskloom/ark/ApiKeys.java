package io.github.maskloom.ark;

import io.github.maskloom.errors.FusionAccessException;
import io.github.maskloom.errors.FusionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where an API key comes from, other than from the caller's own supplier. */
final class ApiKeys {
  /** Name of the environment variable that the vendor's examples use. */
  static final String VARIABLE = "ARK_API_KEY";

  /** The key of the process's environment. */
  static final Supplier<String> ENVIRONMENT = new EnvironmentKey(System::getenv);

  private ApiKeys() {}

  /**
   * The key, fit for a header.
   *
   * @throws FusionAccessException if there is none, or it cannot be one, or its supplier fails
   */
  static String ask(Supplier<String> keys) {
    String given = given(keys);
    String key = given == null ? "" : given.strip();
    if (key.isEmpty()) {
      throw refused("there is no API key: set ArkConfig.apiKey, or the variable " + VARIABLE);
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw refused("the API key holds characters that no key has");
    }
    return key;
  }

  /** What a supplier throws may quote secrets, so nothing of it gets into the message. */
  private static @Nullable String given(Supplier<String> keys) {
    try {
      return keys.get();
    } catch (RuntimeException e) {
      throw new FusionAccessException(
          "what supplies the API key failed, for the reason that is the cause",
          FusionException.Failure.notSent(ArkProvider.ID),
          e);
    }
  }

  private static FusionAccessException refused(String message) {
    return new FusionAccessException(message, FusionException.Failure.notSent(ArkProvider.ID));
  }

  /** A key that never changes; equal by value, and never shown. */
  record FixedKey(String key) implements Supplier<String> {
    @Override
    public String get() {
      return key;
    }

    @Override
    public String toString() {
      return "a fixed key";
    }
  }

  /** The key of {@link #VARIABLE}; empty if there is none. */
  record EnvironmentKey(UnaryOperator<@Nullable String> environment) implements Supplier<String> {
    @Override
    public String get() {
      String key = environment.apply(VARIABLE);
      return key == null ? "" : key;
    }

    @Override
    public String toString() {
      return "the environment variable " + VARIABLE;
    }
  }
}
