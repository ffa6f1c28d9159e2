package io.github.maskloom.examples.studio;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.openai.OpenAiConfig;
import io.github.maskloom.openai.OpenAiDialect;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the library contributes: one of each for the whole process. */
@Configuration(proxyBeanMethods = false)
class StudioConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** What every image that people send must keep to. */
  @Bean
  ImageLimits imageLimits(StudioProperties properties) {
    return ImageLimits.DEFAULT
        .withMaxInputBytes(properties.upload().maxSize().toBytes())
        .withMaxPixels(properties.upload().maxPixels());
  }

  /** Lets no more images be worked on than the heap has room for; the others wait a while. */
  @Bean
  MemoryBudget memoryBudget(StudioProperties properties) {
    return MemoryBudget.shared().waitingAtMost(properties.upload().maxWait());
  }

  @Bean
  FurnitureCatalog furnitureCatalog(StudioProperties properties, StudioFolder folder)
      throws IOException {
    FurnitureCatalog catalog =
        FurnitureCatalog.of(
            properties.furniture() == null
                ? DemoFurniture.unpackInto(folder.furniture())
                : properties.furniture());
    catalog.cache().preload();
    return catalog;
  }

  /** Spring closes it, after the web server has let the requests that run go on. */
  @Bean
  FusionClient fusionClient(
      StudioProperties properties, StudioFolder folder, FusionMetrics metrics, ImageLimits limits)
      throws IOException {
    FusionConfig.Builder config =
        FusionConfig.builder()
            .maxConcurrent(properties.fusion().maxAtOnce())
            .maxQueued(properties.fusion().maxQueued())
            .closeGrace(properties.fusion().closeGrace())
            .reading(ReadOptions.DEFAULT.withLimits(limits))
            .tempFolder(folder.calls())
            .listener(metrics)
            .journal(new StudioJournal(folder, properties.quota().journal()));
    return switch (properties.chosen()) {
      case ARK -> ark(properties.ark(), config);
      case OPENAI -> openAi(properties.openai(), config);
      case SD_SERVER -> sdServer(properties.sdServer(), config);
      case AUTO, LOCAL -> FusionClient.shared(config.build());
    };
  }

  private static FusionClient ark(StudioProperties.Ark ark, FusionConfig.Builder config)
      throws IOException {
    ArkConfig service =
        ArkConfig.builder()
            .apiKey(key(ark.apiKey(), "studio.ark.api-key"))
            .baseUrl(ark.baseUrl())
            .build();
    return service(service, ark.fallbackToLocal(), config);
  }

  private static FusionClient openAi(StudioProperties.OpenAi openAi, FusionConfig.Builder config)
      throws IOException {
    OpenAiConfig service =
        OpenAiConfig.builder()
            .apiKey(key(openAi.apiKey(), "studio.openai.api-key"))
            .baseUrl(openAi.baseUrl())
            .model(openAi.model())
            .build();
    return service(service, openAi.fallbackToLocal(), config);
  }

  private static FusionClient sdServer(
      StudioProperties.SdServer server, FusionConfig.Builder config) throws IOException {
    OpenAiConfig service =
        OpenAiConfig.builder().dialect(OpenAiDialect.SD_SERVER).baseUrl(server.baseUrl()).build();
    return service(service, server.fallbackToLocal(), config);
  }

  private static String key(String value, String property) {
    if (value.isBlank()) {
      throw new IllegalStateException("the chosen provider needs a key: set " + property);
    }
    return value;
  }

  /** A service, and the local preview while that is down. */
  private static FusionClient service(
      ProviderConfig provider, boolean fallbackToLocal, FusionConfig.Builder config)
      throws IOException {
    FusionConfig local = config.build();
    FusionClient service = FusionClient.shared(config.provider(provider).build());
    return fallbackToLocal ? service.withFallback(FusionClient.shared(local)) : service;
  }
}
