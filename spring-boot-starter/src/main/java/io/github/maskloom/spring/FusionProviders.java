package io.github.maskloom.spring;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.spring.MaskloomProperties.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The local preview, and the services whose jar is there and for which something is set. What is
 * set is checked at the start; nothing is opened. No type of services is touched if their jars are
 * missing.
 */
final class FusionProviders {
  private static final String PREFIX = "maskloom.fusion.";
  private static final String LOCAL = "local";

  private final MaskloomProperties.Fusion fusion;
  private final Environment environment;
  private final Map<String, ProviderConfig> configs = new LinkedHashMap<>();

  FusionProviders(MaskloomProperties.Fusion fusion, ApplicationContext application) {
    this.fusion = fusion;
    environment = application.getEnvironment();
    ClassLoader classes =
        Objects.requireNonNullElseGet(
            application.getClassLoader(), ClassLoader::getSystemClassLoader);
    boolean services = ClassUtils.isPresent("io.github.maskloom.http.HttpProvider", classes);
    for (FusionProvider provider : FusionProvider.installed(classes)) {
      if (provider.id().equals(LOCAL)) {
        configs.put(LOCAL, new ProviderConfig.Defaults(LOCAL));
      } else if (services && provider instanceof HttpProvider service) {
        add(service.id(), service);
        service.aliases().forEach(name -> add(name, service));
      }
    }
  }

  /** How the providers are reached, by their names below {@code maskloom.fusion}. */
  Map<String, ProviderConfig> configs() {
    return configs;
  }

  /** Adds a service that has its key, or an address where it needs no key, or is chosen. */
  private void add(String name, HttpProvider service) {
    HttpConfig config = service.configOf(name);
    String variable = config.preset().keyVariable();
    Service set =
        Binder.get(environment)
            .bindOrCreate(
                ConfigurationPropertyName.adapt(PREFIX + name, '.'),
                Bindable.of(Service.class),
                BindHandler.DEFAULT);
    boolean ready =
        variable.isEmpty()
            ? set.baseUrl() != null
            : StringUtils.hasText(set.apiKey())
                || StringUtils.hasText(environment.getProperty(variable));
    if (ready || name.equals(fusion.provider()) || name.equals(fusion.fallback())) {
      configs.put(name, set(PREFIX + name + ".", variable, set, config));
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
    Assert.isTrue(
        key.strip().chars().allMatch(c -> c > ' ' && c < 0x7F),
        "it holds characters that no key has, such as blanks or line breaks");
    return key;
  }
}
