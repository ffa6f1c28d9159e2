package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.fusion.Rendezvous.awaitCancel;
import static io.github.maskloom.fusion.Rendezvous.get;
import static io.github.maskloom.fusion.Rendezvous.interruptedFuse;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call that was begun ends, and everybody hears of it once, whatever was thrown. */
@Timeout(120)
@Tag("slow")
class FusionEndTest extends InFusionFolder {
  /** What is on the stack of a thread that works for a call. */
  private static final String CALL = FusionClient.class.getPackageName() + ".call.RunningCall";

  private final HeardRecords heard = new HeardRecords();

  @ParameterizedTest
  @EnumSource
  void whateverAProviderThrows(Thrown thrown) throws Exception {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              throw thrown.rise();
            });
    try (FusionClient client = open(provider)) {
      FusionCall call = client.start(request());

      assertThatThrownBy(() -> get(call)).satisfies(e -> assertIs(e, thrown));
    }

    assertThat(heard.onlyOne().outcome()).isEqualTo(FusionRecord.Outcome.FAILED);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  /** An error comes out as it is, and everything else as the provider's failure. */
  private static void assertIs(Throwable e, Thrown thrown) {
    assertThat(Throwables.getCausalChain(e)).contains(thrown.failure);
  }

  @ParameterizedTest
  @EnumSource
  void whateverAProviderThrowsAfterAnImage(Thrown thrown) throws Exception {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              throw thrown.rise();
            });
    try (FusionClient client = open(provider);
        FusionResult result = taken(get(client.start(request())))) {
      assertThat(result.image().width()).isEqualTo(6);
      assertThat(result.cutShort().orElseThrow().delivery()).isEqualTo(Delivery.ACCEPTED);
    }

    assertThat(heard.onlyOne().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
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
    FusionConfig config =
        files
            .config()
            .maxConcurrent(1)
            .maxQueued(0)
            .listener(throwing)
            .journal(
                call -> {
                  told.incrementAndGet();
                  throw thrown.rise();
                })
            .build();
    FusionRequest request =
        files.request().restore(RestoreOptions.DEFAULT).listener(throwing).build();
    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config)) {
      get(client.start(request)).discard();
      get(client.start(request)).discard();
    }

    assertThat(told).hasValue(6);
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsThrownInsteadOfCapabilities(Thrown thrown) throws Exception {
    FusionConfig config = heard.in(files.config()).maxConcurrent(1).maxQueued(0).build();
    AtomicBoolean broken = new AtomicBoolean(true);
    FusionProvider provider =
        new FaultyProvider(
            () -> {
              if (broken.get()) {
                throw thrown.rise();
              }
            },
            () -> {});
    try (FusionClient client = FusionClient.open(provider, config)) {
      FusionCall call = client.start(request());

      assertThatThrownBy(() -> get(call)).hasCause(thrown.failure);
      assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.NOT_SENT);
      broken.set(false);
      get(client.start(request())).discard();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverASessionThrowsWhenItIsClosed(Thrown thrown) throws Exception {
    FusionProvider provider = new FaultyProvider(() -> {}, thrown::rise);

    FusionClient.open(provider, files.config().build()).close();

    // Its folder is gone, as after every test here.
    files.assertNothingLeft();
  }

  @Test
  void anInterruptedCallThatThrowsTheInterruptIsCancelled() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              awaitCancel(call, waiting);
              throw Thrown.UNDECLARED_INTERRUPT.rise();
            });
    try (FusionClient client = open(provider)) {
      Throwable thrown = interruptedFuse(client, request(), waiting);

      assertThat(thrown)
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e).hasMessage("the call was cancelled"))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN))
          .satisfies(e -> assertThat(e).hasRootCause(Thrown.UNDECLARED_INTERRUPT.failure));
    }
    assertThat(heard.onlyOne().outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
  }

  @Test
  void anInterruptedCallThatDoesNotEndKnowsThatNothingWasSent() throws Exception {
    CountDownLatch preparing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ImageSource stubborn =
        ImageSource.reopening(
            () -> {
              preparing.countDown();
              Uninterruptibles.awaitUninterruptibly(goOn);
              return Files.newInputStream(files.room());
            });
    try (FusionClient client = open(ScriptedProvider.answering())) {
      Throwable thrown =
          interruptedFuse(client, FusionRequest.builder(stubborn).build(), preparing);
      goOn.countDown();

      assertThat(thrown)
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT));
    }
    assertThat(heard.journal.get(0).sent().delivery()).isEqualTo(Delivery.NOT_SENT);
  }

  @Test
  void anInterruptedCallKnowsWhatTheServiceSaid() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              awaitCancel(call, waiting);
              throw new FusionServiceException("refused", failure(Delivery.REJECTED));
            });
    try (FusionClient client = open(provider)) {
      Throwable thrown = interruptedFuse(client, request(), waiting);

      assertThat(thrown)
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.REJECTED));
    }
    assertThat(heard.journal).hasSize(1);
  }

  @Test
  void aCallThatIsGivenUpIsHeardOfOnce() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              waiting.countDown();
              Uninterruptibles.awaitUninterruptibly(goOn);
              left.countDown();
              return ProviderResponse.NONE;
            });
    FusionClient client =
        FusionClient.open(
            provider, heard.in(files.config()).closeGrace(Duration.ZERO).maxConcurrent(1).build());
    FusionCall hung = client.start(request());
    FusionCall queued = client.start(files.request().build());
    assertThat(waiting.await(30, SECONDS)).isTrue();

    client.close();

    assertThat(hung.completion().toCompletableFuture()).isCompletedExceptionally();
    assertThat(queued.completion().toCompletableFuture()).isCompletedExceptionally();
    assertThat(heard.journal)
        .extracting(record -> record.sent().delivery())
        .containsExactlyInAnyOrder(Delivery.UNKNOWN, Delivery.NOT_SENT);
    goOn.countDown();
    assertThat(left.await(30, SECONDS)).isTrue();
    awaitThreadsEnd();
    assertThat(heard.journal).hasSize(2);
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
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              for (Thrown thrown : Thrown.values()) {
                var unused = call.cancellation().onCancel(thrown::rise);
              }
              var unused = call.cancellation().onCancel(hungUp::countDown);
              waiting.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return ProviderResponse.NONE;
            });
    try (FusionClient client = open(provider)) {
      FusionCall call = client.start(request());
      assertThat(waiting.await(30, SECONDS)).isTrue();

      call.cancel();

      assertThat(hungUp.await(30, SECONDS)).isTrue();
    }
    assertThat(heard.onlyOne().outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
  }

  @Test
  void aCancelAfterAnImageSaysThatItMayBeBilled() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              awaitCancel(call, waiting);
              throw new CancelledCallException("stopped", Delivery.UNKNOWN);
            });
    try (FusionClient client = open(provider)) {
      assertThat(interruptedFuse(client, request(), waiting))
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.ACCEPTED));
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void aCancelRemembersWhatEarlierAttemptsMayHaveCost() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.attemptFailed(
                  new FusionProgress.AttemptFailed(
                      1,
                      new FusionTransportException("silent", failure(Delivery.UNKNOWN)),
                      Optional.of(Duration.ZERO)));
              awaitCancel(call, waiting);
              throw new CancelledCallException("stopped", Delivery.NOT_SENT);
            });
    try (FusionClient client = open(provider)) {
      assertThat(interruptedFuse(client, request(), waiting))
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN));
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void allImagesFailedIsToldByTheCostliest() throws Exception {
    FusionServiceException lost =
        new FusionServiceException("its link is dead", failure(Delivery.ACCEPTED));
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(
                  0, new FusionServiceException("refused", failure(Delivery.REJECTED)));
              call.imageFailed(1, lost);
              return ProviderResponse.NONE;
            });
    try (FusionClient client = open(provider)) {
      assertThatThrownBy(() -> client.fuse(request())).isSameAs(lost);
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void anImageThatDoesNotDecodeCountsWhateverElseFailed() throws Exception {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, new byte[] {1, 2, 3});
              throw new FusionServiceException("refused", failure(Delivery.REJECTED));
            });
    try (FusionClient client = open(provider)) {
      assertThatThrownBy(() -> client.fuse(request()))
          .asInstanceOf(type(FusionServiceException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.ACCEPTED))
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void anImageThatCameCountsBesideOneThatWasRefused() throws Exception {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(
                  0, new FusionServiceException("refused", failure(Delivery.REJECTED)));
              deliver(call, 1, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient client = open(provider)) {
      client.fuse(request()).discard();
    }

    assertThat(heard.onlyOne().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void aProvidersOwnCancelAfterSendingIsOfUnknownDelivery() throws Exception {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              throw new CancelledException("somebody said so");
            });
    try (FusionClient client = open(provider)) {
      assertThatThrownBy(() -> client.fuse(request())).isInstanceOf(CancelledException.class);
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  private static FusionException.Failure failure(Delivery delivery) {
    return FusionException.Failure.notSent("scripted").withDelivery(delivery);
  }

  private FusionRequest request() {
    return heard.in(files.request()).count(2).build();
  }

  private FusionClient open(ScriptedProvider provider) throws IOException {
    return FusionClient.open(provider, heard.in(files.config()).build());
  }
}
