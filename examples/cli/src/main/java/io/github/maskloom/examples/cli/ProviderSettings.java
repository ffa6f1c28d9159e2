package io.github.maskloom.examples.cli;

import io.github.maskloom.ark.ArkOptions;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the command line says to a provider; keys come from the environment. */
final class ProviderSettings {
  static final String LOCAL = "local";
  static final String ARK = "ark";
  static final String SD_SERVER = "sd-server";

  /** The names of services, which have models and addresses. */
  static final List<String> SERVICES =
      List.of(
          ARK,
          OpenAiProvider.ID,
          SD_SERVER,
          GeminiProvider.ID,
          FluxProvider.ID,
          DashScopeProvider.ID);

  /** All providers that the command line brings along. */
  static final List<String> NAMES = Stream.concat(Stream.of(LOCAL), SERVICES.stream()).toList();

  /** Where keys are, by the names of services that need one. */
  private static final Map<String, String> KEYS =
      Map.of(
          ARK,
          "ARK_API_KEY",
          OpenAiProvider.ID,
          "OPENAI_API_KEY",
          GeminiProvider.ID,
          "GEMINI_API_KEY",
          FluxProvider.ID,
          "BFL_API_KEY",
          DashScopeProvider.ID,
          "DASHSCOPE_API_KEY");

  /** The variables that hold keys, in the order of their services. */
  static List<String> keyVariables() {
    return SERVICES.stream()
        .flatMap(service -> Optional.ofNullable(KEYS.get(service)).stream())
        .toList();
  }

  private final String name;

  /** The settings of a provider by its name on the command line. */
  ProviderSettings(String name) {
    this.name = name;
  }

  /** The id that the provider is found by. */
  String id() {
    return name.equals(SD_SERVER) ? OpenAiProvider.ID : name;
  }

  /** What is wrong with the name; empty if there is such a provider. */
  Optional<String> conflict() {
    Set<String> names = new TreeSet<>(Set.of(SD_SERVER));
    FusionProvider.installed().forEach(provider -> names.add(provider.id()));
    return names.contains(name)
        ? Optional.empty()
        : Optional.of(
            "there is no --provider '"
                + Option.shortened(name)
                + "', only "
                + String.join(", ", names)
                + Near.asked(name, names));
  }

  /** What the provider can do, if nothing else is said of its model. */
  ProviderCapabilities capabilities() {
    return FusionProvider.installed().stream()
        .filter(provider -> provider.id().equals(id()))
        .findFirst()
        .map(FusionProvider::capabilities)
        .orElseGet(() -> ProviderCapabilities.DEFAULT);
  }

  /** Refuses a service whose key is not there. */
  void requireKey() throws IOException {
    String variable = KEYS.getOrDefault(name, "");
    if (!variable.isEmpty() && System.getenv().getOrDefault(variable, "").isBlank()) {
      throw new IOException("there is no API key: set the variable " + variable);
    }
  }

  /** Whether it asks a service, and pastes no preview. */
  boolean isService() {
    return !name.equals(LOCAL);
  }

  /** Whether its service queues jobs. */
  boolean queuesJobs() {
    return capabilities().queuesJobs();
  }

  /** Which provider, and how it is set up. */
  ProviderConfig config(Option<String> model, Option<URI> baseUrl) {
    if (!SERVICES.contains(name)) {
      return new ProviderConfig.Defaults(name);
    }
    HttpConfig config = at(baseUrl);
    return model.isGiven() ? config.withModel(model.value()) : config;
  }

  private HttpConfig at(Option<URI> baseUrl) {
    HttpConfig config = service();
    return baseUrl.isGiven() ? config.withBaseUrl(baseUrl.value()) : config;
  }

  private HttpConfig service() {
    return switch (name) {
      case ARK -> ArkProvider.config();
      case GeminiProvider.ID -> GeminiProvider.config();
      case FluxProvider.ID -> FluxProvider.config();
      case DashScopeProvider.ID -> DashScopeProvider.config();
      case SD_SERVER -> OpenAiProvider.config(OpenAiDialect.SD_SERVER);
      default -> OpenAiProvider.config();
    };
  }

  /** What is asked for with each request; empty if nothing is. */
  Optional<ProviderOptions> options(boolean watermark) {
    return name.equals(ARK)
        ? Optional.of(ArkOptions.NONE.withWatermark(watermark))
        : Optional.empty();
  }
}
