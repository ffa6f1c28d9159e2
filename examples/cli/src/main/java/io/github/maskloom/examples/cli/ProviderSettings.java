package io.github.maskloom.examples.cli;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.ark.ArkOptions;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.openai.OpenAiConfig;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the command line says to a provider; keys come from the environment. */
final class ProviderSettings {
  static final String ARK = "ark";
  static final String SD_SERVER = "sd-server";

  /** The names of services, which have models and addresses. */
  static final List<String> SERVICES = List.of(ARK, OpenAiProvider.ID, SD_SERVER);

  private final String name;

  /** The settings of a provider by its name on the command line. */
  ProviderSettings(String name) {
    this.name = name;
  }

  /** The id that the provider is found by. */
  String id() {
    return name.equals(SD_SERVER) ? OpenAiProvider.ID : name;
  }

  /** How the provider is set up; empty if it takes nothing. */
  Optional<ProviderConfig> config(Option<String> model, Option<URI> baseUrl) {
    return switch (name) {
      case ARK -> Optional.of(ark(model, baseUrl));
      case OpenAiProvider.ID -> Optional.of(openAi(OpenAiDialect.OPENAI, model, baseUrl));
      case SD_SERVER -> Optional.of(openAi(OpenAiDialect.SD_SERVER, model, baseUrl));
      default -> Optional.empty();
    };
  }

  private static ArkConfig ark(Option<String> model, Option<URI> baseUrl) {
    ArkConfig.Builder config = ArkConfig.builder();
    if (model.isGiven()) {
      config.model(model.value());
    }
    if (baseUrl.isGiven()) {
      config.baseUrl(baseUrl.value());
    }
    return config.build();
  }

  private static OpenAiConfig openAi(
      OpenAiDialect dialect, Option<String> model, Option<URI> baseUrl) {
    OpenAiConfig.Builder config = OpenAiConfig.builder().dialect(dialect);
    if (model.isGiven()) {
      config.model(model.value());
    }
    if (baseUrl.isGiven()) {
      config.baseUrl(baseUrl.value());
    }
    return config.build();
  }

  /** What is asked for with each request; empty if nothing is. */
  Optional<ProviderOptions> options(boolean watermark) {
    return name.equals(ARK)
        ? Optional.of(ArkOptions.builder().watermark(watermark).build())
        : Optional.empty();
  }
}
