package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Which provider is asked, and how it is set up. Each provider has a configuration type of its own.
 * A provider that is built on another one wraps that one's configuration in a record with its own
 * id.
 *
 * <p>Implementations are immutable. Equal configurations share a client, so {@code equals} and
 * {@code hashCode} are by value; {@code toString} shows no secret.
 */
public interface ProviderConfig {
  /** {@return the {@link FusionProvider#id} of the provider that takes this configuration} */
  String providerId();

  /**
   * Leaves everything to the provider. Every provider takes this configuration.
   *
   * @param providerId the provider's id, such as {@code ark}; not looked up here
   */
  record Defaults(String providerId) implements ProviderConfig {
    /**
     * Refuses an id that no provider has.
     *
     * @param providerId not blank
     * @throws IllegalArgumentException if it is blank
     */
    public Defaults {
      checkArgument(
          !providerId.isBlank(), "a provider has an id, such as local, but this is blank");
    }
  }
}
