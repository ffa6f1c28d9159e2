package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class OverloadTest {
  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with("studio.upload.max-wait=0s").and(EndlessFusion.class);

  /** A provider that is never done, and a client that runs one call and lets none wait. */
  static class EndlessFusion {
    @Bean
    @Primary
    FusionClient endlessClient() throws IOException {
      return FusionClient.open(
          new EndlessProvider(),
          FusionConfig.builder().maxConcurrent(1).maxQueued(0).closeGrace(Duration.ZERO).build());
    }
  }

  private static final class EndlessProvider implements FusionProvider, ProviderSession {
    @Override
    public String id() {
      return "endless";
    }

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.DEFAULT;
    }

    @Override
    public ProviderSession open(ProviderConfig config) {
      return this;
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return capabilities();
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) {
      CountDownLatch cancelled = new CountDownLatch(1);
      var registration = call.cancellation().onCancel(cancelled::countDown);
      try (registration) {
        cancelled.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      call.cancellation().throwIfCancelled();
      return ProviderResponse.NONE;
    }

    @Override
    public void close() {}
  }

  @Test
  void asksToComeBackWhenTheQueueIsFull() throws Exception {
    String photo = studio.painted(300, 200);
    Answer running = studio.begin(photo, StudioClient.SOFA, "");
    assertThat(running.status()).isEqualTo(202);

    Answer refused = studio.begin(photo, StudioClient.SOFA, "");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("fusion-throttled");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    String path = "/api/fusions/" + running.text("id");
    FusionJob job = studio.bean(Fusions.class).find(running.text("id")).orElseThrow();
    assertThat(studio.delete(path).status()).isEqualTo(204);
    assertThat(studio.get(path).status()).isEqualTo(404);
    StudioClient.await(() -> job.view().state() == FusionJob.State.CANCELLED);
    File results = studio.folder().resolve("results").toFile();
    StudioClient.await(() -> Objects.requireNonNull(results.list()).length == 0);
  }
}
