package io.github.maskloom.fusion.spi;

/**
 * How a provider is set up. Each provider has a type of its own.
 *
 * <p>Implementations are immutable. Equal configurations share a client, so {@code equals} and
 * {@code hashCode} are by value; {@code toString} shows no secret.
 */
public interface ProviderConfig {
  /** Leaves everything to the provider. */
  ProviderConfig NONE =
      new ProviderConfig() {
        @Override
        public String toString() {
          return "ProviderConfig.NONE";
        }
      };
}
