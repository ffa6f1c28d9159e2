package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.base64Request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.DelayedSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A call ends with the delivery of the attempt that got furthest, whatever befell the last one. */
@Timeout(60)
class AttemptsTest {
  private static final Answer LOST = Answer.resetAfterBody();
  private static final Answer LATER = Answer.tooMany("ServerOverloaded", "0");
  private static final Answer NO = Answer.error(400, "InvalidParameter", "no");

  @TempDir Path folder;

  @Test
  void lostAndThenNoConnection() throws IOException {
    FusionException failure = failureWithOneConnection(LOST, Delivery.UNKNOWN, Delivery.NOT_SENT);

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
    assertThat(failure).hasMessageContaining("delivery UNKNOWN");
  }

  @Test
  void refusedForNowAndThenNoConnection() throws IOException {
    FusionException failure =
        failureWithOneConnection(LATER.thenHangUp(), Delivery.REJECTED, Delivery.NOT_SENT);

    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry().kind()).isEqualTo(Kind.SAFE);
  }

  @Test
  void lostAndThenRefusedForNow() throws IOException {
    FusionException failure =
        failure(Delivery.UNKNOWN, new Answer[] {LOST, LATER}, Delivery.REJECTED, Delivery.REJECTED);

    assertThat(failure).isInstanceOf(FusionThrottledException.class);
    assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
    assertThat(failure.failure().code()).contains("ServerOverloaded");
    assertThat(failure.failure().httpStatus()).hasValue(429);
  }

  @Test
  void lostAndThenRefusedForGood() throws IOException {
    FusionException failure = failure(Delivery.UNKNOWN, new Answer[] {LOST, NO}, Delivery.REJECTED);

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.retry().kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void cancelWhileTheSecondAttemptConnects() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    AtomicInteger sockets = new AtomicInteger();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .socketFactory(
                new DelayedSockets(
                    closed -> {
                      if (sockets.incrementAndGet() == 2) {
                        connecting.countDown();
                        await(closed);
                      }
                    }))
            .build();
    try (ArkFixture ark = repeating(LOST).with(http -> http.withHttpClient(client))) {
      assertCancelledAsUnknown(ark, connecting, ark.newCall());
    } finally {
      client.connectionPool().evictAll();
    }
  }

  @Test
  void cancelDuringThePauseAfterTheSecondAttempt() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(0);
    Answer muchLater = Answer.tooMany("ServerOverloaded", "3600").after(refused, goOn);
    try (ArkFixture ark =
        repeating(LOST, muchLater)
            .with(http -> http.withTimeouts(HttpTimeouts.DEFAULT.withCall(Duration.ofDays(1))))) {
      assertCancelledAsUnknown(ark, refused, ark.newCall());
    }
  }

  private static void assertCancelledAsUnknown(
      ArkFixture ark, CountDownLatch reached, RecordingCall call) throws Exception {
    ark.session();
    CompletableFuture<Throwable> failure =
        CompletableFuture.runAsync(
                () -> {
                  try {
                    ark.fuse(base64Request(), call);
                  } catch (IOException e) {
                    throw new CompletionException(e);
                  }
                })
            .handle((done, e) -> e);
    await(reached);
    call.cancel();

    assertThat(failure.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(CancelledException.class)
        .rootCause()
        .isInstanceOfSatisfying(
            CancelledCallException.class,
            cancelled -> assertThat(cancelled.delivery()).isEqualTo(Delivery.UNKNOWN));
    assertThat(call.cancelActions()).isZero();
  }

  /** Fails with these answers; the first attempt's delivery is the call's. */
  private FusionException failure(Delivery first, Answer[] answers, Delivery... later)
      throws IOException {
    try (ArkFixture ark = repeating(answers)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure.delivery()).isEqualTo(first);
      assertAttempts(call, first, later);
      return failure;
    }
  }

  /** Fails after an answer, since the service's name is not known any more. */
  private FusionException failureWithOneConnection(Answer answer, Delivery first, Delivery later)
      throws IOException {
    OkHttpClient client = new OkHttpClient.Builder().dns(forgetful()).build();
    try (ArkFixture ark = repeating(answer)) {
      URI url = URI.create("http://ark.test:" + ark.server.baseUrl().getPort() + "/api/v3");
      ark.with(config -> config.withBaseUrl(url)).with(http -> http.withHttpClient(client));
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertAttempts(call, first, later, later);
      return failure;
    }
  }

  private static void assertAttempts(RecordingCall call, Delivery first, Delivery... later) {
    assertThat(call.failedAttempts())
        .extracting(attempt -> attempt.failure().delivery())
        .startsWith(first)
        .endsWith(later)
        .hasSize(1 + later.length);
  }

  private ArkFixture repeating(Answer... answers) {
    return new ArkFixture(folder, answers)
        .with(http -> http.withRetries(ArkFixture.AT_ONCE.withRetryWhenUnknown(true)));
  }

  /** Knows every host once. */
  private static Dns forgetful() {
    AtomicInteger lookups = new AtomicInteger();
    return host -> {
      if (lookups.getAndIncrement() > 0) {
        throw new UnknownHostException(host);
      }
      return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test does not go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
