package io.github.maskloom.examples.cli;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.ark.ArkOptions;
import java.net.URI;

/** What the command line says to the provider ark; the key comes from the environment. */
final class ArkSettings {
  static final String PROVIDER = "ark";

  private ArkSettings() {}

  /** How the provider is set up. */
  static ArkConfig config(Option<String> model, Option<URI> baseUrl) {
    ArkConfig.Builder config = ArkConfig.builder();
    if (model.isGiven()) {
      config.model(model.value());
    }
    if (baseUrl.isGiven()) {
      config.baseUrl(baseUrl.value());
    }
    return config.build();
  }

  /** What is asked for with each request. */
  static ArkOptions options(boolean watermark) {
    return ArkOptions.builder().watermark(watermark).build();
  }
}
