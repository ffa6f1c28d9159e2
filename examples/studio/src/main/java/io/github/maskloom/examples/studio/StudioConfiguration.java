package io.github.maskloom.examples.studio;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.spring.FusionClients;
import io.github.maskloom.spring.FusionConfigCustomizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileCopyUtils;

/** What the studio has in its own way; the starter sets up the rest, by {@code maskloom.*}. */
@Configuration(proxyBeanMethods = false)
class StudioConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  FurnitureCatalog furnitureCatalog(StudioProperties properties, StudioFolder folder)
      throws IOException {
    FurnitureCatalog catalog =
        FurnitureCatalog.of(
            properties.furniture() == null ? unpackInto(folder.furniture) : properties.furniture());
    catalog.reload();
    return catalog;
  }

  /** Copies the furniture that comes along out of the jar, for whoever has no catalog yet. */
  private static Path unpackInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath:/furniture/*")) {
      Path target = folder.resolve(Objects.requireNonNull(file.getFilename()));
      FileCopyUtils.copy(file.getInputStream(), Files.newOutputStream(target));
    }
    return folder;
  }

  @Bean
  FusionJournal fusionJournal(StudioFolder folder, StudioProperties properties) throws IOException {
    return new StudioJournal(folder, properties.quota().journal());
  }

  /** Each call has a place of its own for its ticket, so there is none for all. */
  @Bean
  FusionConfigCustomizer callsFolder(StudioFolder folder) {
    return config -> config.tempFolder(folder.calls).jobs(JobStore.NONE);
  }

  /** Which provider, and whether the preview stands in, is decided here, as the key decides it. */
  @Bean(destroyMethod = "")
  FusionClient fusionClient(FusionClients clients, StudioProperties properties) {
    String automatic = clients.names().contains("ark") ? "ark" : "local";
    String chosen = Objects.requireNonNullElse(properties.provider(), automatic);
    checkState(
        clients.names().contains(chosen),
        "studio.provider is not set up: set maskloom.fusion.%s.api-key",
        chosen);
    FusionClient client = clients.get(chosen);
    ProviderCapabilities takes = client.capabilities(RequestOptions.NONE);
    // The preview needs the furniture, and what queues is taken up again.
    boolean replaceable = takes.references().max() > 0 && !takes.queuesJobs();
    return properties.fallbackToLocal() && replaceable && !chosen.equals("local")
        ? clients.get(chosen, "local")
        : client;
  }
}
