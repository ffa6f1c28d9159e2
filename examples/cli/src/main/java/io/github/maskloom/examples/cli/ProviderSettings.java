package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.settings.HttpConfig;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line says to a provider; keys come from the environment.
 *
 * @param name of the provider on the command line: its id, or an alias
 */
record ProviderSettings(String name) {
  static final String LOCAL = "local";

  private static final List<FusionProvider> INSTALLED = FusionProvider.installed();

  /** All providers that are there. */
  static final List<String> NAMES =
      INSTALLED.stream().flatMap(ProviderSettings::names).sorted().toList();

  private static Stream<String> names(FusionProvider provider) {
    return Stream.concat(Stream.of(provider.id()), provider.aliases().stream());
  }

  /** The variables that hold keys, in the order of their providers. */
  static List<String> keyVariables() {
    return NAMES.stream()
        .map(name -> new ProviderSettings(name).keyVariable())
        .filter(key -> !key.isEmpty())
        .toList();
  }

  private Optional<FusionProvider> provider() {
    return INSTALLED.stream().filter(each -> names(each).anyMatch(name::equals)).findFirst();
  }

  /** How its service is reached unless more is said; empty if it asks none over HTTP. */
  Optional<HttpConfig> config() {
    return provider()
        .filter(HttpProvider.class::isInstance)
        .map(http -> ((HttpProvider) http).configOf(name));
  }

  /** The variable with its key; empty if it needs none. */
  private String keyVariable() {
    return config().map(config -> config.preset().keyVariable()).orElse("");
  }

  /** Refuses a name that no provider has. */
  void check(Command command) {
    String there = "', only " + String.join(", ", NAMES) + Near.asked(name, NAMES);
    command.refuseIf(
        !NAMES.contains(name), "there is no --provider '" + Option.shortened(name) + there);
  }

  /** What the provider can do, if nothing else is said of its model. */
  ProviderCapabilities capabilities() {
    return provider()
        .map(FusionProvider::capabilities)
        .orElseGet(() -> ProviderCapabilities.DEFAULT);
  }

  /** Refuses a service whose key is not there. */
  void requireKey() throws IOException {
    String key = keyVariable();
    if (!key.isEmpty() && System.getenv().getOrDefault(key, "").isBlank()) {
      throw new IOException("there is no API key: set the variable " + key);
    }
  }

  /** Whether it asks a service, and pastes no preview. */
  boolean isService() {
    return !name.equals(LOCAL);
  }

  /** Which provider, and how it is set up. */
  ProviderConfig config(Optional<String> model, Optional<URI> baseUrl) {
    Optional<HttpConfig> usual = config();
    if (usual.isEmpty()) {
      return new ProviderConfig.Defaults(name);
    }
    HttpConfig config = baseUrl.map(usual.get()::withBaseUrl).orElse(usual.get());
    return model.map(config::withModel).orElse(config);
  }
}
