package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.fusion.Rendezvous.get;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ManualClock;
import io.github.maskloom.image.WorkListener.WorkRecord;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that wait, are cancelled, or meet the end of their client. */
@Timeout(60)
class FusionCancelTest extends InFusionFolder {
  private final List<FusionRecord> records = new CopyOnWriteArrayList<>();
  private final CountDownLatch recorded = new CountDownLatch(1);

  /** Cancels its call at the first progress of a kind. */
  private final class CancelsAt implements FusionListener {
    private final Class<? extends FusionProgress> stage;
    private final CompletableFuture<FusionCall> call = new CompletableFuture<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    CancelsAt(Class<? extends FusionProgress> stage) {
      this.stage = stage;
    }

    /** Waits for the cancel, if this is where it comes. */
    void awaitCancel(Class<? extends FusionProgress> here) {
      if (here == stage) {
        Uninterruptibles.awaitUninterruptibly(cancelled);
      }
    }

    @Override
    public void onProgress(FusionProgress progress) {
      if (stage.isInstance(progress)) {
        call.join().cancel();
        cancelled.countDown();
      }
    }

    @Override
    public void onFinished(FusionRecord record) {
      records.add(record);
      recorded.countDown();
    }
  }

  /** A provider that goes on from where its call is to be cancelled only when it is. */
  private static ScriptedProvider slow(CancelsAt listener, AtomicBoolean delivered) {
    return ScriptedProvider.doing(
        (request, call) -> {
          call.uploading(1, 2);
          listener.awaitCancel(FusionProgress.Uploading.class);
          throwIfCancelled(call);
          call.waiting();
          listener.awaitCancel(FusionProgress.Waiting.class);
          throwIfCancelled(call);
          call.downloading(0, 1);
          listener.awaitCancel(FusionProgress.Downloading.class);
          throwIfCancelled(call);
          deliver(call, 0, picture(6, 4));
          listener.awaitCancel(FusionProgress.ImageReceived.class);
          throwIfCancelled(call);
          delivered.set(true);
          return ProviderResponse.NONE;
        });
  }

