package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.ManualClock;
import io.github.maskloom.image.WorkListener.WorkRecord;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
    private final CompletableFuture<CompletableFuture<FusionResult>> call =
        new CompletableFuture<>();

    CancelsAt(Class<? extends FusionProgress> stage) {
      this.stage = stage;
    }

    @Override
    public void onProgress(FusionProgress progress) {
      if (stage.isInstance(progress)) {
        call.join().cancel(true);
      }
    }

    @Override
    public void onFinished(FusionRecord record) {
      records.add(record);
      recorded.countDown();
    }
  }

  private static ScriptedProvider slow() {
    return ScriptedProvider.doing(
        (request, call) -> {
          call.listener().uploading(1, 2);
          throwIfCancelled(call);
          call.listener().waiting();
          throwIfCancelled(call);
          call.listener().downloading(0, 1);
          try (ImageTarget.Draft draft = call.image(0).openDraft()) {
            draft.stream().write(picture(6, 4));
            throwIfCancelled(call);
            draft.commit();
          }
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
    try (FusionClient client = open(slow(), files.config().build())) {
      CompletableFuture<FusionResult> call =
          client.fuseAsync(files.request().restore().listener(listener).build());
      listener.call.complete(call);

      assertThatThrownBy(call::get).isInstanceOf(CancellationException.class);
      assertThat(recorded.await(30, SECONDS)).isTrue();
    }
    assertThat(records).hasSize(1);
    assertThat(records.get(0).outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
    assertThat(records.get(0).delivery()).isEqualTo(deliveryAt(stage));
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
      CompletableFuture<FusionResult> call = client.fuseAsync(files.request().build());
      assertThat(waiting.await(30, SECONDS)).isTrue();

      call.cancel(true);
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
                  client.fuse(files.request().build()).close();
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
      CompletableFuture<FusionResult> call = client.fuseAsync(files.request().build());
      call.get().close();

      assertThat(call.cancel(true)).isFalse();
    }
  }

  @Test
  void refusesWhatTheQueueCannotHold() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    FusionConfig config = files.config().maxConcurrent(1).maxQueued(1).build();
    try (FusionClient client = open(blocking(waiting, release), config)) {
      CompletableFuture<FusionResult> running = client.fuseAsync(files.request().build());
      assertThat(waiting.await(30, SECONDS)).isTrue();
      CompletableFuture<FusionResult> queued = client.fuseAsync(files.request().build());
      CompletableFuture<FusionResult> refused = client.fuseAsync(files.request().build());

      assertThatThrownBy(refused::get)
          .hasCauseInstanceOf(FusionThrottledException.class)
          .cause()
          .satisfies(
              e ->
                  assertThat(((FusionThrottledException) e).delivery())
                      .isEqualTo(Delivery.NOT_SENT));
      release.countDown();
      running.get().close();
      queued.get().close();
    }
  }

  @Test
  void aCallThatIsCancelledInTheQueueMakesRoomForAnother() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, release);
    FusionConfig config = files.config().maxConcurrent(1).maxQueued(1).build();
    try (FusionClient client = open(provider, config)) {
      CompletableFuture<FusionResult> running = client.fuseAsync(files.request().build());
      assertThat(waiting.await(30, SECONDS)).isTrue();
      CompletableFuture<FusionResult> queued =
          client.fuseAsync(
              files.request().listener(new CancelsAt(FusionProgress.Waiting.class)).build());
      queued.cancel(true);
      CompletableFuture<FusionResult> next = client.fuseAsync(files.request().build());

      release.countDown();
      running.get().close();
      next.get().close();
    }

    assertThat(provider.requests()).hasSize(2);
    assertThat(records.get(0).delivery()).isEqualTo(Delivery.NOT_SENT);
  }

  @Test
  void closingLetsRunningCallsGoOn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    FusionClient client = open(blocking(waiting, release), files.config().build());
    CompletableFuture<FusionResult> running = client.fuseAsync(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();
    Thread closer = new Thread(client::close);
    closer.start();
    release.countDown();
    closer.join();

    try (FusionResult result = running.get()) {
      assertThat(result.image().isPresent()).isTrue();
    }
    assertThatThrownBy(() -> client.fuseAsync(files.request().build()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingCancelsWhatDoesNotEndInTime() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, new CountDownLatch(1));
    FusionConfig config = files.config().maxConcurrent(1).closeGrace(Duration.ofMillis(1)).build();
    FusionClient client = open(provider, config);
    CompletableFuture<FusionResult> running = client.fuseAsync(files.request().build());
    CompletableFuture<FusionResult> queued = client.fuseAsync(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();

    client.close();
    client.close();

    assertThat(running).isDone();
    assertThatThrownBy(running::get)
        .cause()
        .asInstanceOf(type(CancelledCallException.class))
        .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN));
    assertThat(queued).isDone();
    assertThatThrownBy(queued::get)
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
        FusionClients.withFallback(
            open(
                ScriptedProvider.doing(
                    (request, call) -> {
                      throw new FusionServiceException(
                          "500", FusionException.Failure.notSent("scripted"));
                    }),
                config),
            open(blocking(waiting, new CountDownLatch(1)), config));
    CompletableFuture<FusionResult> call = client.fuseAsync(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();

    client.close();

    assertThatThrownBy(call::get)
        .hasCauseInstanceOf(CancelledException.class)
        .cause()
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void aListenerThatClosesTheClientEndsItsOwnCall() throws Exception {
    CompletableFuture<FusionClient> client = new CompletableFuture<>();
    // Longer than this test may take.
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    FusionListener closing =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            client.join().close();
          }
        };
    client.complete(open(ScriptedProvider.answering(), config));

    assertThatThrownBy(() -> client.join().fuse(files.request().listener(closing).build()))
        .asInstanceOf(type(CancelledCallException.class))
        .satisfies(
            e -> {
              assertThat(e).hasMessage("the client was closed");
              assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT);
            });
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
          }
        };
    client.complete(open(ScriptedProvider.answering(), config));

    try (FusionResult result = client.join().fuse(files.request().listener(closing).build())) {
      assertThat(result.image().isPresent()).isTrue();
    }
  }

  @Test
  void whatFollowsAFutureMayCloseTheClient() throws Exception {
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    FusionClient client = open(ScriptedProvider.answering(), config);

    client
        .fuseAsync(files.request().build())
        .thenAccept(
            result -> {
              client.close();
              close(result);
            })
        .get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orTimeout",
        "completeOnTimeout",
        "completeExceptionally",
        "complete",
        "completeAsync"
      })
  void whoeverCompletesTheFutureEndsTheCall(String way) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider = blocking(waiting, new CountDownLatch(1));
    FusionListener listener = new CancelsAt(FusionProgress.Restoring.class);
    // Longer than this test may take.
    FusionConfig config = files.config().closeGrace(Duration.ofHours(1)).build();
    try (FusionClient client = open(provider, config);
        FusionClient other = open(ScriptedProvider.answering(), config)) {
      CompletableFuture<FusionResult> call =
          client.fuseAsync(files.request().listener(listener).build());
      assertThat(waiting.await(30, SECONDS)).isTrue();
      FusionResult own = other.fuse(files.request().build());
      var unused =
          switch (way) {
            case "orTimeout" -> call.orTimeout(1, MILLISECONDS);
            case "completeOnTimeout" -> call.completeOnTimeout(own, 1, MILLISECONDS);
            case "completeExceptionally" -> call.completeExceptionally(new IOException("mine"));
            case "complete" -> call.complete(own);
            default -> call.completeAsync(() -> own, Runnable::run);
          };

      assertThat(recorded.await(30, SECONDS)).isTrue();
      own.close();
    }
    assertThat(records.get(0).outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
  }

  private static void close(FusionResult result) {
    try {
      result.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    return FusionClients.open(provider, config);
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
    try (FusionClient client = FusionClients.open(provider, config)) {
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
    try (FusionClient client = FusionClients.open(provider, config);
        FusionResult result = client.fuse(files.request().restore().build())) {
      assertThat(result.image().unfinished()).isPresent();
      assertThat(result.image().modelImage().width()).isEqualTo(30);
    }
  }

  @Test
  void theListenerToWorkHearsOfTheStepsOfACall() throws IOException {
    List<WorkRecord> steps = new CopyOnWriteArrayList<>();
    FusionConfig config =
        files.config().working(WorkOptions.DEFAULT.withListener(steps::add)).build();
    try (FusionClient client = FusionClients.open(ScriptedProvider.answering(), config)) {
      client.fuse(files.request().restore().build()).close();
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
    try (FusionClient client = FusionClients.open(provider, config)) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isInstanceOf(CancelledException.class);
    }

    assertThat(records)
        .extracting(FusionRecord::outcome)
        .containsExactly(FusionRecord.Outcome.CANCELLED);
  }
}
