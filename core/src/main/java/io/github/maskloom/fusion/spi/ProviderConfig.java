package io.github.maskloom.fusion.spi;

/**
 * How a provider is set up, and which one: the configuration has the provider's id. Each provider
 * has a type of its own. One that is set up as another one is wraps the configuration of that: a
 * record with an id of its own, and the other one inside.
 *
 * <p>Implementations are immutable. Equal configurations share a client, so {@code equals} and
 * {@code hashCode} are by value; {@code toString} shows no secret.
 */
public interface ProviderConfig {
  /** {@return the {@link FusionProvider#id} of the provider that takes this configuration} */
  String providerId();

  /**
   * Leaves everything to the provider. Every provider takes it.
   *
   * @param providerId of the provider, such as {@code ark}
   */
  record Defaults(String providerId) implements ProviderConfig {}
}
