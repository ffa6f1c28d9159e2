package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.ark.ArkOptions.ResponseFormat;
import io.github.maskloom.ark.server.Answer;
import io.github.maskloom.ark.server.ArkCall;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.ark.server.RecordingCall;
import io.github.maskloom.ark.server.SentPicture;
import io.github.maskloom.ark.server.TestPictures;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.FusionTransportException;
import io.github.maskloom.errors.RetryAdvice.Kind;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break, stall or say nonsense: the fourth row of the reference's checklist. */
class ConnectionFaultsTest {
  private static final String JSON = ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString();
  private static final Answer PICTURE = Answer.json(JSON);

  private static final byte[] LARGE = TestPictures.largeJpeg(12_000_000, 4);

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
      assertThat(failure.failure().httpStatus()).isZero();
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
  void resetAfterTheRequestWasReadIsSentAgainIfTheCallerWantsThat() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.resetAfterBody(), PICTURE)
            .with(config -> config.retries(ArkFixture.AT_ONCE.withRetryWhenUnknown(true)))) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.picture(0)).isEqualTo(RESULT);
      assertThat(ark.server.calls()).hasSize(2);
    }
  }

  /** A pooled connection that the server closed meanwhile costs no failure and no second call. */
  @Test
  void idleConnectionThatWasClosed() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE.thenHangUp(), PICTURE)) {
      ark.fuse(base64Request(), ark.newCall());
      ark.server.awaitNoConnection();
      RecordingCall second = ark.newCall();

      ark.fuse(base64Request(), second);

      assertThat(second.picture(0)).isEqualTo(RESULT);
      assertThat(ark.server.calls()).hasSize(2);
    }
  }

  @Test
  void connectionRefused() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      URI nobody = ark.server.baseUrl();
      ark.server.close();
      ark.with(config -> config.baseUrl(nobody));
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
            .with(config -> config.baseUrl(URI.create("http://no-such-host.invalid/api/v3")))) {
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
      assertThat(call.picture(0)).isEqualTo(RESULT);
      assertThat(sent.images()).first().isEqualTo(SentPicture.of("image/jpeg", LARGE));
    }
  }

  @Test
  void readerOfTheRequestThatStops() throws IOException {
    CountDownLatch headRead = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.notReading(headRead, goOn))
            .with(
                config -> config.timeouts(ArkTimeouts.DEFAULT.withWrite(Duration.ofMillis(300))))) {
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

  /** A file that is being written to: what was promised as its length cannot be kept. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void pictureThatChangesWhileItIsSent(int difference) throws IOException {
    byte[] bytes = TestPictures.largeJpeg(100_000, 8);
    AtomicInteger opened = new AtomicInteger();
    ImageSource source =
        ImageSource.reopening(
            () -> {
              // The first time it is looked at, the second time it is sent.
              int more = opened.getAndIncrement() == 0 ? 0 : difference;
              return new ByteArrayInputStream(bytes, 0, 90_000 + more);
            },
            90_000);
    ProviderInput.Picture changing =
        new ProviderInput.Picture(source, "image/jpeg", 64, 48, 90_000);
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      RecordingCall call = ark.newCall();

      Throwable failure = catchThrowable(() -> ark.fuse(requestOf(changing), call));

      assertThat(failure).isInstanceOfAny(IOException.class, FusionException.class);
      assertThat(call.files()).isEmpty();
      assertThat(call.cancelActions()).isZero();
    }
  }

  /** What cannot be read here is the caller's I/O failure, not the network's. */
  @Test
  void pictureThatCannotBeRead() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    Set<InputStream> closed = ConcurrentHashMap.newKeySet();
    byte[] half = TestPictures.largeJpeg(100_000, 8);
    ImageSource source =
        ImageSource.reopening(
            () -> {
              opened.incrementAndGet();
              return new BrokenStream(half) {
                @Override
                public void close() {
                  closed.add(this);
                }
              };
            },
            200_000);
    ProviderInput.Picture picture =
        new ProviderInput.Picture(source, "image/jpeg", 640, 480, 200_000);
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      Throwable failure = catchThrowable(() -> ark.fuse(requestOf(picture), ark.newCall()));

      assertThat(failure)
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining("the disk is broken");
      assertThat(closed).as("streams that were closed").hasSize(opened.get());
      assertThat(ark.server.calls()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void everySourceIsClosedAsOftenAsItIsOpened() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    Set<InputStream> closed = ConcurrentHashMap.newKeySet();
    byte[] bytes = TestPictures.jpeg(8);
    ImageSource source =
        ImageSource.reopening(
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(bytes) {
                @Override
                public void close() {
                  closed.add(this);
                }
              };
            });
    ProviderInput.Picture picture =
        new ProviderInput.Picture(source, "image/jpeg", 64, 48, bytes.length);
    Answer[] answers = {
      Answer.resetBeforeBody(), Answer.resetAfterBody(), Answer.empty(503), PICTURE
    };
    try (ArkFixture ark =
        new ArkFixture(folder, answers).with(config -> config.retries(ArkRetries.NONE))) {
      for (int i = 0; i < answers.length; i++) {
        Throwable failure = catchThrowable(() -> ark.fuse(requestOf(picture), ark.newCall()));

        assertThat(failure == null).as("success").isEqualTo(i == answers.length - 1);
        assertThat(closed).hasSize(opened.get());
      }
    }
  }

  @Test
  void garbageInThePlaceOfAnAnswer() throws IOException {
    byte[] garbage = new byte[5000];
    new Random(1).nextBytes(garbage);
    try (ArkFixture ark = new ArkFixture(folder, Answer.raw(garbage))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure)
          .isInstanceOfAny(FusionTransportException.class, FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void garbageAtStatus200() throws IOException {
    byte[] garbage = new byte[5000];
    new Random(1).nextBytes(garbage);
    try (ArkFixture ark = new ArkFixture(folder, Answer.body(200, "application/json", garbage))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @Test
  void answerThatTakesLongerThanTheWholeCallMay() throws IOException {
    Duration allowed = Duration.ofMillis(700);
    assertThat(stalledAnswer(ArkTimeouts.DEFAULT.withCall(allowed)))
        .hasMessageContaining("the call took longer than PT0.7S while the answer came");
  }

  @Test
  void answerThatFallsSilent() throws IOException {
    Duration allowed = Duration.ofMillis(300);
    assertThat(stalledAnswer(ArkTimeouts.DEFAULT.withBetweenBytes(allowed)))
        .hasMessageContaining("nothing came for PT0.3S while the answer came");
  }

  private FusionException stalledAnswer(ArkTimeouts timeouts) throws IOException {
    byte[] half = JSON.substring(0, JSON.length() / 2).getBytes(UTF_8);
    Answer stalling = Answer.stalls("application/json", half, new CountDownLatch(1));
    try (ArkFixture ark =
        new ArkFixture(folder, stalling).with(config -> config.timeouts(timeouts))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      return failure;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"junk\":\"", "data: {\"junk\":\"", ": a comment"})
  void answerThatGoesOnAndOnIsNotReadToItsEnd(String start) throws IOException {
    Answer junk = Answer.goingOn("text/event-stream", start, 64 << 20);
    try (ArkFixture ark = new ArkFixture(folder, junk).with(config -> config.maxImageBytes(1000))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure)
          .isInstanceOf(FusionServiceException.class)
          .hasMessageContaining("the answer has more than 16779216 bytes");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    }
  }

  /** The body's length is known, so a client can tell that it is not whole. */
  @Test
  void answerThatIsCutAtAnyByte() throws IOException {
    byte[] picture = Arrays.copyOf(RESULT, 250);
    byte[] json = ImagesJson.of(MODEL).base64(picture, "2048x2048").toString().getBytes(UTF_8);
    try (ArkFixture ark = new ArkFixture(folder)) {
      for (int length = 0; length < json.length; length++) {
        ark.server.answer(Answer.cut("application/json", json, length));
        RecordingCall call = ark.newCall();

        FusionException failure = ark.failure(base64Request(), call);

        assertThat(failure)
            .as("cut after " + length)
            .isInstanceOfAny(FusionTransportException.class, FusionServiceException.class);
        assertThat(failure.delivery()).as("cut after " + length).isEqualTo(Delivery.ACCEPTED);
        assertThat(ark.server.calls()).hasSize(length + 1);
      }
    }
  }

  /** The body ends with the connection, so only the JSON tells that it is not whole. */
  @Test
  void jsonThatIsCutAtAnyByte() throws IOException {
    byte[] picture = Arrays.copyOf(RESULT, 250);
    byte[] json = ImagesJson.of(MODEL).base64(picture, "2048x2048").toString().getBytes(UTF_8);
    try (ArkFixture ark = new ArkFixture(folder)) {
      for (int length = 0; length < json.length; length++) {
        ark.server.answer(Answer.untilHangUp("application/json", Arrays.copyOf(json, length)));

        FusionException failure = ark.failure(base64Request());

        assertThat(failure)
            .as("cut after " + length)
            .isInstanceOfAny(FusionTransportException.class, FusionServiceException.class);
        assertThat(failure.delivery()).as("cut after " + length).isEqualTo(Delivery.ACCEPTED);
      }
    }
  }

  @Test
  void oneConnectionForManyCalls() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      for (int i = 0; i < 20; i++) {
        ark.fuse(base64Request(), ark.newCall());
      }

      assertThat(ark.server.calls()).hasSize(20);
      assertThat(ark.server.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneConnectionForErrorsOfEveryKind() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(
            folder,
            Answer.error(400, "InvalidParameter", "no"),
            Answer.emptyNotFound(),
            Answer.compressedError(401, "AuthenticationError", "no"),
            Answer.htmlPage(502),
            Answer.htmlPage(502),
            PICTURE)) {
      ark.failure(base64Request());
      ark.failure(base64Request());
      ark.failure(base64Request());
      ark.fuse(base64Request(), ark.newCall());

      assertThat(ark.server.calls()).hasSize(6);
      assertThat(ark.server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void basePathIsKept(String slash) throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, PICTURE)) {
      ark.with(config -> config.baseUrl(URI.create(ark.server.baseUrl() + slash)));

      ark.fuse(base64Request(), ark.newCall());

      assertThat(ark.server.call().path()).isEqualTo("/api/v3/images/generations");
    }
  }

  static ProviderRequest largeRequest() {
    return requestOf(picture(LARGE, "image/jpeg"));
  }

  private static ProviderRequest requestOf(ProviderInput.Picture scene) {
    return new ProviderRequest(
        scene,
        Optional.empty(),
        List.of(),
        ArkFixture.PROMPT,
        OutputSize.UNSET,
        1,
        RequestOptions.of(
            List.of(ArkOptions.builder().responseFormat(ResponseFormat.B64_JSON).build())));
  }

  /** Bytes, and then an error. */
  private static class BrokenStream extends FilterInputStream {
    BrokenStream(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      if (count < 0) {
        throw new IOException("the disk is broken");
      }
      return count;
    }
  }
}
