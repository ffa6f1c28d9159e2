package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.LARGE;
import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.largeRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.ArkCall;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.ark.server.SentImage;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break or stall, of the fourth row of the reference's checklist. */
class ConnectionFaultsTest {
  private static final Answer PICTURE =
      Answer.json(ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString());

  @TempDir Path folder;

  @Test
  void resetBeforeTheRequestWasRead() throws IOException {
    brokenUpload(Answer.resetBeforeBody());
  }

  @Test
  void resetWhileTheRequestWasRead() throws IOException {
    brokenUpload(Answer.resetDuringBody(1_000_000));
  }

  /** A large upload, so that the client is still sending when the connection breaks. */
  private void brokenUpload(Answer answer) throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, answer)) {
      FusionException failure = ark.failure(largeRequest());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isIn(Delivery.NOT_SENT, Delivery.UNKNOWN);
      assertThat(failure.failure().httpStatus()).isEmpty();
      if (failure.delivery() == Delivery.UNKNOWN) {
        assertThat(ark.server.calls()).hasSize(1);
        assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
      }
    }
  }

  @Test
  void resetAfterTheRequestWasRead() throws IOException {
    lostAnswer(Answer.resetAfterBody());
  }

  @Test
  void hangUpAfterTheRequestWasRead() throws IOException {
    lostAnswer(Answer.hangUpAfterBody());
  }

  private void lostAnswer(Answer answer) throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, answer, PICTURE)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure.retry().kind()).isEqualTo(Kind.MAY_BILL_TWICE);
      assertThat(ark.server.calls()).as("calls that may be billed").hasSize(1);
      assertThat(call.files()).isEmpty();
    }
  }

  @Test
  void aResetAfterTheRequestIsRepeatedOnlyIfAsked() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.resetAfterBody(), PICTURE)
            .with(http -> http.withRetries(ArkFixture.AT_ONCE.withRetryWhenUnknown(true)))) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(ark.server.calls()).hasSize(2);
    }
  }

  @Test
  void connectionRefused() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      URI nobody = ark.server.baseUrl();
      ark.server.close();
      ark.with(config -> config.withBaseUrl(nobody));
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure.retry().kind()).isEqualTo(Kind.SAFE);
      assertThat(call.failedAttempts()).hasSize(3);
    }
  }

  @Test
  void unknownHost() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(folder)
            .with(config -> config.withBaseUrl(URI.create("http://no-such-host.invalid/api/v3")))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    }
  }

  @Test
  void slowReaderOfTheRequest() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE.readingSlowly(997))) {
      RecordingCall call = ark.newCall();

      ark.fuse(largeRequest(), call);

      ArkCall sent = ark.server.call();
      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(sent.images()).first().isEqualTo(SentImage.of("image/jpeg", LARGE));
    }
  }

  @Test
  void readerOfTheRequestThatStops() throws IOException {
    CountDownLatch headRead = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.notReading(headRead, goOn))
            .with(
                http ->
                    http.withTimeouts(HttpTimeouts.DEFAULT.withWrite(Duration.ofMillis(300))))) {
      FusionException failure = ark.failure(largeRequest());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isIn(Delivery.NOT_SENT, Delivery.UNKNOWN);
      goOn.countDown();
    }
  }

  @Test
  void contentLengthIsComputed() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      ArkCall sent = ark.server.call();
      long length = Long.parseLong(sent.header("Content-Length").orElseThrow());
      assertThat(sent.header("Transfer-Encoding")).isEmpty();
      assertThat(length)
          .isGreaterThan((ArkFixture.SCENE.length + ArkFixture.REFERENCE.length) * 4L / 3);
      assertThat(call.uploaded()).isSorted().endsWith(length);
      assertThat(call.totalBytes()).isEqualTo(length);
      assertThat(call.whenWaiting().getCount()).isZero();
    }
  }

  @Test
  void aConnectionForEachCall() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      for (int i = 0; i < 20; i++) {
        ark.fuse(base64Request(), ark.newCall());
      }

      assertThat(ark.server.calls()).hasSize(20);
      assertThat(ark.server.calls())
          .allSatisfy(call -> assertThat(call.header("Connection")).contains("close"));
      assertThat(ark.server.connections()).isEqualTo(20);
    }
  }

  @Test
  void aConnectionForEachAttempt() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(
            folder,
            Answer.tooMany("ServerOverloaded", "0"),
            Answer.tooMany("ServerOverloaded", "0"),
            PICTURE)) {
      ark.fuse(base64Request(), ark.newCall());

      assertThat(ark.server.calls()).hasSize(3);
      assertThat(ark.server.connections()).isEqualTo(3);
    }
  }

  /** Neither the caller's connections are used, nor do others find those of calls. */
  @Test
  void aCallersClientKeepsItsConnectionsToItself() throws IOException {
    OkHttpClient client = new OkHttpClient();
    try (ArkFixture ark =
        new ArkFixture(folder, PICTURE).with(http -> http.withHttpClient(client))) {
      Request own = new Request.Builder().url(ark.server.baseUrl() + "/models").build();
      client.newCall(own).execute().close();

      ark.fuse(base64Request(), ark.newCall());
      ark.fuse(base64Request(), ark.newCall());

      assertThat(ark.server.connections()).isEqualTo(3);
      assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(1);
      client.connectionPool().evictAll();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void basePathIsKept(String slash) throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      ark.with(config -> config.withBaseUrl(URI.create(ark.server.baseUrl() + slash)));

      ark.fuse(base64Request(), ark.newCall());

      assertThat(ark.server.call().path()).isEqualTo("/api/v3/images/generations");
    }
  }
}
