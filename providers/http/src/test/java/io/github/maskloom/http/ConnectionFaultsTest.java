package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.LARGE;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.largeRequest;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.SentImage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break or stall, and how many there are. */
class ConnectionFaultsTest extends HttpTrial {
  private static final Answer PICTURE = Answer.json(JSON);

  private static Stream<Answer> breaksWhileItIsSent() {
    Answer resetWithin =
        call -> {
          assertThat(call.exchange().body().readNBytes(1_000_000)).hasSize(1_000_000);
          call.exchange().reset();
        };
    return Stream.of(Answer.resetBeforeBody(), resetWithin);
  }

  /** A large upload, so that the client is still sending when the connection breaks. */
  @ParameterizedTest
  @MethodSource("breaksWhileItIsSent")
  void whatBreaksWhileItIsSentMayHaveArrived(Answer answer) throws IOException {
    HttpFixture service = answering(answer);
    FusionException failure = service.failure(largeRequest());

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isIn(Delivery.NOT_SENT, Delivery.UNKNOWN);
    assertThat(failure.failure().httpStatus()).isEmpty();
    if (failure.delivery() == Delivery.UNKNOWN) {
      assertThat(service.server().calls()).hasSize(1);
      assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
    }
  }

  private static Stream<Answer> breaksBeforeTheAnswer() {
    return Stream.of(Answer.resetAfterBody(), Answer.hangUpAfterBody());
  }

  @ParameterizedTest
  @MethodSource("breaksBeforeTheAnswer")
  void whatBreaksBeforeTheAnswerIsSentAgainOnlyIfAsked(Answer answer) throws IOException {
    HttpFixture service = answering(answer, PICTURE);
    HttpFixture asked =
        answering(answer, PICTURE)
            .with(http -> http.withRetries(HttpFixture.AT_ONCE.withRetryWhenUnknown(true)));

    FusionException failure = service.failure(request());

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
    assertThat(service.server().calls()).as("calls that may be billed").hasSize(1);
    assertThat(asked.fused(request()).bytes(0)).isEqualTo(RESULT);
    assertThat(asked.server().calls()).hasSize(2);
  }

  @Test
  void aSlowReaderGetsItAll() throws IOException {
    Answer slow =
        call -> {
          call.record(
              new FilterInputStream(call.exchange().body()) {
                @Override
                public int read(byte[] to, int offset, int length) throws IOException {
                  return super.read(to, offset, Math.min(997, length));
                }
              });
          PICTURE.reply(call);
        };
    HttpFixture service = answering(slow);
    assertThat(service.fused(largeRequest()).bytes(0)).isEqualTo(RESULT);
    assertThat(service.server().call().images()).containsExactly(SentImage.of("image/jpeg", LARGE));
  }

  @Test
  void aReaderThatStopsIsLeft() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    HttpFixture service =
        answering(Answer.notReading(new CountDownLatch(1), goOn))
            .withTimeouts(timeouts -> timeouts.withWrite(Duration.ofMillis(300)));
    FusionException failure = service.failure(largeRequest());

    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.delivery()).isIn(Delivery.NOT_SENT, Delivery.UNKNOWN);
    goOn.countDown();
  }

  @Test
  void theLengthIsComputed() throws IOException {
    HttpFixture service = answering(PICTURE);
    RecordingCall call = service.fused(request());
    JsonServer.Call sent = service.server().call();
    long length = Long.parseLong(sent.header("Content-Length").orElseThrow());

    assertThat(sent.header("Transfer-Encoding")).isEmpty();
    assertThat(length)
        .isGreaterThan((HttpFixture.SCENE.length + HttpFixture.REFERENCE.length) * 4L / 3);
    assertThat(call.uploaded()).isSorted().endsWith(length);
    assertThat(call.totalBytes()).isEqualTo(length);
    assertThat(call.heard()).startsWith("waiting");
  }

  /** Neither the caller's connections are used, nor do others find those of calls. */
  @Test
  void aCallersClientKeepsItsConnectionsToItself() throws IOException {
    OkHttpClient client = new OkHttpClient();
    HttpFixture service = answering(PICTURE).with(http -> http.withHttpClient(client));
    Request own = new Request.Builder().url(service.server().baseUrl() + "/models").build();
    client.newCall(own).execute().close();
    service.fused(request());
    service.fused(request());

    assertThat(service.server().connections()).isEqualTo(3);
    assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(1);
    client.connectionPool().evictAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void thePathOfTheAddressIsKept(String slash) throws IOException {
    HttpFixture service = answering(PICTURE);
    service.with(config -> config.withBaseUrl(URI.create(service.server().baseUrl() + slash)));
    service.fused(request());
    assertThat(service.server().call().path()).isEqualTo("/v1/images");
  }
}
