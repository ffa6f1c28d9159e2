package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners and journals hear of a call. */
@Timeout(60)
class FusionNewsTest extends InFusionFolder {
  @Test
  void tellsHowACallGoesOn() throws IOException {
    List<FusionProgress> heard = new CopyOnWriteArrayList<>();
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            heard.add(progress);
          }
        };

    files.fuse(
        ScriptedProvider.answering(),
        files.request().restore(RestoreOptions.DEFAULT).count(2).listener(listener).build());

    assertThat(heard)
        .filteredOn(progress -> !(progress instanceof FusionProgress.Heartbeat))
        .startsWith(
            new FusionProgress.Preparing("photo", 1),
            new FusionProgress.Preparing("reference", 1),
            new FusionProgress.Uploading(10, 10),
            new FusionProgress.Waiting(),
            new FusionProgress.ImageReceived(0, 1, 2),
            new FusionProgress.ImageReceived(1, 2, 2))
        .endsWith(new FusionProgress.Restoring(1, 40, 40));
  }

  @Test
  void aListenerThatBlocksHoldsUpNobody() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    HeardRecords heard = new HeardRecords();
    List<String> late = new CopyOnWriteArrayList<>();
    FusionListener blocking =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            blocked.countDown();
            Uninterruptibles.awaitUninterruptibly(goOn);
          }

          @Override
          public void onFinished(FusionRecord record) {
            late.add("ended");
          }
        };
    FusionConfig config = heard.in(files.config()).maxConcurrent(1).listener(blocking).build();
    try (FusionClient client = FusionClient.open(untilCancelledThenAnswering(), config)) {
      FusionCall cancelled = client.start(files.request().prompt("cancel").build());
      assertThat(blocked.await(30, SECONDS)).isTrue();
      cancelled.cancel();
      assertThatThrownBy(cancelled::result).isInstanceOf(CancelledException.class);
      client.fuse(files.request().build()).discard();
      client.fuse(files.request().listener(blocking).build()).discard();
    }
    assertThat(heard.journal).hasSize(3);
    assertThat(late).isEmpty();

    goOn.countDown();
    while (late.size() < 4) {
      Thread.onSpinWait();
    }
    assertThat(late).hasSize(4);
  }

  private static ScriptedProvider untilCancelledThenAnswering() {
    return ScriptedProvider.doing(
        (request, call) -> {
          if (request.prompt().equals("cancel")) {
            Rendezvous.awaitCancel(call, new CountDownLatch(1));
          }
          ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(6, 4));
          return ProviderResponse.NONE;
        });
  }

  @Test
  void whileAModelWorksEachSecondHasAHeartbeat() throws Exception {
    List<FusionProgress> heard = new CopyOnWriteArrayList<>();
    CountDownLatch beats = new CountDownLatch(2);
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            heard.add(progress);
            if (progress instanceof FusionProgress.Heartbeat) {
              beats.countDown();
            }
          }
        };
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.waiting();
              Uninterruptibles.awaitUninterruptibly(beats);
              ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient client = files.open(provider);
        FusionCall call = client.start(files.request().listener(listener).build())) {
      assertThat(taken(call.result()).images()).hasSize(1);
      assertThat(call.progress().stage()).isEqualTo(FusionProgress.Stage.DOWNLOADING);
    }

    assertThat(heard)
        .filteredOn(FusionProgress.Heartbeat.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(beat -> beat.stage() == FusionProgress.Stage.WAITING);
  }

  @Test
  void aListenerAndAJournalThatThrowHarmNobody() throws IOException {
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onFinished(FusionRecord record) {
            throw new IllegalStateException("listener");
          }
        };
    FusionConfig config =
        files
            .config()
            .listener(listener)
            .journal(
                call -> {
                  throw new IOException("disk full");
                })
            .build();
    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config);
        FusionResult result = taken(client.fuse(files.request().listener(listener).build()))) {
      assertThat(result.image().isPresent()).isTrue();
    }
  }

  @Test
  void writesALineAboutEachCallWithoutItsWords() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    FusionConfig config = files.config().journal(FusionJournal.file(journal)).build();
    ScriptedProvider provider = ScriptedProvider.answering();
    try (FusionClient client = FusionClient.open(provider, config)) {
      client.fuse(files.request().build()).discard();
      assertThatThrownBy(() -> client.fuse(files.request().count(9).build()))
          .isInstanceOf(FusionRequestException.class);
    }

    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains(
            "\"provider\":\"scripted\"",
            "\"model\":\"gray-1\"",
            "\"outcome\":\"SUCCEEDED\"",
            "\"delivery\":\"ACCEPTED\"",
            "\"serverRequestId\":\"server-7\"",
            "\"sentWidth\":60",
            "\"promptCharacters\":14",
            "\"usage\":{\"images\":1}")
        .doesNotContain("sofa");
    assertThat(lines.get(1))
        .contains(
            "\"outcome\":\"FAILED\"",
            "\"error\":\"FusionRequestException\"",
            "\"delivery\":\"NOT_SENT\"");
  }
}
