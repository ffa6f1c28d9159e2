package io.github.maskloom.examples.micrometer;

import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/**
 * Fusion calls as Micrometer's timers and counters. Copy it when a backend has metrics, and give it
 * to {@code FusionConfig.builder().listener(new FusionMetrics(registry))}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>meter<th>says<th>tags
 * <tr><td>{@code maskloom.fusion}<td>how long calls took, with their time in the queue
 *     <td>provider, outcome, delivery, error
 * <tr><td>{@code maskloom.fusion.images}<td>images that came<td>provider
 * <tr><td>{@code maskloom.fusion.upload}<td>bytes of prepared images a call<td>provider
 * <tr><td>{@code maskloom.fusion.attempts.failed}<td>attempts that were repeated, or given up
 *     <td>error, retried
 * <tr><td>{@code maskloom.fusion.usage}<td>what the service says was used<td>provider, unit
 * </table>
 *
 * <p>What may have been paid for nothing is {@code maskloom.fusion} with delivery {@code unknown}
 * or {@code accepted} and outcome {@code failed} or {@code cancelled}: the one to set an alarm on.
 * No tag holds what came from a person.
 */
public final class FusionMetrics implements FusionListener {
  private final MeterRegistry registry;

  /** Reports to a registry. */
  public FusionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onProgress(FusionProgress progress) {
    if (progress instanceof FusionProgress.AttemptFailed failed) {
      String error = failed.attempt().failure().getClass().getSimpleName();
      String retried = String.valueOf(failed.attempt().retryAfter().isPresent());
      Counter.builder("maskloom.fusion.attempts.failed")
          .tags("error", error, "retried", retried)
          .register(registry)
          .increment();
    }
  }

  @Override
  public void onFinished(FusionRecord call) {
    Tags provider = Tags.of("provider", call.provider());
    Timer.builder("maskloom.fusion")
        .tags(provider)
        .tag("outcome", lowerCase(call.outcome()))
        .tag("delivery", lowerCase(call.delivery()))
        .tag("error", call.error().orElse("none"))
        .publishPercentileHistogram()
        .register(registry)
        .record(call.duration());
    Counter.builder("maskloom.fusion.images")
        .tags(provider)
        .register(registry)
        .increment(call.imagesReceived());
    DistributionSummary.builder("maskloom.fusion.upload")
        .tags(provider)
        .baseUnit("bytes")
        .register(registry)
        .record((double) call.uploadBytes());
    call.usage()
        .forEach(
            (unit, used) ->
                Counter.builder("maskloom.fusion.usage")
                    .tags(provider)
                    .tag("unit", unit)
                    .register(registry)
                    .increment(used.doubleValue()));
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