  private static void throwIfCancelled(ProviderCall call) {
    call.cancellation().throwIfCancelled();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        FusionProgress.Preparing.class,
        FusionProgress.Uploading.class,
        FusionProgress.Waiting.class,
        FusionProgress.Downloading.class,
        FusionProgress.ImageReceived.class,
        FusionProgress.Restoring.class
      })
  void endsAtEveryStage(Class<? extends FusionProgress> stage) throws Exception {
    CancelsAt listener = new CancelsAt(stage);
    AtomicBoolean delivered = new AtomicBoolean();
    WorkOptions working =
        WorkOptions.DEFAULT.withListener(
            Heard.rows(
                (done, total) ->
                    listener.awaitCancel(
                        delivered.get()
                            ? FusionProgress.Restoring.class
                            : FusionProgress.Preparing.class)));
    FusionConfig config = files.config().working(working).build();
    try (FusionClient client = open(slow(listener, delivered), config)) {
      FusionCall call =
          client.start(files.request().restore(RestoreOptions.DEFAULT).listener(listener).build());
      listener.call.complete(call);

      assertThatThrownBy(call::result).isInstanceOf(CancelledException.class);
      assertThat(recorded.await(30, SECONDS)).isTrue();
    }
    assertThat(records).hasSize(1);
    assertThat(records.get(0).outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
    assertThat(records.get(0).sent().delivery()).isEqualTo(deliveryAt(stage));
  }

  /** An image that has begun to come may be billed. */
  private static Delivery deliveryAt(Class<? extends FusionProgress> stage) {
    if (stage == FusionProgress.Preparing.class) {
      return Delivery.NOT_SENT;
    }
    boolean sent = stage == FusionProgress.Uploading.class || stage == FusionProgress.Waiting.class;
    return sent ? Delivery.UNKNOWN : Delivery.ACCEPTED;
  }

  @Test
  void wakesAProviderThatWaitsForSomethingElse() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicBoolean hungUp = new AtomicBoolean();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              CountDownLatch socket = new CountDownLatch(1);
              Cancellation.Registration registration =
                  call.cancellation().onCancel(socket::countDown);
              waiting.countDown();
              Uninterruptibles.awaitUninterruptibly(socket);
              registration.close();
              hungUp.set(true);
              throw new IOException("socket closed");
            });
    try (FusionClient client = open(provider, files.config().build())) {
      FusionCall call = client.start(files.request().build());
      assertThat(waiting.await(30, SECONDS)).isTrue();

      call.cancel();
    }

    assertThat(hungUp).isTrue();
  }

  @Test
  void anInterruptOfTheCallerCancelsTheCall() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, new CountDownLatch(1));
    try (FusionClient client = open(provider, files.config().build())) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicBoolean flag = new AtomicBoolean();
      Thread caller =
          new Thread(
              () -> {
                try {
                  client.fuse(files.request().build()).discard();
                } catch (IOException | RuntimeException e) {
                  thrown.set(e);
                  flag.set(Thread.currentThread().isInterrupted());
                }
              });
      caller.start();
      assertThat(waiting.await(30, SECONDS)).isTrue();
      caller.interrupt();
      caller.join();

      assertThat(thrown.get())
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN));
      assertThat(flag).isTrue();
    }
  }

  @Test
  void aCancelThatComesTooLateLeavesNothing() throws Exception {
    try (FusionClient client = open(ScriptedProvider.answering(), files.config().build())) {
      FusionCall call = client.start(files.request().build());
      FusionResult result = taken(call.result());

      call.cancel();

      assertThat(call.result()).isSameAs(result);
      call.close();
    }
  }

  @Test
  void refusesWhatTheQueueCannotHold() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    FusionConfig config = files.config().maxConcurrent(1).maxQueued(1).build();
    try (FusionClient client = open(blocking(waiting, release), config)) {
      FusionCall running = client.start(files.request().build());
      assertThat(waiting.await(30, SECONDS)).isTrue();
      FusionCall queued = client.start(files.request().build());
      FusionCall refused = client.start(files.request().build());

      assertThatThrownBy(() -> get(refused))
          .hasCauseInstanceOf(FusionThrottledException.class)
          .cause()
          .satisfies(
              e ->
                  assertThat(((FusionThrottledException) e).delivery())
                      .isEqualTo(Delivery.NOT_SENT));
      release.countDown();
      get(running).discard();
      get(queued).discard();
    }
  }

  @Test
  void aCallThatIsCancelledInTheQueueMakesRoomForAnother() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, release);
    FusionConfig config = files.config().maxConcurrent(1).maxQueued(1).build();
    try (FusionClient client = open(provider, config)) {
      FusionCall running = client.start(files.request().build());
      assertThat(waiting.await(30, SECONDS)).isTrue();
      FusionCall queued =
          client.start(
              files.request().listener(new CancelsAt(FusionProgress.Waiting.class)).build());
      queued.cancel();
      FusionCall next = client.start(files.request().build());

      release.countDown();
      get(running).discard();
      get(next).discard();
    }

    assertThat(provider.requests()).hasSize(2);
    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.NOT_SENT);
  }

  @Test
  void closingLetsRunningCallsGoOn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    FusionClient client = open(blocking(waiting, release), files.config().build());
    FusionCall running = client.start(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();
    Thread closer = new Thread(client::close);
    closer.start();
    release.countDown();
    closer.join();

    try (FusionResult result = taken(get(running))) {
      assertThat(result.image().isPresent()).isTrue();
    }
    assertThatThrownBy(() -> client.start(files.request().build()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingCancelsWhatDoesNotEndInTime() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, new CountDownLatch(1));
    FusionConfig config = files.config().maxConcurrent(1).closeGrace(Duration.ofMillis(1)).build();
    FusionClient client = open(provider, config);
    FusionCall running = client.start(files.request().build());
    FusionCall queued = client.start(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();

    client.close();
    client.close();

    assertThat(running.isDone()).isTrue();
    assertThatThrownBy(() -> get(running))
        .cause()
        .asInstanceOf(type(CancelledCallException.class))
        .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN));
    assertThat(queued.isDone()).isTrue();
    assertThatThrownBy(() -> get(queued))
        .cause()
        .asInstanceOf(type(CancelledCallException.class))
        .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT));
    assertThat(provider.closed()).isEqualTo(1);
  }

  @Test
  void whoWaitsForACallHearsThatTheClientWasClosed() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, new CountDownLatch(1));
    FusionClient client = open(provider, files.config().closeGrace(Duration.ZERO).build());
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> thrown.complete(catchThrowable(() -> client.fuse(files.request().build()))));
    caller.start();
    assertThat(waiting.await(30, SECONDS)).isTrue();

    client.close();

    assertThat(thrown.get())
        .asInstanceOf(type(CancelledCallException.class))
        .satisfies(
            e -> {
              assertThat(e).hasMessage("the client was closed");
              assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN);
            });
    caller.join();
  }

  @Test
  void aWaiterWithAFallbackHearsOfTheClose() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    FusionConfig config = files.config().closeGrace(Duration.ZERO).build();
    FusionClient client =
        open(
                ScriptedProvider.doing(
                    (request, call) -> {
                      throw new FusionServiceException(
                          "500", FusionException.Failure.notSent("scripted"));
                    }),
                config)
            .withFallback(open(blocking(waiting, new CountDownLatch(1)), config));
    FusionCall call = client.start(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();

    client.close();

    assertThatThrownBy(() -> get(call))
        .hasCauseInstanceOf(CancelledException.class)
        .cause()
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void aListenerMayCloseTheClientWhileItsCallGoesOn() throws Exception {
    CompletableFuture<FusionClient> client = new CompletableFuture<>();
    // Longer than this test may take.
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    FusionListener closing =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            client.join().close();
          }

          @Override
          public void onFinished(FusionRecord record) {
            recorded.countDown();
          }
        };
    client.complete(open(ScriptedProvider.answering(), config));

    try (FusionResult result =
        taken(client.join().fuse(files.request().listener(closing).build()))) {
      assertThat(result.image().isPresent()).isTrue();
    }
    assertThat(recorded.await(30, SECONDS)).isTrue();
  }

  @Test
  void aListenerMayCloseTheClientWhenItsCallHasEnded() throws Exception {
    CompletableFuture<FusionClient> client = new CompletableFuture<>();
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    FusionListener closing =
        new FusionListener() {
          @Override
          public void onFinished(FusionRecord record) {
            client.join().close();
            recorded.countDown();
          }
        };
    client.complete(open(ScriptedProvider.answering(), config));

    try (FusionResult result =
        taken(client.join().fuse(files.request().listener(closing).build()))) {
      assertThat(result.image().isPresent()).isTrue();
    }
    assertThat(recorded.await(30, SECONDS)).isTrue();
  }

  @Test
  void whatFollowsAFutureMayCloseTheClient() throws Exception {
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    FusionClient client = open(ScriptedProvider.answering(), config);

    client
        .start(files.request().build())
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
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, new CountDownLatch(1));
    // Longer than this test may take.
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    try (FusionClient client = open(provider, config)) {
      FusionCall call =
          client.start(
              files.request().listener(new CancelsAt(FusionProgress.Restoring.class)).build());
      assertThat(waiting.await(30, SECONDS)).isTrue();

      call.close();

      assertThatThrownBy(call::result).isInstanceOf(CancelledException.class);
      assertThat(recorded.await(30, SECONDS)).isTrue();
    }
    assertThat(records.get(0).outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
  }

  @Test
  void closingACallClosesItsResult() throws Exception {
    try (FusionClient client = open(ScriptedProvider.answering(), files.config().build())) {
      FusionCall call = client.start(files.request().build());
      CompletionStage<Integer> derived = call.completion().thenApply(r -> r.image().width());
      FusionResult result = taken(call.result());
      assertThat(derived.toCompletableFuture().get()).isEqualTo(result.image().width());

      call.close();
      call.close();

      assertThat(result.image().file()).doesNotExist();
      assertThatThrownBy(() -> result.image().source()).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whoeverCompletesWhatFollowsChangesNothing() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (FusionClient client = open(blocking(waiting, release), files.config().build());
        FusionCall call = client.start(files.request().build())) {
      assertThat(waiting.await(30, SECONDS)).isTrue();
      CompletableFuture<FusionResult> copy = call.completion().toCompletableFuture();
      CompletableFuture<FusionResult> derived =
          call.completion().thenApply(result -> result).toCompletableFuture();

      assertThat(copy.cancel(true)).isTrue();
      assertThat(derived.completeExceptionally(new IOException("mine"))).isTrue();

      assertThat(call.isDone()).isFalse();
      release.countDown();
      assertThat(call.result().image().file()).isRegularFile();
    }
  }

  /** Waits in the call until it is released or interrupted. */
  private static ScriptedProvider blocking(CountDownLatch waiting, CountDownLatch release) {
    return ScriptedProvider.doing(
        (request, call) -> {
          waiting.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
          }
          deliver(call, 0, picture(6, 4));
          return ProviderResponse.NONE;
        });
  }

  private static FusionClient open(ScriptedProvider provider, FusionConfig config)
      throws IOException {
    return FusionClient.open(provider, config);
  }

  @Test
  void aStepThatTakesTooLongEndsACallBeforeItIsSent() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    FusionConfig config =
        files
            .config()
            .working(WorkOptions.DEFAULT.withTimeout(Duration.ZERO))
            .journal(records::add)
            .build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isInstanceOfSatisfying(
              CancelledCallException.class,
              e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT))
          .hasMessage("the time of 0 ms is over");
    }

    assertThat(records)
        .extracting(FusionRecord::outcome)
        .containsExactly(FusionRecord.Outcome.CANCELLED);
  }

  @Test
  void anImageThatCameIsKeptAlthoughRestoringTakesTooLong() throws IOException {
    ManualClock clock = new ManualClock();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              clock.passAtEachLook(Duration.ofHours(1));
              deliver(call, 0, picture(30, 20));
              return ProviderResponse.NONE;
            });
    FusionConfig config =
        files.config().working(clock.timeout(WorkOptions.DEFAULT, Duration.ofSeconds(1))).build();
    try (FusionClient client = FusionClient.open(provider, config);
        FusionResult result =
            taken(client.fuse(files.request().restore(RestoreOptions.DEFAULT).build()))) {
      assertThat(result.image().unfinished()).isPresent();
      assertThat(result.image().modelImage().width()).isEqualTo(30);
    }
  }

  @Test
  void theListenerToWorkHearsOfTheStepsOfACall() throws IOException {
    List<WorkRecord> steps = new CopyOnWriteArrayList<>();
    FusionConfig config =
        files.config().working(WorkOptions.DEFAULT.withListener(Heard.ends(steps::add))).build();
    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config)) {
      client.fuse(files.request().restore(RestoreOptions.DEFAULT).build()).discard();
    }

    assertThat(steps)
        .extracting(WorkRecord::kind)
        .containsExactly(
            WorkRecord.Kind.COMPOSITE, WorkRecord.Kind.PREPARE, WorkRecord.Kind.RESTORE);
  }

  @Test
  void theSignalOfAConfigurationCancelsItsCalls() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              stopped.set(true);
              call.cancellation().throwIfCancelled();
              return ProviderResponse.NONE;
            });
    FusionConfig config =
        files
            .config()
            .working(WorkOptions.DEFAULT.withCancel(stopped::get))
            .journal(records::add)
            .build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isInstanceOf(CancelledException.class);
    }

    assertThat(records)
        .extracting(FusionRecord::outcome)
        .containsExactly(FusionRecord.Outcome.CANCELLED);
  }
}
