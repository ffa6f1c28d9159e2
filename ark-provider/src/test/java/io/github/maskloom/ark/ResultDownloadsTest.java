package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ResultHost;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are fetched from their links: the fifth row of the reference's checklist. */
class ResultDownloadsTest {
  private static final byte[] LARGE = TestImages.largeJpeg(3_000_000, 6);

  @TempDir Path folder;

  @Test
  void jpeg() throws IOException {
    receives(RESULT, host -> host.picture(RESULT, "image/jpeg"));
  }

  @Test
  void png() throws IOException {
    byte[] png = TestImages.png(4);
    receives(png, host -> host.picture(png, "image/png"));
  }

  @Test
  void noAuthorizationHeaderArrives() throws IOException {
    try (ArkFixture ark = answering(host -> host.picture(RESULT, "image/jpeg"))) {
      ark.fuse(linkRequest(), ark.newCall());

      assertThat(ark.host.fetches()).hasSize(1);
      ResultHost.Fetch fetch = ark.host.fetches().get(0);
      assertThat(fetch.header("Authorization")).isEmpty();
      assertThat(fetch.headers().toString()).doesNotContain(ArkFixture.KEY);
      assertThat(fetch.headers()).doesNotContainKey("X-Client-Request-Id");
    }
  }

  @Test
  void redirectGetsNoAuthorizationEither() throws IOException {
    try (ArkFixture ark = answering(host -> host.redirect(host.picture(RESULT, "image/jpeg")))) {
      RecordingCall call = ark.newCall();

      ark.fuse(linkRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(ark.host.fetches()).hasSize(2);
      assertThat(ark.host.fetches()).allMatch(fetch -> fetch.header("Authorization").isEmpty());
    }
  }

  @Test
  void redirectLoopIsLeftSoon() throws IOException {
    try (ArkFixture ark = answering(ResultHost::redirectLoop)) {
      FusionException failure = ark.pictureFailure(linkRequest(), ark.newCall());

      assertThat(failure).hasMessageContaining("redirects too often");
      assertThat(failure.failure().httpStatus()).isEmpty();
      assertThat(ark.host.fetches()).hasSize(4);
    }
  }

  @Test
  void hostThatIsNotThere() throws IOException {
    try (ArkFixture ark = answering(host -> linkOfAClosedHost())) {
      FusionException failure = ark.pictureFailure(linkRequest(), ark.newCall());

      assertThat(failure)
          .isInstanceOf(FusionTransportException.class)
          .hasMessageContaining("no connection to localhost")
          .hasCauseInstanceOf(ConnectException.class);
      assertThat(failure.failure().httpStatus()).isEmpty();
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    }
  }

  private static String linkOfAClosedHost() {
    try (ResultHost closed = new ResultHost()) {
      return closed.picture(RESULT, "image/jpeg");
    }
  }

  @Test
  void hostsThatAreAllowedAreAsked() throws IOException {
    try (ArkFixture ark =
        answering(host -> host.picture(RESULT, "image/jpeg"))
            .with(http -> http.withDownloadHosts("volces.com", "LOCALHOST"))) {
      RecordingCall call = ark.newCall();

      ark.fuse(linkRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void otherHostsAreNotAsked() throws IOException {
    try (ArkFixture ark =
        answering(host -> host.picture(RESULT, "image/jpeg"))
            .with(http -> http.withDownloadHosts("volces.com"))) {
      FusionException failure = ark.pictureFailure(linkRequest(), ark.newCall());

      assertThat(failure)
          .isInstanceOf(FusionAccessException.class)
          .hasMessageContaining("localhost, which is not among HttpConfig.downloadHosts");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(ark.host.fetches()).isEmpty();
    }
  }

  @Test
  void noRedirectLeadsToOtherHosts() throws IOException {
    try (ArkFixture ark =
        answering(
                host ->
                    host.redirect(
                        host.picture(RESULT, "image/jpeg").replace("localhost", "127.0.0.1")))
            .with(http -> http.withDownloadHosts("localhost"))) {
      FusionException failure = ark.pictureFailure(linkRequest(), ark.newCall());

      assertThat(failure).isInstanceOf(FusionAccessException.class);
      assertThat(ark.host.fetches()).hasSize(1);
    }
  }

  @Test
  void expired403() throws IOException {
    try (ArkFixture ark = answering(ResultHost::expired)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(linkRequest(), call);

      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(failure.failure().httpStatus()).hasValue(403);
      assertThat(call.files()).isEmpty();
      assertThat(ark.server.calls()).as("calls that are billed").hasSize(1);
      assertThat(ark.host.fetches()).as("a refusal is not asked for again").hasSize(1);
      assertThat(failure.getMessage()).doesNotContain("X-Tos-Signature", "a%2Bb");
    }
  }

  @Test
  void slowBody() throws IOException {
    receives(RESULT, host -> host.slow(RESULT, "image/jpeg", 13));
  }

  @Test
  void bodyThatStalls() throws IOException {
    CountDownLatch stalled = new CountDownLatch(1);
    try (ArkFixture ark =
        answering(host -> host.stalls(LARGE, "image/jpeg", stalled))
            .with(
                http ->
                    http.withTimeouts(HttpTimeouts.DEFAULT.withDownload(Duration.ofMillis(300))))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(linkRequest(), call);

      assertThat(failure)
          .isInstanceOf(FusionTransportException.class)
          .hasMessageContaining("localhost, was silent after ");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/octet-stream", "text/plain", "image/png", "nonsense"})
  void wrongContentType(String contentType) throws IOException {
    receives(RESULT, host -> host.picture(RESULT, contentType));
  }

  @Test
  void pageInThePlaceOfAnImage() throws IOException {
    byte[] page = "<html><body>please log in</body></html>".getBytes(UTF_8);
    try (ArkFixture ark = answering(host -> host.picture(page, "text/html"))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(linkRequest(), call);

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @Test
  void cutBodyIsResumed() throws IOException {
    try (ArkFixture ark = answering(host -> host.cut(LARGE, "image/jpeg", 1_600_000))) {
      RecordingCall call = ark.newCall();

      ark.fuse(linkRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(LARGE);
      assertThat(ark.host.fetches()).hasSize(2);
      assertThat(ark.host.fetches().get(1).header("Range")).hasValue("bytes=1600000-");
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void cutBodyOfWhichNoPartCanBeAskedFor() throws IOException {
    try (ArkFixture ark =
        answering(host -> host.cutWithoutRanges(LARGE, "image/jpeg", 1_200_000))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(linkRequest(), call);

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429, 408})
  void hostThatFailsForAWhile(int status) throws IOException {
    receives(RESULT, host -> host.pictureAfterErrors(RESULT, "image/jpeg", status, 1));
  }

  @Test
  void bodyOfUnknownLengthThatBreaksOffBehindItsLastByte() throws IOException {
    receives(RESULT, host -> host.brokenOffAtItsEnd(RESULT, "image/jpeg"));
  }

  @Test
  void pictureThatIsTooLarge() throws IOException {
    try (ArkFixture ark =
        answering(host -> host.picture(LARGE, "image/jpeg"))
            .with(http -> http.withMaxImageBytes(1_000_000))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(linkRequest(), call);

      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a link", "file:///etc/passwd", "ftp://example.org/a", "http://"})
  void linkThatIsNone(String link) throws IOException {
    try (ArkFixture ark = answering(host -> link)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(linkRequest(), call);

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @Test
  void oneOfTwoImagesFails() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String good = ark.host.picture(RESULT, "image/jpeg");
      ark.server.answer(
          Answer.json(
              ImagesJson.of(MODEL).url(ark.host.expired(), "1x1").url(good, "1x1").toString()));
      RecordingCall call = ark.newCall();

      ark.fuse(request(2, ArkOptions.NONE), call);

      assertThat(call.bytes(1)).isEqualTo(RESULT);
      assertThat(call.failure(0).delivery()).isEqualTo(Delivery.ACCEPTED);
    }
  }

  private void receives(byte[] picture, Function<ResultHost, String> link) throws IOException {
    try (ArkFixture ark = answering(link)) {
      RecordingCall call = ark.newCall();

      ark.fuse(linkRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(picture);
      assertThat(call.files()).containsExactly("image-0");
      assertThat(call.downloaded()).containsEntry(0, (long) picture.length);
    }
  }

  private ArkFixture answering(Function<ResultHost, String> link) {
    ArkFixture ark = new ArkFixture(folder);
    ark.server.answer(
        Answer.json(ImagesJson.of(MODEL).url(link.apply(ark.host), "2048x2048").toString()));
    return ark;
  }
}
