package io.github.maskloom.examples.cli;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.ark.ArkOptions;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.gemini.GeminiConfig;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.http.model.ListedModel;
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
  static final List<String> SERVICES =
      List.of(ARK, OpenAiProvider.ID, SD_SERVER, GeminiProvider.ID);

  private final String name;

  /** The settings of a provider by its name on the command line. */
  ProviderSettings(String name) {
    this.name = name;
  }

  /** The id that the provider is found by. */
  String id() {
    return name.equals(SD_SERVER) ? OpenAiProvider.ID : name;
  }

  /** Which provider, and how it is set up. */
  ProviderConfig config(Option<String> model, Option<URI> baseUrl) {
    if (!SERVICES.contains(name)) {
      return new ProviderConfig.Defaults(name);
    }
    return switch (name) {
      case ARK -> ark(model, baseUrl);
      case GeminiProvider.ID -> gemini(model, baseUrl);
      default -> openAi(model, baseUrl);
    };
  }

  private static ArkConfig ark(Option<String> model, Option<URI> baseUrl) {
    ArkConfig.Builder config = ark(baseUrl);
    return (model.isGiven() ? config.model(model.value()) : config).build();
  }

  private OpenAiConfig openAi(Option<String> model, Option<URI> baseUrl) {
    OpenAiConfig.Builder config = openAi(baseUrl);
    return (model.isGiven() ? config.model(model.value()) : config).build();
  }

  private static GeminiConfig gemini(Option<String> model, Option<URI> baseUrl) {
    GeminiConfig.Builder config = gemini(baseUrl);
    return (model.isGiven() ? config.model(model.value()) : config).build();
  }

  private static GeminiConfig.Builder gemini(Option<URI> baseUrl) {
    GeminiConfig.Builder config = GeminiConfig.builder();
    return baseUrl.isGiven() ? config.baseUrl(baseUrl.value()) : config;
  }

  private static ArkConfig.Builder ark(Option<URI> baseUrl) {
    ArkConfig.Builder config = ArkConfig.builder();
    if (baseUrl.isGiven()) {
      config.baseUrl(baseUrl.value());
    }
    return config;
  }

  private OpenAiConfig.Builder openAi(Option<URI> baseUrl) {
    OpenAiConfig.Builder config =
        OpenAiConfig.builder()
            .dialect(name.equals(SD_SERVER) ? OpenAiDialect.SD_SERVER : OpenAiDialect.OPENAI);
    if (baseUrl.isGiven()) {
      config.baseUrl(baseUrl.value());
    }
    return config;
  }

  /** The models that the key of a service may use. */
  List<ListedModel> models(Option<URI> baseUrl) {
    return switch (name) {
      case ARK -> new ArkProvider().models(ark(baseUrl).build());
      case GeminiProvider.ID -> new GeminiProvider().models(gemini(baseUrl).build());
      default -> new OpenAiProvider().models(openAi(baseUrl).build());
    };
  }

  /** What is asked for with each request; empty if nothing is. */
  Optional<ProviderOptions> options(boolean watermark) {
    return name.equals(ARK)
        ? Optional.of(ArkOptions.builder().watermark(watermark).build())
        : Optional.empty();
  }
}
