package io.github.maskloom.spring;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.dashscope.DashScopeConfig;
import io.github.maskloom.flux.FluxConfig;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.gemini.GeminiConfig;
import io.github.maskloom.http.ServiceConfig;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.local.LocalFusionProvider;
import io.github.maskloom.openai.OpenAiConfig;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.spring.MaskloomProperties.Service;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The providers of this project, each where its jar is there and something is set for it. What is
 * set is checked at the start; nothing is opened.
 */
final class FusionProviderConfiguration {
  private FusionProviderConfiguration() {}

  /** It needs nothing, so it is always set up. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(LocalFusionProvider.class)
  static class Local {
    @Bean
    @ConditionalOnMissingBean(name = "maskloomLocal")
    FusionProviderSetup maskloomLocal() {
      return new FusionProviderSetup(
          LocalFusionProvider.ID, new ProviderConfig.Defaults(LocalFusionProvider.ID));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ArkConfig.class)
  static class Ark {
    @Bean
    @ConditionalOnProvider(value = "ark", key = "ARK_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomArk")
    FusionProviderSetup maskloomArk(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().ark();
      return new FusionProviderSetup(
          "ark", set("ark", set, "ARK_API_KEY", environment, ArkConfig.builder()).build());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OpenAiConfig.class)
  static class OpenAi {
    @Bean
    @ConditionalOnProvider(value = "openai", key = "OPENAI_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomOpenAi")
    FusionProviderSetup maskloomOpenAi(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().openai();
      return new FusionProviderSetup(
          "openai",
          set("openai", set, "OPENAI_API_KEY", environment, OpenAiConfig.builder()).build());
    }

    /** It needs no key, so it is set up where its address is said or it is chosen. */
    @Bean
    @ConditionalOnProvider("sd-server")
    @ConditionalOnMissingBean(name = "maskloomSdServer")
    FusionProviderSetup maskloomSdServer(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().sdServer();
      OpenAiConfig.Builder config = OpenAiConfig.builder().dialect(OpenAiDialect.SD_SERVER);
      return new FusionProviderSetup(
          "sd-server", set("sd-server", set, "", environment, config).build());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(GeminiConfig.class)
  static class Gemini {
    @Bean
    @ConditionalOnProvider(value = "gemini", key = "GEMINI_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomGemini")
    FusionProviderSetup maskloomGemini(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().gemini();
      return new FusionProviderSetup(
          "gemini",
          set("gemini", set, "GEMINI_API_KEY", environment, GeminiConfig.builder()).build());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(FluxConfig.class)
  static class Flux {
    @Bean
    @ConditionalOnProvider(value = "flux", key = "BFL_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomFlux")
    FusionProviderSetup maskloomFlux(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().flux();
      return new FusionProviderSetup(
          "flux", set("flux", set, "BFL_API_KEY", environment, FluxConfig.builder()).build());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(DashScopeConfig.class)
  static class DashScope {
    @Bean
    @ConditionalOnProvider(value = "dashscope", key = "DASHSCOPE_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomDashScope")
    FusionProviderSetup maskloomDashScope(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().dashscope();
      return new FusionProviderSetup(
          "dashscope",
          set("dashscope", set, "DASHSCOPE_API_KEY", environment, DashScopeConfig.builder())
              .build());
    }
  }

  /**
   * Says how to speak to a service.
   *
   * @param name below {@code maskloom.fusion}
   * @param variable of the environment that has the key unless it is set; empty if none does
   */
  private static <B extends ServiceConfig.Builder<?, B>> B set(
      String name, Service set, String variable, Environment environment, B config) {
    String prefix = "maskloom.fusion." + name + ".";
    boolean isSet = StringUtils.hasText(set.apiKey()) || variable.isEmpty();
    String key = isSet ? set.apiKey() : environment.getProperty(variable);
    B keyed =
        new Setup<>("", config)
            .set(
                isSet ? prefix + "api-key" : variable,
                "the key alone, in one line",
                StringUtils.hasText(key) ? key : null,
                (builder, given) -> builder.apiKey(plain(given)))
            .made();
    HttpSettings http =
        new Setup<>(prefix, HttpSettings.builder())
            .set("images-per-minute", set.imagesPerMinute(), HttpSettings.Builder::imagesPerMinute)
            .set(
                "timeout",
                set.timeout(),
                (builder, time) -> builder.timeouts(HttpTimeouts.DEFAULT.withCall(time)))
            .made()
            .build();
    return new Setup<>(prefix, keyed.http(http))
        .set(
            "base-url",
            "an address such as https://host/v1, or leave it out",
            set.baseUrl(),
            (builder, url) -> builder.baseUrl(url))
        .set("model", set.model(), (builder, id) -> builder.model(id))
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
