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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The providers of this project, each where its jar is there and something is set for it. */
final class FusionProviderConfiguration {
  private FusionProviderConfiguration() {}

  /** It needs nothing, so it is always set up. */
  @Lazy
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

  @Lazy
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ArkConfig.class)
  static class Ark {
    @Bean
    @ConditionalOnProvider(value = "ark", key = "ARK_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomArk")
    FusionProviderSetup maskloomArk(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().ark();
      return new FusionProviderSetup(
          "ark", set(ArkConfig.builder(), set, environment.getProperty("ARK_API_KEY")).build());
    }
  }

  @Lazy
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
          set(OpenAiConfig.builder(), set, environment.getProperty("OPENAI_API_KEY")).build());
    }

    /** It needs no key, so it is set up where its address is said or it is chosen. */
    @Bean
    @ConditionalOnProvider("sd-server")
    @ConditionalOnMissingBean(name = "maskloomSdServer")
    FusionProviderSetup maskloomSdServer(MaskloomProperties properties) {
      Service set = properties.fusion().sdServer();
      OpenAiConfig.Builder config = OpenAiConfig.builder().dialect(OpenAiDialect.SD_SERVER);
      return new FusionProviderSetup("sd-server", set(config, set, null).build());
    }
  }

  @Lazy
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
          set(GeminiConfig.builder(), set, environment.getProperty("GEMINI_API_KEY")).build());
    }
  }

  @Lazy
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(FluxConfig.class)
  static class Flux {
    @Bean
    @ConditionalOnProvider(value = "flux", key = "BFL_API_KEY")
    @ConditionalOnMissingBean(name = "maskloomFlux")
    FusionProviderSetup maskloomFlux(MaskloomProperties properties, Environment environment) {
      Service set = properties.fusion().flux();
      return new FusionProviderSetup(
          "flux", set(FluxConfig.builder(), set, environment.getProperty("BFL_API_KEY")).build());
    }
  }

  @Lazy
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
          set(DashScopeConfig.builder(), set, environment.getProperty("DASHSCOPE_API_KEY"))
              .build());
    }
  }

  /**
   * Says how to speak to a service.
   *
   * @param key the one of the environment, if it has one
   */
  private static <B extends ServiceConfig.Builder<?, B>> B set(
      B config, Service set, @Nullable String key) {
    String own = StringUtils.hasText(set.apiKey()) ? set.apiKey() : key;
    ifSet(StringUtils.hasText(own) ? own : null, config::apiKey);
    ifSet(set.baseUrl(), config::baseUrl);
    ifSet(set.model(), config::model);
    return config.http(http(set));
  }

  private static HttpSettings http(Service set) {
    HttpSettings.Builder http = HttpSettings.builder();
    ifSet(set.imagesPerMinute(), http::imagesPerMinute);
    ifSet(set.timeout(), time -> http.timeouts(HttpTimeouts.DEFAULT.withCall(time)));
    return http.build();
  }

  private static <T> void ifSet(@Nullable T value, Consumer<T> config) {
    if (value != null) {
      config.accept(value);
    }
  }
}
