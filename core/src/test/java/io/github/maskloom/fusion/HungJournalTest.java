package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A journal on a file server that does not answer. */
@Timeout(60)
class HungJournalTest extends InFusionFolder {
  private final CountDownLatch answers = new CountDownLatch(1);
  private final FusionJournal journal =
      new FusionJournal() {
        @Override
        public void append(FusionRecord call) {
          hang();
        }

        @Override
        public void sending(Sending request) {
          hang();
        }
      };

  private void hang() {
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void answers() {
    answers.countDown();
  }

  @Test
  void aCallEndsAndItsClientCloses() throws Exception {
    FusionConfig config =
        files.config().journal(journal).jobs(JobStore.NONE).closeGrace(Duration.ZERO).build();
    FusionClient client = FusionClient.open(new QueueingProvider(QueueingProvider::image), config);

    try (FusionResult result = client.fuse(files.request().build())) {
      assertThat(result.image().isPresent()).isTrue();
      result.discard();
    }

    client.close();
  }

  @Test
  void aCallThatWaitsForItsServiceEndsWithItsClient() throws Exception {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::untilCancelled);
    FusionConfig config =
        files.config().journal(journal).jobs(JobStore.NONE).closeGrace(Duration.ZERO).build();
    FusionClient client = FusionClient.open(provider, config);
    FusionCall call = client.start(files.request().build());

    client.close();

    assertThat(call.isDone()).isTrue();
  }
}
