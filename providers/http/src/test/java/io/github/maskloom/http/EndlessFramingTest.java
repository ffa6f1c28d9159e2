package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that send and send, but no byte of an answer, neither fill the heap nor hold a call. */
@Timeout(120)
class EndlessFramingTest extends HttpTrial {
  /** The bound, with what waits in buffers of the system on its way. */
  private static final long MAX_SENT = 12 << 20;

  private static final String OK = "HTTP/1.1 200 \r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  /** Where an answer does not come to its point. */
  enum Place {
    CHUNK_SIZE(OK + CHUNKED, "0"),
    CHUNK_EXTENSION(OK + CHUNKED + "1;", "a"),
    END_OF_A_CHUNK(OK + CHUNKED + "1\r\n{", "a"),
    TRAILER(OK + CHUNKED + "1\r\n{\r\n0\r\nT: ", "a"),
    TRAILERS(OK + CHUNKED + "1\r\n{\r\n0\r\n", "T: a\r\n"),
    HEADER(OK + "H: ", "a"),
    HEADERS(OK, "H: a\r\n"),
    STATUS("HTTP/1.1 200 ", "a"),
    EARLY_ANSWERS("", "HTTP/1.1 103 \r\n\r\n"),
    NAME_OF_GZIP(OK + "Content-Encoding: gzip\r\n\r\n\u001f\u008b\b\b\0\0\0\0\0\0", "a"),
    EMPTY_BLOCKS(
        OK + "Content-Encoding: gzip\r\n\r\n\u001f\u008b\b\0\0\0\0\0\0\0", "\0\0\0\u00ff\u00ff");

    final String start;
    final String more;

    Place(String start, String more) {
      this.start = start;
      this.more = more;
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsTheCall(Place place) throws IOException {
    AtomicLong sent = new AtomicLong();
    Answer endless = Answer.endless(place.start, place.more, sent);
    HttpFixture service = answering(endless, Answer.json(JSON));
    FusionException failure = service.failure(request());
    RecordingCall next = service.fused(request());

    assertThat(failure.delivery()).isIn(Delivery.UNKNOWN, Delivery.ACCEPTED);
    assertThat(sent.get()).isLessThan(MAX_SENT);
    assertThat(next.bytes(0)).isEqualTo(RESULT);
  }

  /** TLS reads from sockets with the same bound. */
  @ParameterizedTest
  @EnumSource
  void endsTheCallOverTls(Place place) throws IOException {
    AtomicLong sent = new AtomicLong();
    JsonServer server =
        new JsonServer(
            "https", TlsTest.TLS.serverSockets(), Answer.endless(place.start, place.more, sent));
    HttpFixture service = answering(server).with(TlsTest::trusting);
    FusionException failure = service.failure(request());

    assertThat(failure.delivery()).isIn(Delivery.UNKNOWN, Delivery.ACCEPTED);
    assertThat(sent.get()).isLessThan(MAX_SENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHUNK_SIZE", "CHUNK_EXTENSION", "END_OF_A_CHUNK", "TRAILER"})
  void anErrorKeepsItsStatus(Place place) throws IOException {
    AtomicLong sent = new AtomicLong();
    String start = place.start.replace("200", "400");
    HttpFixture service = answering(Answer.endless(start, place.more, sent));
    FusionException failure = service.failure(request());

    assertThat(failure.failure().httpStatus()).hasValue(400);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(sent.get()).isLessThan(MAX_SENT);
  }

  @ParameterizedTest
  @EnumSource
  void endsADownload(Place place) throws IOException {
    AtomicLong sent = new AtomicLong();
    String start = place.start.replace("Content-Encoding: gzip", "Server: none");
    HttpFixture service =
        linking(host -> host.link(Answer.endless(start, place.more, sent)))
            .with(http -> http.withMaxImageBytes(1 << 20));

    FusionException failure = service.pictureFailure();

    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(sent.get()).isLessThan(3 * MAX_SENT);
  }
}
