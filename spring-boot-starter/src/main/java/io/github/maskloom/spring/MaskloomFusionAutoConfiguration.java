package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The beans that fuse images: a {@link FusionClient} of {@code maskloom.fusion.provider}, {@link
 * FusionClients} of all providers, and what they share. Each is made when it is first asked for.
 * There are none if {@code maskloom.fusion.enabled} is false.
 */
@AutoConfiguration(after = MaskloomAutoConfiguration.class)
@Lazy
@ConditionalOnProperty(name = "maskloom.fusion.enabled", matchIfMissing = true)
@Import({
  FusionProviderConfiguration.Local.class,
  FusionProviderConfiguration.Ark.class,
  FusionProviderConfiguration.OpenAi.class,
  FusionProviderConfiguration.Gemini.class,
  FusionProviderConfiguration.Flux.class,
  FusionProviderConfiguration.DashScope.class
})
public class MaskloomFusionAutoConfiguration {
  /** Spring calls this. */
  public MaskloomFusionAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("maskloom.fusion.journal")
  FusionJournal fusionJournal(MaskloomProperties properties) throws IOException {
    Path file = Objects.requireNonNull(properties.fusion().journal()).toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return FusionJournal.file(file);
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("maskloom.fusion.jobs")
  JobStore jobStore(MaskloomProperties properties) throws IOException {
    Path folder = Objects.requireNonNull(properties.fusion().jobs());
    return JobStore.files(Files.createDirectories(folder));
  }

  /** What the clients share, but for their provider. */
  @Bean
  @ConditionalOnMissingBean
  FusionConfig fusionConfig(
      MaskloomProperties properties,
      ReadOptions reading,
      WorkOptions working,
      ObjectProvider<FusionListener> listeners,
      ObjectProvider<FusionJournal> journal,
      ObjectProvider<JobStore> jobs,
      ObjectProvider<FusionConfigCustomizer> customizers,
      Environment environment)
      throws IOException {
    MaskloomProperties.Fusion set = properties.fusion();
    FusionConfig.Builder config =
        FusionConfig.builder()
            .maxConcurrent(set.maxConcurrent())
            .maxQueued(set.maxQueued())
            .closeGrace(set.closeGrace() == null ? shutdown(environment) : set.closeGrace())
            .reading(reading)
            .working(patient(working))
            .listener(new All(listeners.orderedStream().toList()))
            .journal(journal.getIfAvailable(() -> FusionJournal.NONE));
    if (set.maxUploadSide() != null) {
      config.maxUploadSide(set.maxUploadSide());
    }
    if (set.tempFolder() != null) {
      config.tempFolder(Files.createDirectories(set.tempFolder()));
    }
    jobs.ifAvailable(config::jobs);
    customizers.orderedStream().forEach(customizer -> customizer.customize(config));
    return config.build();
  }

  /** An image that came may be billed, so what is done with it waits and takes its time. */
  private static WorkOptions patient(WorkOptions working) {
    return WorkOptions.DEFAULT
        .withBudget(working.budget().waitingAtMost(ChronoUnit.FOREVER.getDuration()))
        .withCancel(working.cancel())
        .withListener(working.listener())
        .withThreads(working.threads());
  }

  /** What the web server may take to end, which is to cut off no call meanwhile. */
  private static Duration shutdown(Environment environment) {
    String property = "spring.lifecycle.timeout-per-shutdown-phase";
    return DurationStyle.detectAndParse(environment.getProperty(property, "30s"));
  }

  /** A name that nothing sets up is taken for the id of a provider with its defaults. */
  @Bean
  @ConditionalOnMissingBean
  @DependsOn(MaskloomAutoConfiguration.DRAIN)
  FusionClients fusionClients(
      FusionConfig config,
      MaskloomProperties properties,
      List<FusionProviderSetup> setups,
      ObjectProvider<ObservationRegistry> observations) {
    Map<String, ProviderConfig> providers = new LinkedHashMap<>();
    setups.forEach(setup -> providers.put(setup.name(), setup.config()));
    Stream.of(properties.fusion().provider(), properties.fusion().fallback())
        .filter(Objects::nonNull)
        .forEach(name -> providers.computeIfAbsent(name, ProviderConfig.Defaults::new));
    ObservationRegistry registry = observations.getIfAvailable(() -> ObservationRegistry.NOOP);
    return new FusionClients(
        providers, config, client -> new ObservedFusionClient(client, registry));
  }

  /** The one that is injected. Its owner closes it. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  FusionClient fusionClient(FusionClients clients, MaskloomProperties properties) {
    String provider = properties.fusion().provider();
    String fallback = properties.fusion().fallback();
    return fallback == null ? clients.get(provider) : clients.get(provider, fallback);
  }

  /** Several listeners as one. */
  private record All(List<FusionListener> listeners) implements FusionListener {
    @Override
    public void onProgress(FusionProgress progress) {
      listeners.forEach(listener -> listener.onProgress(progress));
    }

    @Override
    public void onFinished(FusionRecord record) {
      listeners.forEach(listener -> listener.onFinished(record));
    }
  }
}
