package io.github.maskloom.spring;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.fal.FalProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.ideogram.IdeogramProvider;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import io.github.maskloom.spring.MaskloomProperties.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The providers of this project, each where its jar is there and something is set for it. What is
 * set is checked at the start; nothing is opened. A jar that is missing is never looked into: each
 * lambda runs only if its provider's class is there.
 */
final class FusionProviders {
  private final MaskloomProperties.Fusion fusion;
  private final Environment environment;
  private final @Nullable ClassLoader classes;
  private final Map<String, ProviderConfig> configs = new LinkedHashMap<>();

  FusionProviders(MaskloomProperties.Fusion fusion, ApplicationContext application) {
    this.fusion = fusion;
    environment = application.getEnvironment();
    classes =
        Objects.requireNonNullElseGet(
            application.getClassLoader(), ClassLoader::getSystemClassLoader);
    if (has("local.LocalFusionProvider")) {
      configs.put("local", new ProviderConfig.Defaults("local"));
    }
    if (has("http.settings.HttpConfig")) {
      addServices();
    }
  }

  private void addServices() {
    String openAi = "openai.OpenAiProvider";
    add("ark", "ARK_API_KEY", fusion.ark(), "ark.ArkProvider", () -> ArkProvider.config());
    add("openai", "OPENAI_API_KEY", fusion.openai(), openAi, () -> OpenAiProvider.config());
    add(
        "sd-server",
        "",
        fusion.sdServer(),
        openAi,
        () -> OpenAiProvider.config(OpenAiDialect.SD_SERVER));
    add(
        "gemini",
        "GEMINI_API_KEY",
        fusion.gemini(),
        "gemini.GeminiProvider",
        () -> GeminiProvider.config());
    add("flux", "BFL_API_KEY", fusion.flux(), "flux.FluxProvider", () -> FluxProvider.config());
    add(
        "dashscope",
        "DASHSCOPE_API_KEY",
        fusion.dashscope(),
        "dashscope.DashScopeProvider",
        () -> DashScopeProvider.config());
    add("fal", "FAL_KEY", fusion.fal(), "fal.FalProvider", () -> FalProvider.config());
    add(
        "ideogram",
        "IDEOGRAM_API_KEY",
        fusion.ideogram(),
        "ideogram.IdeogramProvider",
        () -> IdeogramProvider.config());
  }

  /** How the providers are reached, by their names below {@code maskloom.fusion}. */
  Map<String, ProviderConfig> configs() {
    return configs;
  }

  private boolean has(String type) {
    return ClassUtils.isPresent("io.github.maskloom." + type, classes);
  }

  /**
   * Adds a service that has its key, or an address where it needs no key, or is chosen.
   *
   * @param variable of the environment that has the key unless it is set; empty if none does
   */
  private void add(
      String name, String variable, Service set, String type, Supplier<HttpConfig> config) {
    boolean ready =
        variable.isEmpty()
            ? set.baseUrl() != null
            : StringUtils.hasText(set.apiKey())
                || StringUtils.hasText(environment.getProperty(variable));
    boolean chosen = name.equals(fusion.provider()) || name.equals(fusion.fallback());
    if (has(type) && (ready || chosen)) {
      configs.put(name, set("maskloom.fusion." + name + ".", variable, set, config.get()));
    }
  }

  private HttpConfig set(String prefix, String variable, Service set, HttpConfig config) {
    boolean isSet = StringUtils.hasText(set.apiKey()) || variable.isEmpty();
    String key = isSet ? set.apiKey() : environment.getProperty(variable);
    HttpConfig keyed =
        new Setup<>("", config)
            .set(
                isSet ? prefix + "api-key" : variable,
                "the key alone, in one line",
                StringUtils.hasText(key) ? key : null,
                (made, given) -> made.withApiKey(plain(given)))
            .made();
    return new Setup<>(prefix, keyed)
        .set("images-per-minute", set.imagesPerMinute(), HttpConfig::withImagesPerMinute)
        .set(
            "timeout",
            set.timeout(),
            (made, time) -> made.withTimeouts(HttpTimeouts.DEFAULT.withCall(time)))
        .set(
            "base-url",
            "an address such as https://host/v1, or leave it out",
            set.baseUrl(),
            HttpConfig::withBaseUrl)
        .set("model", set.model(), HttpConfig::withModel)
        .made();
  }

  /** A header holds no other key, so each request would fail. */
  private static String plain(String key) {
    if (!key.strip().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "it holds characters that no key has, such as blanks or line breaks");
    }
    return key;
  }
}
