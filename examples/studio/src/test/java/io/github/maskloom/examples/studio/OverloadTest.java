package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioServer.Answer;
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
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
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
  void asksToComeBackWhenMemoryIsUsedUp() throws Exception {
    byte[] picture = TestImages.photo("png", 30, 20);
    MemoryBudget budget = studio.bean(MemoryBudget.class);
    MemoryBudget.Reservation everything = budget.reserve(budget.ceilingBytes(), CancelSignal.NEVER);
    try (everything) {
      Answer refused = uploaded(picture);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("memory-budget");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(studio.folder().resolve("incoming")).isEmptyDirectory();
    }
    assertThat(uploaded(picture).status()).isEqualTo(201);
  }

  @Test
  void asksToComeBackWhenTheQueueIsFull() throws Exception {
    String photo = uploaded(TestImages.photo("png", 300, 200)).text("id");
    studio.put(
        "/api/photos/" + photo + "/mask", "image/png", TestImages.mask(300, 200, 60, 50, 90, 90));
    Answer running = begin(photo);
    assertThat(running.status()).isEqualTo(202);

    Answer refused = begin(photo);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("fusion-throttled");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    String path = "/api/fusions/" + running.text("id");
    FusionJob job = studio.bean(Fusions.class).find(running.text("id")).orElseThrow();
    assertThat(studio.delete(path).status()).isEqualTo(204);
    assertThat(studio.get(path).status()).isEqualTo(404);
    StudioServer.await(() -> job.view().state() == FusionJob.State.CANCELLED);
    File results = studio.folder().resolve("results").toFile();
    StudioServer.await(() -> Objects.requireNonNull(results.list()).length == 0);
  }

  private static Answer uploaded(byte[] picture) throws Exception {
    return studio.post("/api/photos", "image/png", picture);
  }

  private static Answer begin(String photo) throws Exception {
    return studio.postJson(
        "/api/fusions",
        "{\"photo\":\"%s\",\"furniture\":\"sofa_modern_teal.png\"}".formatted(photo));
  }
}
