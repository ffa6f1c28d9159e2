package io.github.maskloom.spring;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The beans of meters, and of marks in traces. Without a registry nothing hears of them. */
@AutoConfiguration(after = MaskloomAutoConfiguration.class)
class MaskloomMetricsAutoConfiguration {
  /** Where Micrometer's metrics are there, which come with the actuator. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class Meters {
    @Bean
    @ConditionalOnMissingBean
    MaskloomMeters maskloomMeters(MemoryBudget budget, ObjectProvider<FurnitureCatalog> catalog) {
      return new MaskloomMeters(budget, Optional.ofNullable(catalog.getIfUnique()));
    }

    @Bean
    @ConditionalOnMissingBean(name = "maskloomHistograms")
    MeterFilter maskloomHistograms() {
      return new Histograms();
    }
  }

  /**
   * Marks a composite in the span of its caller once it has ended. Nobody hears of its beginning,
   * so it is no span of its own.
   */
  @Bean
  @Lazy
  @ConditionalOnMissingBean(name = "maskloomTraceMarks")
  WorkListener maskloomTraceMarks(ObjectProvider<ObservationRegistry> registry) {
    return new WorkListener() {
      @Override
      public void onFinished(WorkRecord work) {
        ObservationRegistry known = registry.getIfAvailable(() -> ObservationRegistry.NOOP);
        Observation current = known.getCurrentObservation();
        if (current != null) {
          String kind = work.kind().name().toLowerCase(Locale.ROOT);
          String outcome = work.outcome().name().toLowerCase(Locale.ROOT);
          current.event(Observation.Event.of("maskloom." + kind, kind + " " + outcome));
        }
      }
    };
  }

  /** Buckets in nanoseconds, from those of a composite to minutes of a model. What is set wins. */
  static final class Histograms implements MeterFilter {
    private static final double[] BUCKETS = {
      1e7, 2.5e7, 5e7, 1e8, 2.5e8, 5e8, 1e9, 2.5e9, 5e9, 1e10, 3e10, 6e10, 1.2e11, 3e11, 6e11
    };

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      boolean ours = id.getName().startsWith("maskloom.") && id.getType() == Meter.Type.TIMER;
      return ours
          ? config.merge(
              DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build())
          : config;
    }
  }
}
