package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionClients;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.image.ImageLimits;
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

  /** What every picture that people send must keep to. */
  @Bean
  ImageLimits imageLimits(StudioProperties properties) {
    return ImageLimits.DEFAULT
        .withMaxInputBytes(properties.upload().maxSize().toBytes())
        .withMaxPixels(properties.upload().maxPixels());
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
    return FusionClients.shared("local", config.build());
  }
}
