package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.ACCEPTED;
import static io.github.maskloom.fusion.Delivery.NOT_SENT;
import static io.github.maskloom.fusion.Delivery.REJECTED;
import static io.github.maskloom.fusion.Delivery.UNKNOWN;
import static io.github.maskloom.fusion.FusionRecord.Outcome.CANCELLED;
import static io.github.maskloom.fusion.FusionRecord.Outcome.FAILED;
import static io.github.maskloom.fusion.FusionRecord.Outcome.PARTIAL;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.base.Throwables;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.ScriptedProvider.Act;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call that was begun ends, and everybody hears of it once, whatever was thrown. */
class FusionEndTest extends InFusionFolder {
  /** What is on the stack of a thread that works for a call. */
  private static final String CALL = FusionClient.class.getPackageName() + ".call.RunningCall";

  /** An error comes out as it is, and everything else as the provider's failure. */
  @ParameterizedTest
  @EnumSource
  void whateverAProviderThrows(Thrown thrown) throws Exception {
    Throwable told = failure(acting((request, call) -> throwing(thrown)), request().build());

    assertThat(Throwables.getCausalChain(told)).contains(thrown.failure);
    assertThat(heard.onlyOne().outcome()).isEqualTo(FAILED);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(UNKNOWN);
  }

  private static void throwing(Thrown thrown) {
    throw thrown.rise();
  }

