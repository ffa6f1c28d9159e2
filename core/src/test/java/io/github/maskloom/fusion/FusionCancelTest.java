package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.ACCEPTED;
import static io.github.maskloom.fusion.Delivery.NOT_SENT;
import static io.github.maskloom.fusion.Delivery.UNKNOWN;
import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.fusion.FusionRecord.Outcome.CANCELLED;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.image.ManualClock;
import io.github.maskloom.image.WorkListener.WorkRecord;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that wait, are cancelled, or meet the end of their client. */
class FusionCancelTest extends InFusionFolder {
  /** Longer than a test may take. */
  private static final Duration LONG = Duration.ofHours(1);

  private final Gate gate = new Gate();

  private FusionClient held(FusionConfig.Builder config) throws IOException {
    return FusionClient.open(gate.held(), config.build());
  }

  private FusionCall start(FusionClient client) throws IOException {
    return client.start(request().build());
  }

  /** Where a call is cancelled, and how far its request got; images that begin may be billed. */
  private enum Stage {
    PREPARING(FusionProgress.Preparing.class, NOT_SENT),
    UPLOADING(FusionProgress.Uploading.class, UNKNOWN),
    WAITING(FusionProgress.Waiting.class, UNKNOWN),
    DOWNLOADING(FusionProgress.Downloading.class, ACCEPTED),
    IMAGE_RECEIVED(FusionProgress.ImageReceived.class, ACCEPTED),
    RESTORING(FusionProgress.Restoring.class, ACCEPTED);

    final Class<? extends FusionProgress> progress;
    final Delivery delivery;

    Stage(Class<? extends FusionProgress> progress, Delivery delivery) {
      this.progress = progress;
      this.delivery = delivery;
    }
  }

  /** Cancels its call at the first progress of a stage, where the call waits for that. */
  private static final class CancelsAt implements FusionListener {
    private final Stage stage;
    private final CompletableFuture<FusionCall> call = new CompletableFuture<>();
    private final Gate cancelled = new Gate();
    private volatile boolean delivered;

    CancelsAt(Stage stage) {
      this.stage = stage;
    }

    private void at(Stage here) {
      if (here == stage) {
        cancelled.pass();
      }
    }

    private void at(Stage here, ProviderCall provided) {
      at(here);
      provided.cancellation().throwIfCancelled();
    }

    ScriptedProvider provider() {
      return acting(
          (request, provided) -> {
            provided.uploading(1, 2);
            at(Stage.UPLOADING, provided);
            provided.waiting();
            at(Stage.WAITING, provided);
            provided.downloading(0, 1);
            at(Stage.DOWNLOADING, provided);
            deliver(provided, 0, picture(6, 4));
            at(Stage.IMAGE_RECEIVED, provided);
            delivered = true;
          });
    }

    WorkOptions working() {
      return WorkOptions.DEFAULT.withListener(
          Heard.rows((done, total) -> at(delivered ? Stage.RESTORING : Stage.PREPARING)));
    }

