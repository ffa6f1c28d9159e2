package io.github.maskloom.examples.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MaskloomMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MaskloomMetrics metrics = new MaskloomMetrics(registry);

  @Test
  void timesACallAndCountsItsImages(@TempDir Path folder) throws IOException {
    try (FusionClient client = client()) {
      client.fuse(request(folder).count(2).build()).discard();
    }

    assertThat(
            registry
                .get("maskloom.fusion")
                .tags("provider", "local", "outcome", "succeeded", "error", "none")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isPositive();
    assertThat(registry.get("maskloom.fusion.images").counter().count()).isEqualTo(2);
    assertThat(registry.get("maskloom.fusion.upload").summary().totalAmount()).isPositive();
  }

  @Test
  void timesAComposite(@TempDir Path folder) throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(64 << 20);
    WorkOptions work = WorkOptions.DEFAULT.withBudget(budget).withListener(metrics.watch(budget));
    Path output = request(folder).build().photo().path().orElseThrow();
    Path mask = folder.resolve("mask.png");

    MaskCompositor.create().withWork(work).composite(output, mask, folder.resolve("result.png"));
    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withWork(work.withTimeout(Duration.ofNanos(1)))
                    .composite(output, mask, folder.resolve("late.png")))
        .isInstanceOf(CancelledException.class);

    assertThat(
            registry
                .get("maskloom.work")
                .tags("kind", "composite", "strategy", "splice", "outcome", "done")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isPositive();
    assertThat(
            registry
                .get("maskloom.work")
                .tags("outcome", "cancelled", "error", "CancelledException")
                .timer()
                .count())
        .isOne();
    assertThat(registry.get("maskloom.work.output").summary().count()).isOne();
    assertThat(registry.get("maskloom.work.reserved").summary().max()).isPositive();
    assertThat(registry.get("maskloom.budget.ceiling").gauge().value()).isEqualTo(64 << 20);
    assertThat(registry.get("maskloom.budget.reserved").gauge().value()).isZero();
    assertThat(registry.get("maskloom.budget.waiting").gauge().value()).isZero();
  }

  @Test
  void tellsHowFarAFailedCallGot(@TempDir Path folder) throws IOException {
    try (FusionClient client = client()) {
      assertThatThrownBy(() -> client.fuse(request(folder).count(100).build()))
          .isInstanceOf(FusionRequestException.class);
    }

    assertThat(
            registry
                .get("maskloom.fusion")
                .tags("outcome", "failed", "delivery", "not_sent")
                .tag("error", "FusionRequestException")
                .timer()
                .count())
        .isOne();
  }

  @Test
  void countsAttemptsThatAreRepeated() {
    FusionThrottledException busy =
        new FusionThrottledException("busy", FusionException.Failure.notSent("local"));

    metrics.onProgress(
        new FusionProgress.AttemptFailed(1, busy, Optional.of(Duration.ofSeconds(1))));

    assertThat(
            registry
                .get("maskloom.fusion.attempts.failed")
                .tags("provider", "local")
                .tags("error", "FusionThrottledException", "retried", "true")
                .counter()
                .count())
        .isOne();
  }

  @Test
  void histogramsReachTheMinutesThatAModelTakes(@TempDir Path folder) throws IOException {
    List<Double> last = new ArrayList<>();
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public DistributionStatisticConfig configure(
                  Meter.Id id, DistributionStatisticConfig config) {
                if (id.getType() == Meter.Type.TIMER) {
                  last.add(config.getHistogramBuckets(true).last());
                }
                return config;
              }
            });
    try (FusionClient client = client()) {
      client.fuse(request(folder).build()).discard();
    }

    assertThat(last)
        .isNotEmpty()
        .allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(10 * 60 * 1e9));
  }

  @Test
  @Timeout(60)
  void showsWhatRunsAndWaits(@TempDir Path folder) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    FusionConfig one = FusionConfig.builder().maxConcurrent(1).build();
    ImageSource held =
        ImageSource.reopening(
            () -> {
              asked.countDown();
              await(answer);
              throw new IOException("there is no image");
            },
            1);
    FusionRequest request = request(folder).build().withSources(image -> held);
    try (FusionClient client = FusionClient.open(one)) {
      metrics.watch(client);
      FusionCall first = client.start(request);
      asked.await();
      FusionCall second = client.start(request);

      assertThat(registry.get("maskloom.fusion.running").tags("provider", "local").gauge().value())
          .isOne();
      assertThat(registry.get("maskloom.fusion.queued").gauge().value()).isOne();

      answer.countDown();
      assertThatThrownBy(first::result).isInstanceOf(Exception.class);
      assertThatThrownBy(second::result).isInstanceOf(Exception.class);
      assertThat(registry.get("maskloom.fusion.running").gauge().value()).isZero();
      assertThat(registry.get("maskloom.fusion.queued").gauge().value()).isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FusionClient client() throws IOException {
    return FusionClient.open(FusionConfig.builder().listener(metrics).build());
  }

  private static FusionRequest.Builder request(Path folder) throws IOException {
    BufferedImage output = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    BufferedImage mask = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
    mask.createGraphics().fillRect(10, 5, 20, 10);
    BufferedImage sofa = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    var canvas = sofa.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 20, 10);
    canvas.setColor(Color.RED);
    canvas.fillRect(5, 2, 10, 6);
    return FusionRequest.builder(written(output, folder.resolve("output.png")))
        .mask(written(mask, folder.resolve("mask.png")))
        .wholeAnswer()
        .reference(written(sofa, folder.resolve("sofa.png")));
  }

  private static Path written(BufferedImage picture, Path file) throws IOException {
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
