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
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The beans that fuse images: a {@link FusionClient} of {@code maskloom.fusion.provider}, {@link
 * FusionClients} of all providers, and what they share. What holds settings is made at the start,
 * so that a wrong one ends it. Clients are opened when they are first asked for. There are none of
 * all that if {@code maskloom.fusion.enabled} is false.
 */
@AutoConfiguration(after = MaskloomAutoConfiguration.class)
@Lazy
@ConditionalOnProperty(name = "maskloom.fusion.enabled", matchIfMissing = true)
class MaskloomFusionAutoConfiguration {
  private static final String PREFIX = "maskloom.fusion.";

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("maskloom.fusion.journal")
  FusionJournal fusionJournal(MaskloomProperties properties) {
    return new Setup<>(PREFIX, FusionJournal.NONE)
        .set(
            "journal",
            Setup.FILE,
            properties.fusion().journal(),
            (none, file) -> FusionJournal.file(Setup.writableFile(file)))
        .made();
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("maskloom.fusion.jobs")
  JobStore jobStore(MaskloomProperties properties) {
    return new Setup<>(PREFIX, JobStore.NONE)
        .set(
            "jobs",
            Setup.FOLDER,
            properties.fusion().jobs(),
            (none, folder) -> JobStore.files(Setup.writableFolder(folder)))
        .made();
  }

  /** What the clients share, but for their provider. */
  @Bean
  @Lazy(false)
  @ConditionalOnMissingBean
  FusionConfig fusionConfig(
      MaskloomProperties properties,
      ReadOptions reading,
      WorkOptions working,
      ObjectProvider<FusionListener> listeners,
      ObjectProvider<FusionJournal> journal,
      ObjectProvider<JobStore> jobs,
      ObjectProvider<FusionConfigCustomizer> customizers,
      Environment environment) {
    MaskloomProperties.Fusion set = properties.fusion();
    FusionConfig.Builder unset =
        FusionConfig.builder()
            .closeGrace(shutdown(environment))
            .reading(reading)
            .working(patient(working))
            .labeled(properties.labeled())
            .listener(new All(listeners.orderedStream().toList()))
            .journal(journal.getIfAvailable(() -> FusionJournal.NONE));
    FusionConfig.Builder config =
        new Setup<>(PREFIX, unset)
            .set("max-concurrent", set.maxConcurrent(), FusionConfig.Builder::maxConcurrent)
            .set("max-queued", set.maxQueued(), FusionConfig.Builder::maxQueued)
            .set("close-grace", set.closeGrace(), FusionConfig.Builder::closeGrace)
            .set("max-upload-side", set.maxUploadSide(), FusionConfig.Builder::maxUploadSide)
            .set(
                "temp-folder",
                Setup.FOLDER,
                set.tempFolder(),
                (builder, folder) -> builder.tempFolder(Setup.writableFolder(folder)))
            .made();
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

  /** How providers are reached, by name. Unlike what makes it, it names no type of their jars. */
  record ProviderConfigs(Map<String, ProviderConfig> byName) {}

  /** Made at the start, so that a wrong setting ends it. */
  @Bean
  @Lazy(false)
  ProviderConfigs fusionProviders(MaskloomProperties properties, ApplicationContext application) {
    return new ProviderConfigs(new FusionProviders(properties.fusion(), application).configs());
  }

  /**
   * A setup takes the place of what properties say of the same name. A name that nothing sets up is
   * taken for the id of a provider with its defaults.
   */
  @Bean
  @ConditionalOnMissingBean
  @DependsOn(MaskloomAutoConfiguration.DRAIN)
  FusionClients fusionClients(
      FusionConfig config,
      MaskloomProperties properties,
      ProviderConfigs known,
      ObjectProvider<FusionProviderSetup> setups,
      ObjectProvider<ObservationRegistry> observations) {
    Map<String, ProviderConfig> providers = new LinkedHashMap<>(known.byName());
    setups.orderedStream().forEach(setup -> providers.put(setup.name(), setup.config()));
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
    MaskloomProperties.Fusion set = properties.fusion();
    if (set.fallback() == null) {
      return clients.get(set.provider());
    }
    return set.fallbackEvenIfUnknown()
        ? clients.get(set.provider(), set.fallback(), FusionClient::evenIfUnknown)
        : clients.get(set.provider(), set.fallback());
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