    @Override
    public void onProgress(FusionProgress progress) {
      if (stage.progress.isInstance(progress)) {
        call.join().cancel();
        cancelled.open();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallEndsAtEveryStage(Stage stage) throws Exception {
    CancelsAt cancels = new CancelsAt(stage);
    FusionConfig config = config().working(cancels.working()).build();
    try (FusionClient client = FusionClient.open(cancels.provider(), config)) {
      FusionCall call =
          client.start(files.request().restore(RestoreOptions.DEFAULT).listener(cancels).build());
      cancels.call.complete(call);

      assertThatThrownBy(call::result).isInstanceOf(CancelledException.class);
    }
    assertRecorded(CANCELLED, stage.delivery);
  }

  @Test
  void aCallThatIsCancelledInTheQueueMakesRoomForAnother() throws Exception {
    ScriptedProvider provider = gate.held();
    FusionConfig config = config().maxConcurrent(1).maxQueued(1).build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      FusionCall running = start(client);
      gate.awaitReached();
      start(client).cancel();
      assertThat(journal.get(0).sent().delivery()).isEqualTo(NOT_SENT);
      FusionCall next = start(client);

      gate.open();
      get(running).discard();
      get(next).discard();
    }
    assertThat(provider.requests()).hasSize(2);
  }

  @Test
  void closingLetsRunningCallsGoOn() throws Exception {
    FusionClient client = open(gate.held());
    FusionCall running = start(client);
    gate.awaitReached();
    Thread closer = new Thread(client::close);
    closer.start();
    gate.open();
    closer.join();

    get(running).discard();
    assertThatThrownBy(() -> start(client)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingCancelsWhatDoesNotEndInTimeAndThoseWhoWaitHearOfThat() throws Exception {
    ScriptedProvider provider = gate.held();
    FusionClient client =
        FusionClient.open(
            provider, config().maxConcurrent(1).closeGrace(Duration.ofMillis(1)).build());
    FusionCall running = start(client);
    FusionCall queued = start(client);
    CompletableFuture<Throwable> waiter = CompletableFuture.supplyAsync(() -> failure(running));
    gate.awaitReached();

    client.close();
    client.close();

    assertThat(running.isDone() && queued.isDone()).isTrue();
    assertThat(waiter.get(30, SECONDS)).hasMessage("the client was closed");
    assertThat(delivery(waiter.get())).isEqualTo(UNKNOWN);
    assertThat(delivery(failure(queued))).isEqualTo(NOT_SENT);
    assertThat(provider.closed()).isEqualTo(1);
  }

  @Test
  void aWaiterWithAFallbackHearsOfTheClose() throws Exception {
    FusionClient client =
        open(ScriptedProvider.failing(down(NOT_SENT)))
            .withFallback(held(config().closeGrace(Duration.ZERO)));
    FusionCall call = start(client);
    gate.awaitReached();

    client.close();

    assertThatThrownBy(() -> get(call))
        .hasCauseInstanceOf(CancelledException.class)
        .cause()
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListenerMayCloseTheClientOfACall(boolean thatHasEnded) throws Exception {
    CompletableFuture<FusionClient> client = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    Runnable close =
        () -> {
          client.join().close();
          closed.countDown();
        };
    FusionListener closing =
        thatHasEnded
            ? HeardRecords.ends(record -> close.run())
            : HeardRecords.progress(progress -> close.run());
    client.complete(FusionClient.open(answering(), files.config().closeGrace(LONG).build()));

    client.join().fuse(files.request().listener(closing).build()).discard();

    assertThat(closed.await(30, SECONDS)).isTrue();
  }

  @Test
  void whatFollowsAFutureMayCloseTheClient() throws Exception {
    FusionClient client = FusionClient.open(answering(), config().closeGrace(LONG).build());

    start(client)
        .completion()
        .thenAccept(
            result -> {
              client.close();
              result.discard();
            })
        .toCompletableFuture()
        .get();
  }

  @Test
  void closingACallCancelsIt() throws Exception {
    try (FusionClient client = held(config().closeGrace(LONG))) {
      FusionCall call = start(client);
      gate.awaitReached();

      call.close();

      assertThatThrownBy(call::result).isInstanceOf(CancelledException.class);
    }
    assertRecorded(CANCELLED, UNKNOWN);
  }

  @Test
  void closingACallClosesItsResult() throws Exception {
    try (FusionClient client = open(answering())) {
      FusionCall call = start(client);
      CompletionStage<Integer> derived = call.completion().thenApply(r -> r.image().width());
      FusionResult result = taken(call.result());
      assertThat(derived.toCompletableFuture().get()).isEqualTo(result.image().width());

      call.cancel();
      assertThat(call.result()).as("what a cancel that is late leaves").isSameAs(result);
      Path image = result.image().file();
      call.close();
      call.close();

      assertThat(image).doesNotExist();
      assertThatThrownBy(result.image()::source).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(result.image()::file).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whoeverCompletesWhatFollowsChangesNothing() throws Exception {
    try (FusionClient client = open(gate.held());
        FusionCall call = start(client)) {
      gate.awaitReached();
      CompletableFuture<FusionResult> copy = call.completion().toCompletableFuture();
      CompletableFuture<FusionResult> derived =
          call.completion().thenApply(result -> result).toCompletableFuture();

      assertThat(copy.cancel(true)).isTrue();
      assertThat(derived.completeExceptionally(new IOException("mine"))).isTrue();

      assertThat(call.isDone()).isFalse();
      gate.open();
      assertThat(call.result().image().file()).isRegularFile();
    }
  }

  @Test
  void aStepThatTakesTooLongEndsACallBeforeItIsSent() throws IOException {
    WorkOptions working = WorkOptions.DEFAULT.withTimeout(Duration.ofNanos(1));
    assertThat(failure(answering(), config().working(working), request().build()))
        .isInstanceOf(CancelledCallException.class)
        .hasMessage("the time of 1 ns is over")
        .returns(NOT_SENT, InFusionFolder::delivery);
    assertRecorded(CANCELLED, NOT_SENT);
  }

  @Test
  void anImageThatCameIsKeptAlthoughRestoringTakesTooLong() throws IOException {
    ManualClock clock = new ManualClock();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              clock.passAtEachLook(LONG);
              deliver(call, 0, picture(30, 20));
            });
    WorkOptions working = clock.timeout(WorkOptions.DEFAULT, Duration.ofSeconds(1));
    fused(
        provider,
        config().working(working),
        restoring(),
        result -> {
          assertThat(result.image().unfinished()).isPresent();
          assertThat(result.image().modelImage().width()).isEqualTo(30);
        });
  }

  @Test
  void theListenerToWorkHearsOfTheStepsOfACall() throws IOException {
    List<WorkRecord> steps = new CopyOnWriteArrayList<>();
    WorkOptions working = WorkOptions.DEFAULT.withListener(Heard.ends(steps::add));
    fused(answering(), config().working(working), restoring(), result -> {});

    assertThat(steps)
        .extracting(WorkRecord::kind)
        .containsExactly(
            WorkRecord.Kind.COMPOSITE, WorkRecord.Kind.PREPARE, WorkRecord.Kind.RESTORE);
  }

  @Test
  void theSignalOfAConfigurationCancelsItsCalls() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              stopped.set(true);
              call.cancellation().throwIfCancelled();
            });
    WorkOptions working = WorkOptions.DEFAULT.withCancel(stopped::get);
    assertThat(failure(provider, config().working(working), request().build()))
        .isInstanceOf(CancelledException.class);
    assertRecorded(CANCELLED, UNKNOWN);
  }
}
