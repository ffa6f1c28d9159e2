package io.github.maskloom.examples.studio;

import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionClients;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.time.Clock;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the library contributes: one of each for the whole process. */
@Configuration(proxyBeanMethods = false)
class StudioConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Lets Tomcat, too, answer with problem documents alone. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverProblems() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ServerProblems.class.getName());
              }
            });
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
            .imageLimits(limits)
            .tempFolder(folder.calls())
            .listener(metrics)
            .journal(FusionJournal.file(folder.journal()));
    return properties.ark().isConfigured()
        ? ark(properties.ark(), config)
        : FusionClients.shared("local", config.build());
  }

  /** The service, and the local preview while that is down. */
  private static FusionClient ark(StudioProperties.Ark ark, FusionConfig.Builder config)
      throws IOException {
    FusionConfig local = config.build();
    config.provider(ArkConfig.builder().apiKey(ark.apiKey()).baseUrl(ark.baseUrl()).build());
    FusionClient service = FusionClients.shared("ark", config.build());
    return ark.fallbackToLocal()
        ? FusionClients.withFallback(service, FusionClients.shared("local", local))
        : service;
  }
}
