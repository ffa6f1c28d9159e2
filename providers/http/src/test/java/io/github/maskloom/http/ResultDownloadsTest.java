package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.ResultHost;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are fetched from their links. */
class ResultDownloadsTest extends HttpTrial {
  private static final byte[] LARGE = TestImages.largeJpeg(3_000_000, 6);
  private static final String JPEG = "image/jpeg";
  private static final Answer WHOLE = ResultHost.wanted(RESULT, JPEG);
  private static final Answer LOOP = call -> Answer.redirect(302, call.path()).reply(call);
  private static final Answer BROKEN_AT_ITS_END =
      call -> {
        call.exchange().respondInChunks(200, call.answerHeaders(JPEG)).write(RESULT);
        call.exchange().hangUp();
      };

  private static Stream<Function<ResultHost, String>> links() {
    Stream<Function<ResultHost, String>> types =
        Stream.of(JPEG, "application/octet-stream", "text/plain", "image/png", "nonsense")
            .map(type -> host -> host.picture(RESULT, type));
    Stream<Function<ResultHost, String>> errors =
        Stream.of(503, 429, 408).map(status -> host -> host.link(Answer.empty(status), WHOLE));
    Stream<Function<ResultHost, String>> others =
        Stream.of(
            host -> host.link(Answer.inPieces(JPEG, RESULT, 13)),
            host -> host.link(BROKEN_AT_ITS_END, Answer.empty(416), WHOLE),
            host -> host.link(Answer.redirect(302, host.picture(RESULT, JPEG))));
    return Stream.of(types, errors, others).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("links")
  void anImageComesAndNoSecretGoes(Function<ResultHost, String> link) throws IOException {
    HttpFixture service = linking(link);
    RecordingCall call = service.fused(request());

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).containsExactly("image-0");
    assertThat(call.heard()).endsWith("image 0 has " + RESULT.length + " bytes");
    assertThat(service.host.calls())
        .isNotEmpty()
        .allSatisfy(
            fetch ->
                assertThat(fetch.headers().toString())
                    .doesNotContainIgnoringCase("Authorization")
                    .doesNotContainIgnoringCase("Client-Request-Id")
                    .doesNotContain(HttpFixture.KEY));
  }

  private static FusionException failure(HttpFixture service, int fetches) throws IOException {
    FusionException failure = service.pictureFailure();
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.getMessage()).doesNotContain("X-Tos-Signature", "a%2Bb");
    assertThat(service.server().calls()).as("calls that are billed").hasSize(1);
    assertThat(service.host.calls()).hasSize(fetches);
    return failure;
  }

  @Test
  void aRedirectLoopIsLeftSoon() throws IOException {
    FusionException failure = failure(linking(host -> host.link(LOOP)), 4);
    assertThat(failure).hasMessageContaining("redirects too often");
    assertThat(failure.failure().httpStatus()).isEmpty();
  }

  @Test
  void aHostThatIsNotThereIsNamed() throws IOException {
    FusionException failure = failure(linking(host -> linkOfAClosedHost()), 0);
    assertThat(failure)
        .isInstanceOf(FusionTransportException.class)
        .hasMessageContaining("no connection to localhost")
        .hasCauseInstanceOf(ConnectException.class);
    assertThat(failure.failure().httpStatus()).isEmpty();
  }

  private static String linkOfAClosedHost() {
    try (ResultHost closed = new ResultHost()) {
      return closed.picture(RESULT, JPEG);
    }
  }

  @Test
  void hostsThatAreAllowedAreAsked() throws IOException {
    HttpFixture service =
        linking(host -> host.picture(RESULT, JPEG))
            .with(http -> http.withDownloadHosts("volces.com", "LOCALHOST"));
    assertThat(service.fused(request()).bytes(0)).isEqualTo(RESULT);
  }

  @Test
  void otherHostsAreNotAskedAndNoRedirectLeadsThere() throws IOException {
    assertThat(
            failure(
                linking(host -> host.picture(RESULT, JPEG))
                    .with(http -> http.withDownloadHosts("volces.com")),
                0))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("localhost, which is not among HttpConfig.downloadHosts");
    assertThat(
            failure(
                linking(host -> host.link(Answer.redirect(302, "http://127.0.0.1:1/picture")))
                    .with(http -> http.withDownloadHosts("localhost")),
                1))
        .isInstanceOf(FusionAccessException.class);
  }

  @Test
  void aRefusalIsNotAskedForAgain() throws IOException {
    assertThat(failure(linking(ResultHost::expired), 1).failure().httpStatus()).hasValue(403);
  }

  @Test
  void aBodyThatStallsEndsAtTheTimeout() throws IOException {
    assertThat(
            failure(
                linking(host -> host.link(Answer.stalls(JPEG, RESULT, new CountDownLatch(1))))
                    .withTimeouts(timeouts -> timeouts.withDownload(Duration.ofMillis(300))),
                3))
        .isInstanceOf(FusionTransportException.class)
        .hasMessageContaining("localhost, was silent after ");
  }

  @Test
  void aPageInThePlaceOfAnImageIsNone() throws IOException {
    byte[] page = "<html><body>please log in</body></html>".getBytes(UTF_8);
    assertThat(failure(linking(host -> host.picture(page, "text/html")), 1))
        .isInstanceOf(FusionServiceException.class);
  }

  @Test
  void aBodyThatIsCutIsResumed() throws IOException {
    Answer rest = ResultHost.wanted(LARGE, JPEG);
    HttpFixture service = linking(host -> host.link(Answer.cut(JPEG, LARGE, 1_600_000), rest));
    assertThat(service.fused(request()).bytes(0)).isEqualTo(LARGE);
    assertThat(service.host.calls()).hasSize(2);
    assertThat(service.host.calls().get(1).header("Range")).hasValue("bytes=1600000-");
    assertThat(service.server().calls()).hasSize(1);
  }

  @Test
  void aBodyOfWhichNoPartCanBeAskedForIsAskedForThreeTimes() throws IOException {
    assertThat(failure(linking(host -> host.link(Answer.cut(JPEG, LARGE, 1_200_000))), 3))
        .isInstanceOf(FusionTransportException.class);
  }

  @Test
  void anImageThatIsTooLargeIsLeft() throws IOException {
    failure(
        linking(host -> host.picture(LARGE, JPEG)).with(http -> http.withMaxImageBytes(1_000_000)),
        1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a link", "file:///etc/passwd", "ftp://example.org/a", "http://"})
  void aLinkThatIsNoneIsNotAsked(String link) throws IOException {
    assertThat(failure(linking(host -> link), 0)).isInstanceOf(FusionServiceException.class);
  }

  @Test
  void oneOfTwoImagesFails() throws IOException {
    HttpFixture service = answering();
    String good = service.host.picture(RESULT, JPEG);
    ImagesJson json = ImagesJson.of(MODEL).url(service.host.expired(), "1x1").url(good, "1x1");
    service.answer(json);
    RecordingCall call = service.fused(request(2));

    assertThat(call.bytes(1)).isEqualTo(RESULT);
    assertThat(call.failure(0).delivery()).isEqualTo(Delivery.ACCEPTED);
  }
}
