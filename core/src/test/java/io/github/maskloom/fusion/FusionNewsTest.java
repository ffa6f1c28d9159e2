package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What listeners and journals hear of a call. */
class FusionNewsTest extends InFusionFolder {
  private final List<FusionProgress> progress = new CopyOnWriteArrayList<>();

  @Test
  void aListenerHearsHowACallGoesOn() throws IOException {
    FusionListener listener = HeardRecords.progress(progress::add);

    fused(
        answering(),
        files.request().restore(RestoreOptions.DEFAULT).count(2).listener(listener).build());

    assertThat(progress)
        .filteredOn(each -> !(each instanceof FusionProgress.Heartbeat))
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
    Gate blocked = new Gate();
    CountDownLatch late = new CountDownLatch(4);
    FusionListener blocking =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress heard) {
            blocked.pass();
          }

          @Override
          public void onFinished(FusionRecord record) {
            late.countDown();
          }
        };
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              if (request.prompt().equals("cancel")) {
                new Gate().passUnlessCancelled(call);
              }
              deliver(call, 0, picture(6, 4));
            });
    FusionConfig config = config().maxConcurrent(1).listener(blocking).build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      FusionCall cancelled = client.start(request().prompt("cancel").build());
      blocked.awaitReached();
      cancelled.cancel();
      assertThat(failure(cancelled)).isInstanceOf(CancelledException.class);
      client.fuse(request().build()).discard();
      client.fuse(files.request().listener(blocking).build()).discard();
    }
    assertThat(journal).hasSize(3);
    assertThat(late.getCount()).as("ends that are not heard yet").isEqualTo(4);

    blocked.open();
    late.await();
  }

  @Test
  void whileAModelWorksEachSecondHasAHeartbeat() throws Exception {
    CountDownLatch beats = new CountDownLatch(2);
    FusionListener listener =
        HeardRecords.progress(
            heard -> {
              if (heard instanceof FusionProgress.Heartbeat) {
                progress.add(heard);
                beats.countDown();
              }
            });
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              call.waiting();
              Uninterruptibles.awaitUninterruptibly(beats);
              deliver(call, 0, picture(6, 4));
            });
    try (FusionClient client = open(provider);
        FusionCall call = client.start(files.request().listener(listener).build())) {
      assertThat(taken(call.result()).images()).hasSize(1);
      assertThat(call.progress().stage()).isEqualTo(FusionProgress.Stage.DOWNLOADING);
    }

    assertThat(progress)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(beat -> beat.stage() == FusionProgress.Stage.WAITING);
  }

  @Test
  void previewsAreOnDiskUntilTheResultIsClosed() throws Exception {
    List<Path> previews = new CopyOnWriteArrayList<>();
    CountDownLatch heard = new CountDownLatch(2);
    FusionListener listener =
        HeardRecords.progress(
            each -> {
              if (each instanceof FusionProgress.Preview preview) {
                assertThat(preview.number()).isEqualTo(previews.size());
                previews.add(preview.image().path().orElseThrow());
                heard.countDown();
              }
            });
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              for (int number = 0; number < 2; number++) {
                ImageTarget target = call.preview(0, number).orElseThrow();
                try (ImageTarget.Draft draft = target.openDraft()) {
                  draft.stream().write(number);
                  draft.commit();
                }
              }
              deliver(call, 0, picture(6, 4));
            });
    try (FusionClient client = open(provider)) {
      FusionResult result = taken(client.fuse(files.request().listener(listener).build()));
      heard.await();
      assertThat(previews).hasSize(2).allSatisfy(file -> assertThat(file).exists());
      assertThat(Files.readAllBytes(previews.get(1))).containsExactly(1);
      result.close();
    }
    assertThat(previews).allSatisfy(file -> assertThat(file).doesNotExist());
  }
}
