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
import java.util.stream.DoubleStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters, and marks in traces. Without a registry nothing hears of them. */
@AutoConfiguration(after = MaskloomAutoConfiguration.class)
public class MaskloomMetricsAutoConfiguration {
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
  @ConditionalOnMissingBean(name = "maskloomTraceMarks")
  WorkListener maskloomTraceMarks(ObjectProvider<ObservationRegistry> registry) {
    return work -> {
      ObservationRegistry known = registry.getIfAvailable(() -> ObservationRegistry.NOOP);
      Observation current = known.getCurrentObservation();
      if (current != null) {
        String kind = work.kind().name().toLowerCase(Locale.ROOT);
        String outcome = work.outcome().name().toLowerCase(Locale.ROOT);
        current.event(Observation.Event.of("maskloom." + kind, kind + " " + outcome));
      }
    };
  }

  /** Buckets from milliseconds of a composite to minutes of a model. What is set goes first. */
  static final class Histograms implements MeterFilter {
    private static final double[] BUCKETS =
        DoubleStream.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
            .map(seconds -> seconds * 1e9)
            .toArray();

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
