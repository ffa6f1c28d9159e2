package io.github.maskloom.examples.cli;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.fal.FalProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.ideogram.IdeogramProvider;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the command line says to a provider; keys come from the environment.
 *
 * @param name of the provider on the command line
 */
record ProviderSettings(String name) {
  static final String LOCAL = "local";
  private static final String SD_SERVER = "sd-server";

  /**
   * A service that can be asked.
   *
   * @param key the variable with its key; empty if it needs none
   * @param config how it is set up
   */
  private record Service(String key, Supplier<HttpConfig> config) {}

  private static final Map<String, Service> ALL = new LinkedHashMap<>();

  static {
    ALL.put(ArkProvider.ID, new Service("ARK_API_KEY", ArkProvider::config));
    ALL.put(OpenAiProvider.ID, new Service("OPENAI_API_KEY", OpenAiProvider::config));
    ALL.put(SD_SERVER, new Service("", () -> OpenAiProvider.config(OpenAiDialect.SD_SERVER)));
    ALL.put(GeminiProvider.ID, new Service("GEMINI_API_KEY", GeminiProvider::config));
    ALL.put(FluxProvider.ID, new Service("BFL_API_KEY", FluxProvider::config));
    ALL.put(DashScopeProvider.ID, new Service("DASHSCOPE_API_KEY", DashScopeProvider::config));
    ALL.put(FalProvider.ID, new Service("FAL_KEY", FalProvider::config));
    ALL.put(IdeogramProvider.ID, new Service("IDEOGRAM_API_KEY", IdeogramProvider::config));
  }

  /** The names of services, which have models and addresses. */
  static final List<String> SERVICES = List.copyOf(ALL.keySet());

  /** All providers that the command line brings along. */
  static final List<String> NAMES = Stream.concat(Stream.of(LOCAL), SERVICES.stream()).toList();

  /** The variables that hold keys, in the order of their services. */
  static List<String> keyVariables() {
    return ALL.values().stream().map(Service::key).filter(key -> !key.isEmpty()).toList();
  }

  /** The id that the provider is found by. */
  private String id() {
    return name.equals(SD_SERVER) ? OpenAiProvider.ID : name;
  }

  /** Refuses a name that no provider has. */
  void check(Command command) {
    Set<String> names = new TreeSet<>(Set.of(SD_SERVER));
    FusionProvider.installed().forEach(provider -> names.add(provider.id()));
    String there = "', only " + String.join(", ", names) + Near.asked(name, names);
    command.refuseIf(
        !names.contains(name), "there is no --provider '" + Option.shortened(name) + there);
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
    Service service = ALL.get(name);
    if (service != null
        && !service.key().isEmpty()
        && System.getenv().getOrDefault(service.key(), "").isBlank()) {
      throw new IOException("there is no API key: set the variable " + service.key());
    }
  }

  /** Whether it asks a service, and pastes no preview. */
  boolean isService() {
    return !name.equals(LOCAL);
  }

  /** Which provider, and how it is set up. */
  ProviderConfig config(Optional<String> model, Optional<URI> baseUrl) {
    Service service = ALL.get(name);
    if (service == null) {
      return new ProviderConfig.Defaults(name);
    }
    HttpConfig usual = service.config().get();
    HttpConfig config = baseUrl.map(usual::withBaseUrl).orElse(usual);
    return model.map(config::withModel).orElse(config);
  }
}
