package io.github.maskloom.ark;

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
