package io.github.maskloom.examples.micrometer;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Fusion calls, and composites, restorations and preparations, as Micrometer's timers and counters.
 * Copy it when a backend has metrics. Give it to {@code FusionConfig.builder().listener(metrics)},
 * and to every builder's {@code working(WorkOptions.DEFAULT.withListener(metrics))}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>meter<th>says<th>tags
 * <tr><td>{@code maskloom.fusion}<td>how long calls took, with their time in the queue
 *     <td>provider, outcome, delivery, error
 * <tr><td>{@code maskloom.fusion.running}, {@code .queued}<td>calls of a client that run and wait
 *     <td>provider
 * <tr><td>{@code maskloom.fusion.images}<td>images that came<td>provider
 * <tr><td>{@code maskloom.fusion.upload}<td>bytes of prepared images a call<td>provider
 * <tr><td>{@code maskloom.fusion.attempts.failed}<td>attempts that were repeated, or given up
 *     <td>provider, error, retried
 * <tr><td>{@code maskloom.fusion.usage}<td>what the service says was used<td>provider, unit
 * <tr><td>{@code maskloom.work}<td>how long composites, restorations, preparations and writes took,
 *     with their wait for memory<td>kind, strategy, outcome, error
 * <tr><td>{@code maskloom.work.reserved}<td>bytes of heap that a call reserved<td>kind
 * <tr><td>{@code maskloom.work.output}<td>bytes of results<td>kind
 * <tr><td>{@code maskloom.budget.reserved}, {@code .ceiling}<td>bytes of a budget<td>
 * <tr><td>{@code maskloom.budget.waiting}<td>calls that wait for bytes<td>
 * </table>
 *
 * <p>What may have been paid for nothing is {@code maskloom.fusion} with delivery {@code unknown}
 * or {@code accepted} and outcome {@code failed} or {@code cancelled}: the one to set an alarm on.
 * No tag holds what came from a person.
 *
 * @param registry what is reported to
 */
public record MaskloomMetrics(MeterRegistry registry) implements FusionListener, WorkListener {
  /**
   * The last bucket of histograms; Micrometer's own is half a minute, and a model takes minutes.
   */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Shows what of a budget is reserved. The process holds a budget as long as it is shown. */
  public MaskloomMetrics watch(MemoryBudget budget) {
    gauge("maskloom.budget.reserved", budget, MemoryBudget::reservedBytes)
        .baseUnit("bytes")
        .register(registry);
    gauge("maskloom.budget.ceiling", budget, MemoryBudget::ceilingBytes)
        .baseUnit("bytes")
        .register(registry);
    gauge("maskloom.budget.waiting", budget, MemoryBudget::waitingCount).register(registry);
    return this;
  }

  /** Shows how many calls of a client run and wait, also of one that is closed by then. */
  public MaskloomMetrics watch(FusionClient client) {
    Tags provider = Tags.of("provider", client.providerId());
    gauge("maskloom.fusion.running", client, watched -> watched.load().running())
        .tags(provider)
        .register(registry);
    gauge("maskloom.fusion.queued", client, watched -> watched.load().queued())
        .tags(provider)
        .register(registry);
    return this;
  }

  private static <T> Gauge.Builder<T> gauge(String name, T watched, ToDoubleFunction<T> value) {
    return Gauge.builder(name, watched, value).strongReference(true);
  }

  @Override
  public void onFinished(WorkRecord call) {
    Tags kind = Tags.of("kind", lowerCase(call.kind()));
    Timer.builder("maskloom.work")
        .tags(kind)
        .tag("strategy", call.strategy().map(MaskloomMetrics::lowerCase).orElse("none"))
        .tag("outcome", lowerCase(call.outcome()))
        .tag("error", call.error().orElse("none"))
        .publishPercentileHistogram()
        .maximumExpectedValue(LONGEST)
        .register(registry)
        .record(call.duration());
    summary("maskloom.work.reserved", kind).record((double) call.reservedBytes());
    if (call.outcome() == WorkRecord.Outcome.DONE) {
      summary("maskloom.work.output", kind).record((double) call.output().bytes());
    }
  }

  private DistributionSummary summary(String name, Tags tags) {
    return DistributionSummary.builder(name).tags(tags).baseUnit("bytes").register(registry);
  }

  @Override
  public void onProgress(FusionProgress progress) {
    if (progress instanceof FusionProgress.AttemptFailed failed) {
      String error = failed.failure().getClass().getSimpleName();
      String retried = String.valueOf(failed.retryAfter().isPresent());
      Tags provider = Tags.of("provider", failed.failure().failure().provider());
      Tags attempt = provider.and("error", error, "retried", retried);
      registry.counter("maskloom.fusion.attempts.failed", attempt).increment();
    }
  }

  @Override
  public void onFinished(FusionRecord call) {
    Tags provider = Tags.of("provider", call.provider());
    Timer.builder("maskloom.fusion")
        .tags(provider)
        .tag("outcome", lowerCase(call.outcome()))
        .tag("delivery", lowerCase(call.sent().delivery()))
        .tag("error", call.error().orElse("none"))
        .publishPercentileHistogram()
        .maximumExpectedValue(LONGEST)
        .register(registry)
        .record(call.duration());
    registry.counter("maskloom.fusion.images", provider).increment(call.received().images());
    summary("maskloom.fusion.upload", provider).record((double) call.sent().uploadBytes());
    call.received()
        .usage()
        .forEach(
            (unit, used) ->
                registry
                    .counter("maskloom.fusion.usage", provider.and("unit", unit))
                    .increment(used.doubleValue()));
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
