package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionConfig;

/**
 * Has the last word on what clients share. Beans of this type are asked after the properties, in
 * their order. None is asked if the application has a {@link FusionConfig} bean of its own.
 */
@FunctionalInterface
public interface FusionConfigCustomizer {
  /**
   * Changes the configuration of all clients. Called once, before the first client is opened.
   *
   * @param config what the properties say, to be changed in place; a provider that is set here is
   *     passed over, as each client has its own
   */
  void customize(FusionConfig.Builder config);
}
