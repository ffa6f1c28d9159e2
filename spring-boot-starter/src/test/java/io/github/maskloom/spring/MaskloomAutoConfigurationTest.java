package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.local.LocalFusionProvider;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.spring.MaskloomFusionAutoConfiguration.ProviderConfigs;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class MaskloomAutoConfigurationTest {
  private static final AutoConfigurations ALL =
      AutoConfigurations.of(
          MaskloomAutoConfiguration.class,
          MaskloomFusionAutoConfiguration.class,
          MaskloomWebAutoConfiguration.class,
          MaskloomMetricsAutoConfiguration.class,
          MaskloomHealthAutoConfiguration.class);

  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withConfiguration(ALL);

  @TempDir Path folder;

  /** A bean of an application that is given the client. */
  record Fuser(FusionClient client) {}

  @Test
  void thereIsOneOfEachWithoutAnySetting() {
    application.run(
        context -> {
          assertThat(context)
              .hasSingleBean(MaskCompositor.class)
              .hasSingleBean(PhotoRestorer.class)
              .hasSingleBean(ImagePreparer.class)
              .hasSingleBean(FusionClient.class)
              .doesNotHaveBean(FurnitureCatalog.class)
              .doesNotHaveBean(FusionJournal.class)
              .doesNotHaveBean(JobStore.class)
              .doesNotHaveBean(MaskloomAdvice.class)
              .doesNotHaveBean(FusionStreams.class);
          assertThat(context.getBean(ImageLimits.class))
              .isEqualTo(
                  ImageLimits.DEFAULT.withMaxPixels(100_000_000).withMaxInputBytes(50 << 20));
          assertThat(context.getBean(FusionClient.class).providerId()).isEqualTo("local");
          assertThat(context.getBean(MemoryBudget.class).ceilingBytes())
              .isEqualTo(MemoryBudget.shared().ceilingBytes());
        });
  }

  @Test
  void propertiesSayWhatImagesMayAskFor() {
    application
        .withPropertyValues(
            "maskloom.memory.budget=64MB",
            "maskloom.limits.max-input-size=20MB",
            "maskloom.limits.max-pixels=50000000",
            "maskloom.limits.max-width=9000",
            "maskloom.limits.max-height=8000",
            "maskloom.timeout=30s",
            "maskloom.threads=2")
        .run(
            context -> {
              WorkOptions working = context.getBean(WorkOptions.class);
              assertThat(working.budget().ceilingBytes()).isEqualTo(64 << 20);
              assertThat(working.timeout()).contains(Duration.ofSeconds(30));
              assertThat(working.threads()).isEqualTo(2);
              assertThat(context.getBean(ReadOptions.class).limits())
                  .isEqualTo(
                      ImageLimits.DEFAULT
                          .withMaxInputBytes(20 << 20)
                          .withMaxPixels(50_000_000)
                          .withMaxWidth(9000)
                          .withMaxHeight(8000));
            });
  }

  @Test
  void propertiesSayHowClientsWork() {
    application
        .withPropertyValues(
            "maskloom.fusion.max-concurrent=3",
            "maskloom.fusion.max-queued=5",
            "maskloom.fusion.max-upload-side=1024",
            "maskloom.labeled=false",
            "maskloom.fusion.temp-folder=" + folder.resolve("calls"),
            "maskloom.fusion.journal=" + folder.resolve("log/calls.jsonl"),
            "maskloom.fusion.jobs=" + folder.resolve("jobs"),
            "spring.lifecycle.timeout-per-shutdown-phase=45s")
        .run(
            context -> {
              FusionConfig config = context.getBean(FusionConfig.class);
              assertThat(config.maxConcurrent()).isEqualTo(3);
              assertThat(config.maxQueued()).isEqualTo(5);
              assertThat(config.maxUploadSide()).isEqualTo(1024);
              assertThat(config.labeled()).isFalse();
              assertThat(context.getBean(PhotoRestorer.class).toString()).contains("labeled=false");
              assertThat(config.tempFolder()).isDirectory();
              assertThat(config.closeGrace()).isEqualTo(Duration.ofSeconds(45));
              assertThat(config.journal()).isSameAs(context.getBean(FusionJournal.class));
              assertThat(config.jobs()).isSameAs(context.getBean(JobStore.class));
            });
  }

  @Test
  void whatIsDoneWithAnImageThatCameTakesItsTime() {
    application
        .withPropertyValues("maskloom.timeout=1s", "maskloom.memory.max-wait=1s")
        .run(
            context -> {
              WorkOptions working = context.getBean(FusionConfig.class).working();
              assertThat(working.timeout()).isEmpty();
              assertThat(working.budget())
                  .isEqualTo(MemoryBudget.shared())
                  .isNotEqualTo(context.getBean(MemoryBudget.class));
            });
  }

  @Test
  void aCustomizerHasTheLastWord() {
    application
        .withBean(FusionConfigCustomizer.class, () -> config -> config.maxQueued(7))
        .withPropertyValues("maskloom.fusion.max-queued=5")
        .run(context -> assertThat(context.getBean(FusionConfig.class).maxQueued()).isEqualTo(7));
  }

  @Test
  void aFolderMakesACatalog() {
    application
        .withPropertyValues("maskloom.catalog.folder=" + folder, "maskloom.catalog.time-to-live=1m")
        .run(context -> assertThat(context).hasSingleBean(FurnitureCatalog.class));
  }

  /**
   * Spring looks at the methods of each bean, and the start ends where a type of them is missing.
   */
  @Test
  void noBeanNamesATypeThatAProviderBrings() {
    application.run(
        context -> {
          for (String bean : context.getBeanDefinitionNames()) {
            assertThat(Objects.requireNonNull(context.getType(bean)).getDeclaredMethods())
                .as(bean)
                .noneMatch(method -> method.toString().contains("maskloom.http"));
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "maskloom.fusion.ark.api-key=k, ark",
    "ARK_API_KEY=k, ark",
    "maskloom.fusion.openai.api-key=k, openai",
    "OPENAI_API_KEY=k, openai",
    "maskloom.fusion.gemini.api-key=k, gemini",
    "GEMINI_API_KEY=k, gemini",
    "BFL_API_KEY=k, flux",
    "maskloom.fusion.dashscope.api-key=k, dashscope",
    "FAL_KEY=k, fal",
    "maskloom.fusion.ideogram.api-key=k, ideogram",
    "maskloom.fusion.sd-server.base-url=http://127.0.0.1:1/v1, sd-server"
  })
  void whatIsSetForAProviderOpensItsClient(String property, String name) {
    application
        .withPropertyValues(property)
        .run(
            context -> {
              FusionClients clients = context.getBean(FusionClients.class);
              assertThat(clients.names()).containsExactlyInAnyOrder("local", name);
              assertThat(context.getBean(FusionClient.class).providerId()).isEqualTo("local");
            });
  }

  @Test
  void theProviderIsChosenByItsName() {
    application
        .withPropertyValues(
            "maskloom.fusion.provider=ark",
            "maskloom.fusion.fallback=local",
            "maskloom.fusion.ark.api-key=k",
            "maskloom.fusion.ark.model=ep-1",
            "maskloom.fusion.ark.images-per-minute=60",
            "maskloom.fusion.ark.timeout=3m")
        .run(
            context -> {
              assertThat(context.getBean(FusionClient.class).providerId()).isEqualTo("ark");
              HttpConfig ark =
                  (HttpConfig)
                      Objects.requireNonNull(
                          context.getBean(ProviderConfigs.class).byName().get("ark"));
              assertThat(ark.model()).isEqualTo("ep-1");
              assertThat(ark.imagesPerMinute()).isEqualTo(60);
              assertThat(ark.timeouts().call()).isEqualTo(Duration.ofMinutes(3));
            });
  }

  @ParameterizedTest
  @CsvSource({"ark, key, maskloom.fusion.ark.api-key", "nobody, nobody, maskloom.fusion.provider"})
  void whatCannotBeOpenedIsSaidAtTheStart(String name, String why, String property) {
    application
        .withBean(Fuser.class)
        .withPropertyValues("maskloom.fusion.provider=" + name)
        .run(
            context -> {
              assertThat(context).hasFailed();
              FailureAnalysis analysis =
                  Objects.requireNonNull(
                      new MaskloomFailureAnalyzer()
                          .analyze(Objects.requireNonNull(context.getStartupFailure())));
              assertThat(analysis.getDescription()).contains(why);
              assertThat(analysis.getAction()).contains(property);
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFallbackIsAskedWhereNobodyKnowsTheCostOnlyIfThatIsSet(boolean isSet) {
    FusionServiceException down =
        new FusionServiceException("down", Failure.notSent("held").withDelivery(Delivery.UNKNOWN));
    FusionRequest request =
        FusionRequest.builder(ImageSource.of(Pictures.photo(64, 48)))
            .mask(ImageSource.of(Pictures.mask(64, 48)))
            .reference(ImageSource.of(Pictures.mask(32, 32)))
            .prompt("a sofa")
            .build();
    application
        .withPropertyValues(
            "maskloom.fusion.provider=held",
            "maskloom.fusion.fallback=local",
            "maskloom.fusion.fallback-even-if-unknown=" + isSet)
        .run(
            context -> {
              FusionCall call = context.getBean(FusionClient.class).start(request);
              HeldProvider.next().released().completeExceptionally(down);
              if (isSet) {
                try (FusionResult result = call.result()) {
                  assertThat(result.record().provider()).isEqualTo("local");
                }
              } else {
                assertThatThrownBy(call::result).hasMessageContaining("evenIfUnknown");
              }
            });
  }

  @Test
  void aSetupOfOnesOwnAddsAClient() {
    application
        .withBean(
            FusionProviderSetup.class,
            () -> new FusionProviderSetup("mine", new ProviderConfig.Defaults("held")))
        .withPropertyValues("maskloom.fusion.provider=mine")
        .run(
            context ->
                assertThat(context.getBean(FusionClient.class).providerId()).isEqualTo("held"));
  }

  @Test
  void aProviderWithoutItsJarIsNotSetUp() {
    application
        .withClassLoader(new FilteredClassLoader(ArkProvider.class, LocalFusionProvider.class))
        .withPropertyValues("ARK_API_KEY=k", "maskloom.fusion.provider=held")
        .run(
            context ->
                assertThat(context.getBean(FusionClients.class).names()).containsExactly("held"));
  }

  @Test
  void aClientThatNobodyAsksForIsNotOpened() {
    application
        .withPropertyValues("maskloom.fusion.provider=nobody")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              FusionClients clients = context.getBean(FusionClients.class);
              assertThat(clients.get("local")).isNotNull();
              assertThatThrownBy(() -> clients.get("other"))
                  .hasMessageContaining("\"other\"")
                  .hasMessageContaining("local");
              clients.close();
              assertThatThrownBy(() -> clients.get("local"))
                  .isInstanceOf(IllegalStateException.class);
            });
  }

  @Test
  void clientsCanBeLeftOut() {
    application
        .withPropertyValues("maskloom.fusion.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(MaskCompositor.class)
                    .doesNotHaveBean(FusionClients.class)
                    .doesNotHaveBean(FusionClient.class));
  }

  @Test
  void everyBeanCanBeReplaced() throws Exception {
    try (FusionClient client = FusionClient.local()) {
      Map<Class<?>, Object> own =
          Map.ofEntries(
              Map.entry(MemoryBudget.class, MemoryBudget.ofBytes(1 << 20)),
              Map.entry(ImageLimits.class, ImageLimits.DEFAULT.withMaxPixels(1)),
              Map.entry(WorkOptions.class, WorkOptions.DEFAULT.withThreads(3)),
              Map.entry(MaskCompositor.class, MaskCompositor.create()),
              Map.entry(PhotoRestorer.class, PhotoRestorer.create()),
              Map.entry(ImagePreparer.class, ImagePreparer.create()),
              Map.entry(FurnitureCatalog.class, FurnitureCatalog.of(folder)),
              Map.entry(FusionConfig.class, FusionConfig.DEFAULT),
              Map.entry(FusionClient.class, client),
              Map.entry(FusionJournal.class, FusionJournal.NONE),
              Map.entry(JobStore.class, JobStore.NONE),
              Map.entry(FusionStreams.class, new FusionStreams(client)),
              Map.entry(MaskloomAdvice.class, new MaskloomAdvice()));
      WebApplicationContextRunner web =
          new WebApplicationContextRunner()
              .withConfiguration(ALL)
              .withPropertyValues("maskloom.catalog.folder=" + folder);
      for (Map.Entry<Class<?>, Object> bean : own.entrySet()) {
        web = with(web, bean.getKey(), bean.getValue());
      }
      web.run(
          context -> own.forEach((type, bean) -> assertThat(context.getBean(type)).isSameAs(bean)));
    }
  }

  private static <T> WebApplicationContextRunner with(
      WebApplicationContextRunner web, Class<T> type, Object bean) {
    return web.withBean("my" + type.getSimpleName(), type, () -> type.cast(bean));
  }

  @Test
  void aWebApplicationHasWhatControllersUse() {
    new WebApplicationContextRunner()
        .withConfiguration(ALL)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(MaskloomAdvice.class)
                    .hasSingleBean(FusionStreams.class)
                    .hasSingleBean(MaskloomWebAutoConfiguration.UploadedImage.class));
  }

  @Test
  void withoutMetricsOrHealthNothingIsMissed() {
    application
        .withClassLoader(
            new FilteredClassLoader(
                MeterRegistry.class.getPackageName(),
                "org.springframework.boot.health",
                "org.springframework.boot.actuate"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(MaskCompositor.class)
                    .doesNotHaveBean("maskloomMeters")
                    .doesNotHaveBean("maskloomHealthIndicator"));
  }

  @Test
  void healthIsSaidInTheTypesOfSpringBoot4() {
    application
        .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
        .run(
            context -> {
              var health =
                  context
                      .getBean(org.springframework.boot.health.contributor.HealthIndicator.class)
                      .health();
              assertThat(String.valueOf(health))
                  .contains("UP", "budgetBytes", "reservedBytes=0", "local");
            });
  }

  @Test
  void healthIsSaidInTheTypesOfSpringBoot3() {
    application
        .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
        .run(
            context -> {
              var indicator =
                  context.getBean(org.springframework.boot.actuate.health.HealthIndicator.class);
              assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");
              context.getBean(FusionClients.class).close();
              assertThat(indicator.health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
            });
  }

  @Test
  void listenersAreHeard() {
    FusionListener listener = new FusionListener() {};
    application
        .withBean("mine", FusionListener.class, () -> listener)
        .run(
            context ->
                assertThat(String.valueOf(context.getBean(FusionConfig.class).listener()))
                    .contains(listener.toString()));
  }
}
