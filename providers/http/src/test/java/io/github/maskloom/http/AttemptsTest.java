package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call ends with the delivery of the attempt that got furthest, whatever befell the last one. */
@Timeout(60)
class AttemptsTest extends HttpTrial {
  private static final Answer LOST = Answer.resetAfterBody();
  private static final Answer LATER = Answer.tooMany("Busy", "0");
  private static final Answer NO = Answer.error(400, "Malformed", "no");

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
    assertThat(failure.failure().code()).contains("Busy");
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
                MadeSockets.delayed(
                    closed -> {
                      if (sockets.incrementAndGet() == 2) {
                        connecting.countDown();
                        await(closed);
                      }
                    }))
            .build();
    try (HttpFixture service = repeating(LOST).with(http -> http.withHttpClient(client))) {
      assertCancelledAsUnknown(service, connecting, service.newCall());
    } finally {
      client.connectionPool().evictAll();
    }
  }

  @Test
  void cancelDuringThePauseAfterTheSecondAttempt() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(0);
    Answer muchLater = Answer.tooMany("Busy", "3600").after(refused, goOn);
    HttpFixture service =
        repeating(LOST, muchLater).withTimeouts(timeouts -> timeouts.withCall(Duration.ofDays(1)));
    assertCancelledAsUnknown(service, refused, service.newCall());
  }

  private static void assertCancelledAsUnknown(
      HttpFixture service, CountDownLatch reached, RecordingCall call) throws Exception {
    assertThat(service.cancelled(request(), call, reached))
        .isInstanceOfSatisfying(
            CancelledCallException.class,
            cancelled -> assertThat(cancelled.delivery()).isEqualTo(Delivery.UNKNOWN));
    assertThat(call.cancelActions()).isZero();
  }

  /** Fails with these answers; the first attempt's delivery is the call's. */
  private FusionException failure(Delivery first, Answer[] answers, Delivery... later)
      throws IOException {
    HttpFixture service = repeating(answers);
    RecordingCall call = service.newCall();

    FusionException failure = service.failure(request(), call);

    assertThat(failure.delivery()).isEqualTo(first);
    assertAttempts(call, first, later);
    return failure;
  }

  /** Fails after an answer, since the service's name is not known any more. */
  private FusionException failureWithOneConnection(Answer answer, Delivery first, Delivery later)
      throws IOException {
    OkHttpClient client = new OkHttpClient.Builder().dns(forgetful()).build();
    HttpFixture service = repeating(answer);
    URI url = URI.create("http://draw.test:" + service.server().baseUrl().getPort() + "/v1");
    service.with(config -> config.withBaseUrl(url)).with(http -> http.withHttpClient(client));
    RecordingCall call = service.newCall();

    FusionException failure = service.failure(request(), call);

    assertAttempts(call, first, later, later);
    return failure;
  }

  private static void assertAttempts(RecordingCall call, Delivery first, Delivery... later) {
    assertThat(call.failedAttempts())
        .extracting(attempt -> attempt.failure().delivery())
        .startsWith(first)
        .endsWith(later)
        .hasSize(1 + later.length);
  }

  private HttpFixture repeating(Answer... answers) {
    return answering(answers)
        .with(http -> http.withRetries(HttpFixture.AT_ONCE.withRetryWhenUnknown(true)));
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
}
