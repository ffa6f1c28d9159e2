package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What operators see, with the beans that an actuator would bring. */
class MetricsTest {
  private static final String PROMPT = "something that nobody else is to read";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TestObservationRegistry observations = TestObservationRegistry.create();

  @TempDir Path folder;

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                MaskloomAutoConfiguration.class,
                MaskloomFusionAutoConfiguration.class,
                MaskloomMetricsAutoConfiguration.class))
        .withBean(MeterRegistry.class, () -> registry)
        .withBean(ObservationRegistry.class, () -> observations)
        .withBean(FurnitureCatalog.class, () -> FurnitureCatalog.of(folder))
        .withInitializer(
            context ->
                observations
                    .observationConfig()
                    .observationHandler(new DefaultMeterObservationHandler(registry)));
  }

  /** As the actuator does once all beans are there. */
  private void bind(org.springframework.context.ApplicationContext context) {
    registry.config().meterFilter(context.getBean("maskloomHistograms", MeterFilter.class));
    context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(registry));
  }

  private static FusionRequest.Builder request() {
    return FusionRequest.builder(ImageSource.of(Pictures.photo(40, 20)))
        .mask(ImageSource.of(Pictures.mask(40, 20)))
        .wholeAnswer()
        .reference(ImageSource.of(Pictures.sofa()))
        .prompt(PROMPT);
  }

  @Test
  void aFusionIsAnObservationWithFewKeys() {
    application()
        .run(
            context -> {
              bind(context);
              FusionClient client = context.getBean(FusionClient.class);
              client.fuse(request().build()).close();
              client.close(); // Waits for those who have yet to hear of the call's end.

              TestObservationRegistryAssert.assertThat(observations)
                  .hasObservationWithNameEqualTo("maskloom.fusion")
                  .that()
                  .hasBeenStopped()
                  .hasLowCardinalityKeyValue("provider", "local")
                  .hasLowCardinalityKeyValue("operation", "fuse")
                  .hasLowCardinalityKeyValue("outcome", "succeeded")
                  .hasLowCardinalityKeyValue("delivery", "accepted");
              assertThat(registry.get("maskloom.fusion.active").longTaskTimer().getId().getTags())
                  .as("tags of what has not ended")
                  .extracting(Tag::getKey)
                  .containsExactlyInAnyOrder("provider", "operation");
              assertThat(registry.get("maskloom.fusion.images").counter().count()).isEqualTo(1);
              assertThat(registry.get("maskloom.fusion.upload").summary().totalAmount())
                  .isPositive();
            });
  }

  @Test
  void aFailedFusionSaysWhyAndHowFarItGot() {
    application()
        .run(
            context -> {
              bind(context);
              FusionClient client = context.getBean(FusionClient.class);
              Assertions.assertThatThrownBy(() -> client.fuse(request().count(100).build()))
                  .isInstanceOf(FusionRequestException.class);
              client.close();

              assertThat(
                      registry
                          .get("maskloom.fusion")
                          .tags("outcome", "failed", "delivery", "not_sent")
                          .tag("error", "FusionRequestException")
                          .timer()
                          .count())
                  .isEqualTo(1);
            });
  }

  @Test
  void compositesAreTimedAndMarkedInTheSpanOfTheirCaller() {
    application()
        .run(
            context -> {
              bind(context);
              MaskCompositor compositor = context.getBean(MaskCompositor.class);
              Observation.createNotStarted("caller", observations)
                  .observe(() -> composite(compositor));

              TestObservationRegistryAssert.assertThat(observations)
                  .hasObservationWithNameEqualTo("caller")
                  .that()
                  .hasEvent("maskloom.composite");
              Timer timer =
                  registry
                      .get("maskloom.work")
                      .tags("kind", "composite", "outcome", "done")
                      .timer();
              assertThat(timer.count()).isEqualTo(1);
              double[] seconds =
                  Stream.of(timer.takeSnapshot().histogramCounts())
                      .mapToDouble(bucket -> bucket.bucket() / 1e9)
                      .toArray();
              assertThat(seconds).startsWith(0.01).endsWith(300, 600);
            });
  }

  @Test
  void budgetAndCatalogAreShown() {
    application()
        .withPropertyValues("maskloom.memory.budget=64MB")
        .run(
            context -> {
              bind(context);
              assertThat(registry.get("maskloom.budget.ceiling").gauge().value())
                  .isEqualTo(64 << 20);
              assertThat(registry.get("maskloom.budget.reserved").gauge().value()).isZero();
              assertThat(registry.get("maskloom.budget.waiting").gauge().value()).isZero();
              assertThat(registry.get("maskloom.catalog.loads").functionCounter().count()).isZero();
            });
  }

  @Test
  void noTagHoldsWhatCameFromAPersonOrIsSecret() {
    application()
        .withPropertyValues("maskloom.fusion.ark.api-key=sk-secret")
        .run(
            context -> {
              bind(context);
              FusionClient client = context.getBean(FusionClient.class);
              client.fuse(request().build()).close();
              client.close();
              composite(context.getBean(MaskCompositor.class));
              List<String> tags =
                  registry.getMeters().stream()
                      .map(Meter::getId)
                      .flatMap(id -> id.getTags().stream())
                      .map(tag -> tag.getValue())
                      .toList();
              assertThat(tags).isNotEmpty().noneMatch(tag -> tag.contains(PROMPT));
              assertThat(tags).noneMatch(tag -> tag.contains("secret"));
            });
  }

  private static void composite(MaskCompositor compositor) {
    try {
      compositor.composite(
          ImageSource.of(Pictures.photo(40, 20)),
          ImageSource.of(Pictures.mask(40, 20)),
          ImageTarget.of(new ByteArrayOutputStream()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
