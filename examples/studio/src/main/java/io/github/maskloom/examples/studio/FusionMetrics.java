package io.github.maskloom.examples.studio;

import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What goes through the fusion client, as metrics. */
@Component
final class FusionMetrics implements FusionListener {
  private final MeterRegistry registry;

  FusionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onProgress(FusionProgress progress) {
    if (progress instanceof FusionProgress.AttemptFailed attempt) {
      registry
          .counter(
              "fusion.attempts.failed",
              "provider",
              attempt.attempt().failure().failure().provider())
          .increment();
    }
  }

  @Override
  public void onFinished(FusionRecord call) {
    Timer.builder("fusion.calls")
        .description("Calls from their start to their end, with the time in the queue")
        .tag("provider", call.provider())
        .tag("outcome", call.outcome().name().toLowerCase(Locale.ROOT))
        .tag("error", call.error().orElse("none"))
        .register(registry)
        .record(call.duration());
    registry
        .counter("fusion.upload.bytes", "provider", call.provider())
        .increment((double) call.uploadBytes());
    registry.counter("fusion.images", "provider", call.provider()).increment(call.imagesReceived());
  }
}
