package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import java.io.File;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A studio that runs one call, which is never done, and lets none wait. */
class OverloadTest {
  private static final OpenAiServer OPENAI = new OpenAiServer();

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "studio.provider=openai",
          "maskloom.fusion.openai.api-key=sk-test",
          "maskloom.fusion.openai.base-url=" + OPENAI.baseUrl(),
          "studio.fallback-to-local=false",
          "maskloom.fusion.max-concurrent=1",
          "maskloom.fusion.max-queued=0",
          "maskloom.fusion.close-grace=0s");

  @AfterAll
  static void close() {
    OPENAI.close();
  }

  @Test
  void asksToComeBackWhenTheQueueIsFull() throws Exception {
    OPENAI.answer(
        io.github.maskloom.testing.internal.server.Answer.stalledError(200, new CountDownLatch(1)));
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
