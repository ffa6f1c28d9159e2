package io.github.maskloom.spring;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What an observation cannot say, as meters: images and bytes of fusions, composites once they have
 * ended, the budget and the catalog. No tag holds what came from a person. Threads: safe.
 */
final class MaskloomMeters implements MeterBinder, WorkListener, FusionListener {
  private final MemoryBudget budget;
  private final Optional<FurnitureCatalog> catalog;
  private final CompositeMeterRegistry all = new CompositeMeterRegistry();

  MaskloomMeters(MemoryBudget budget, Optional<FurnitureCatalog> catalog) {
    this.budget = budget;
    this.catalog = catalog;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    all.add(registry);
    bytes("maskloom.budget.reserved", MemoryBudget::reservedBytes, registry);
    bytes("maskloom.budget.ceiling", MemoryBudget::ceilingBytes, registry);
    Gauge.builder("maskloom.budget.waiting", budget, MemoryBudget::waitingCount)
        .description("Calls that wait for heap")
        .register(registry);
    catalog.ifPresent(known -> watch(known, registry));
  }

  private void bytes(String name, ToDoubleFunction<MemoryBudget> value, MeterRegistry registry) {
    Gauge.builder(name, budget, value).baseUnit("bytes").register(registry);
  }

  private static void watch(FurnitureCatalog catalog, MeterRegistry registry) {
    FunctionCounter.builder("maskloom.catalog.loads", catalog, known -> known.statistics().loads())
        .register(registry);
    FunctionCounter.builder(
            "maskloom.catalog.failures", catalog, known -> known.statistics().failures())
        .register(registry);
    FunctionCounter.builder("maskloom.catalog.hits", catalog, known -> known.statistics().hits())
        .register(registry);
  }

  @Override
  public void onFinished(WorkRecord work) {
    Timer.builder("maskloom.work")
        .tag("kind", lowerCase(work.kind()))
        .tag("strategy", work.strategy().map(MaskloomMeters::lowerCase).orElse("none"))
        .tag("outcome", lowerCase(work.outcome()))
        .tag("error", work.error().orElse("none"))
        .register(all)
        .record(work.duration());
    summary("maskloom.work.reserved", "kind", lowerCase(work.kind()))
        .record((double) work.reservedBytes());
  }

  @Override
  public void onProgress(FusionProgress progress) {
    if (progress instanceof FusionProgress.AttemptFailed failed) {
      String error = failed.failure().getClass().getSimpleName();
      String retried = String.valueOf(failed.retryAfter().isPresent());
      all.counter("maskloom.fusion.attempts.failed", "error", error, "retried", retried)
          .increment();
    }
  }

  @Override
  public void onFinished(FusionRecord call) {
    String provider = call.provider();
    all.counter("maskloom.fusion.images", "provider", provider).increment(call.received().images());
    summary("maskloom.fusion.upload", "provider", provider)
        .record((double) call.sent().uploadBytes());
    call.received()
        .usage()
        .forEach(
            (unit, used) ->
                all.counter("maskloom.fusion.usage", "provider", provider, "unit", unit)
                    .increment(used.doubleValue()));
  }

  private DistributionSummary summary(String name, String key, String value) {
    return DistributionSummary.builder(name).tag(key, value).baseUnit("bytes").register(all);
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