  @ParameterizedTest
  @EnumSource
  void whateverAProviderThrowsAfterAnImage(Thrown thrown) throws Exception {
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              throw thrown.rise();
            });
    fused(
        provider,
        request().build(),
        result -> {
          assertThat(result.image().width()).isEqualTo(6);
          assertThat(result.cutShort().orElseThrow().delivery()).isEqualTo(ACCEPTED);
        });
    assertThat(heard.onlyOne().outcome()).isEqualTo(PARTIAL);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(ACCEPTED);
  }

  @ParameterizedTest
  @EnumSource
  void whateverListenersAndJournalsThrow(Thrown thrown) throws Exception {
    AtomicInteger told = new AtomicInteger();
    FusionListener throwing =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            throw thrown.rise();
          }

          @Override
          public void onFinished(FusionRecord record) {
            told.incrementAndGet();
            throw thrown.rise();
          }
        };
    FusionConfig.Builder config = files.config().maxConcurrent(1).maxQueued(0).listener(throwing);
    config.journal(
        call -> {
          told.incrementAndGet();
          throw thrown.rise();
        });
    FusionRequest request =
        files.request().restore(RestoreOptions.DEFAULT).listener(throwing).build();
    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config.build())) {
      client.fuse(request).discard();
      client.fuse(request).discard();
    }

    assertThat(told).hasValue(6);
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsThrownInsteadOfCapabilities(Thrown thrown) throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    ScriptedProvider provider =
        ScriptedProvider.answering()
            .beforeCapabilities(
                () -> {
                  if (broken.get()) {
                    throw thrown.rise();
                  }
                });
    try (FusionClient client =
        FusionClient.open(provider, config().maxConcurrent(1).maxQueued(0).build())) {
      assertThatThrownBy(() -> get(client.start(request().build()))).hasCause(thrown.failure);
      assertThat(heard.onlyOne().sent().delivery()).isEqualTo(NOT_SENT);
      broken.set(false);
      client.fuse(request().build()).discard();
    }
  }

  /** And its folder is gone, as after every test here. */
  @ParameterizedTest
  @EnumSource
  void whateverASessionThrowsWhenItIsClosed(Thrown thrown) throws Exception {
    open(ScriptedProvider.answering().beforeClose(thrown::rise)).close();
  }

  static Stream<Arguments> cancels() {
    Act nothing = (request, call) -> {};
    Act image = (request, call) -> deliver(call, 0, picture(6, 4));
    Act attempt =
        (request, call) ->
            call.attemptFailed(
                new FusionProgress.AttemptFailed(1, down(UNKNOWN), Optional.of(Duration.ZERO)));
    return Stream.of(
        arguments(nothing, Thrown.UNDECLARED_INTERRUPT.failure, UNKNOWN),
        arguments(nothing, refused(), REJECTED),
        arguments(attempt, stopped(NOT_SENT), UNKNOWN),
        arguments(image, new CancelledException("stopped"), ACCEPTED),
        arguments(image, stopped(NOT_SENT), ACCEPTED),
        arguments(image, stopped(REJECTED), ACCEPTED),
        arguments(image, stopped(UNKNOWN), ACCEPTED),
        arguments(image, stopped(ACCEPTED), ACCEPTED));
  }

  private static CancelledCallException stopped(Delivery delivery) {
    return new CancelledCallException("stopped", delivery);
  }

  /** Of what the provider says then, and of what it did before, the costliest counts. */
  @ParameterizedTest
  @MethodSource("cancels")
  void anInterruptedCallerHearsWhatTheCallMayHaveCost(
      Act before, Throwable thrown, Delivery delivery) throws Exception {
    Gate waiting = new Gate();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              before.act(request, call);
              waiting.passUnlessCancelled(call);
              throw Thrown.rise(thrown);
            });
    try (FusionClient client = open(provider)) {
      assertThat(interruptedFuse(client, request().build(), waiting))
          .isInstanceOf(CancelledCallException.class)
          .returns(delivery, InFusionFolder::delivery)
          .satisfies(told -> assertThat(Throwables.getCausalChain(told)).contains(thrown));
    }
    assertThat(heard.onlyOne().outcome()).isEqualTo(CANCELLED);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(delivery);
  }

  /** As long as a caller who is interrupted is patient. */
  @Test
  @Tag("slow")
  void anInterruptedCallThatDoesNotEndKnowsThatNothingWasSent() throws Exception {
    Gate preparing = new Gate();
    ImageSource stubborn =
        ImageSource.reopening(
            () -> {
              preparing.pass();
              return Files.newInputStream(files.room());
            });
    try (FusionClient client = open(ScriptedProvider.answering())) {
      Throwable thrown =
          interruptedFuse(client, FusionRequest.builder(stubborn).build(), preparing);
      preparing.open();

      assertThat(thrown).isInstanceOf(CancelledCallException.class);
      assertThat(delivery(thrown)).isEqualTo(NOT_SENT);
    }
    assertRecorded(CANCELLED, NOT_SENT);
  }

  /** As long as a client that is closed is patient. */
  @Test
  @Tag("slow")
  void aCallThatIsGivenUpIsHeardOfOnce() throws Exception {
    Gate hanging = new Gate();
    FusionClient client =
        FusionClient.open(
            acting((request, call) -> hanging.pass()),
            config().closeGrace(Duration.ZERO).maxConcurrent(1).build());
    FusionCall hung = client.start(request().build());
    FusionCall queued = client.start(files.request().build());
    hanging.awaitReached();

    client.close();

    assertThat(hung.completion().toCompletableFuture()).isCompletedExceptionally();
    assertThat(queued.completion().toCompletableFuture()).isCompletedExceptionally();
    assertThat(journal)
        .extracting(record -> record.sent().delivery())
        .containsExactlyInAnyOrder(UNKNOWN, NOT_SENT);
    hanging.open();
    awaitThreadsEnd();
    assertThat(journal).hasSize(2);
  }

  private static void awaitThreadsEnd() {
    // What is left of a call that was given up; its folder goes with it.
    while (Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().equals(CALL))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aCancelThatIsHeardByBrokenActionsStillEndsTheCall() throws Exception {
    Gate waiting = new Gate();
    AtomicBoolean hungUp = new AtomicBoolean();
    AtomicBoolean tooLate = new AtomicBoolean();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              for (Thrown thrown : Thrown.values()) {
                var unused = call.cancellation().onCancel(thrown::rise);
              }
              var unused = call.cancellation().onCancel(() -> hungUp.set(true));
              call.cancellation().onCancel(() -> tooLate.set(true)).close();
              waiting.passUnlessInterrupted();
            });
    try (FusionClient client = open(provider)) {
      FusionCall call = client.start(request().build());
      waiting.awaitReached();

      call.cancel();
    }
    assertThat(hungUp).isTrue();
    assertThat(tooLate).as("what was taken back").isFalse();
    assertThat(heard.onlyOne().outcome()).isEqualTo(CANCELLED);
  }

  @Test
  void aProvidersOwnCancelAfterSendingIsOfUnknownDelivery() throws Exception {
    assertThat(
            failure(
                ScriptedProvider.failing(new CancelledException("somebody said so")),
                request().build()))
        .isInstanceOf(CancelledException.class);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource
  void whateverACancelSignalThrows(Thrown thrown) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    CancelSignal signal =
        () -> {
          if (broken.get()) {
            throw thrown.rise();
          }
          return false;
        };
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              broken.set(true);
              throw down(NOT_SENT);
            });
    WorkOptions working = WorkOptions.DEFAULT.withCancel(signal);
    FusionRequest request = request().copySources(true).build();
    assertThat(failure(provider, config().working(working), request)).isNotNull();
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(ACCEPTED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void aCallThatIsStoppedBeforeItsWorkBeginsLeavesNoCopy() throws Exception {
    CancelSignal onceItRuns = () -> Thread.currentThread().getName().startsWith("maskloom-fusion");
    WorkOptions working = WorkOptions.DEFAULT.withCancel(onceItRuns);
    FusionRequest request = request().copySources(true).build();
    assertThat(failure(ScriptedProvider.answering(), config().working(working), request))
        .isInstanceOf(CancelledException.class);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(NOT_SENT);
  }
}
