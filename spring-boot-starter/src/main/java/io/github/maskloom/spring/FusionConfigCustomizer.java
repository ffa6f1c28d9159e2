package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionConfig;

/** Has the last word on what clients share. A bean of this type is asked after the properties. */
@FunctionalInterface
public interface FusionConfigCustomizer {
  /**
   * Changes what it likes.
   *
   * @param config with what the properties say; the provider is that of each client, whatever is
   *     said here
   */
  void customize(FusionConfig.Builder config);
}
