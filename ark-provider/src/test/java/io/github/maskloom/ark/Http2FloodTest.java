package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.server.Http2FloodServer.frame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.ark.server.Http2FloodServer;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * HTTP/2, where a thread reads for all calls of a connection: no flood ends it later than others.
 */
@Timeout(120)
class Http2FloodTest {
  private static final long MOST_SENT = 12 << 20;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;

  private static final byte[] OK = frame(HEADERS, END_HEADERS, 1, (byte) 0x88);
  private static final byte[] EARLY =
      frame(HEADERS, END_HEADERS, 1, (byte) 8, (byte) 3, (byte) '1', (byte) '0', (byte) '3');
  private static final byte[] NOTHING = {};

  @TempDir Path folder;

  /** What comes without end. */
  enum Flood {
    /** A block of headers that changes the size of a table. */
    HEADER_BLOCK(frame(HEADERS, 0, 1), frame(CONTINUATION, 0, 1, filled(16_384, 0x20))),
    /** Headers without name and value, which count for nothing at OkHttp. */
    NAMELESS_HEADERS(
        frame(HEADERS, 0, 1, (byte) 0x40, (byte) 0, (byte) 0),
        frame(CONTINUATION, 0, 1, filled(16_384, 0xBE))),
    EARLY_ANSWERS(NOTHING, EARLY),
    PINGS(NOTHING, frame(PING, 0, 0, new byte[8])),
    SETTINGS_AGAIN(NOTHING, frame(SETTINGS, 0, 0)),
    PADDING(OK, frame(DATA, PADDED, 1, filled(256, 0xFF)));

    final String start;
    final String more;

    Flood(byte[] start, byte[] more) {
      this.start = new String(start, ISO_8859_1);
      this.more = new String(more, ISO_8859_1);
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void endsTheCall(Flood flood) throws IOException {
    try (Http2FloodServer server =
            new Http2FloodServer(
                TlsTest.SERVER.sslContext().getServerSocketFactory(),
                flood.start.getBytes(ISO_8859_1),
                flood.more.getBytes(ISO_8859_1));
        ProviderSession session = session(server.baseUrl())) {
      FusionException failure =
          catchThrowableOfType(
              FusionException.class, () -> session.fuse(base64Request(), call("call")));

      assertThat(failure.delivery()).isIn(Delivery.UNKNOWN, Delivery.ACCEPTED);
      assertThat(server.sent()).isLessThan(MOST_SENT);
    }
  }

  /** What waits for a reader that has other things to do is no flood. */
  @Test
  void aReaderMayBeSlow() throws Exception {
    byte[] picture = TestImages.largeJpeg(3_000_000, 5);
    String json = ImagesJson.of(MODEL).base64(picture, "4096x4096").toString();
    CountDownLatch written = new CountDownLatch(1);
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(TlsTest.SERVER.sslSocketFactory());
      server.enqueue(new MockResponse.Builder().body(new Whole(json, written)).build());
      server.start();
      try (ProviderSession session = session(server.url("/api/v3").uri())) {
        RecordingCall call = call("slow");
        call.whenBytesCome(() -> await(written));

        session.fuse(base64Request(), call);

        assertThat(call.bytes(0)).isEqualTo(picture);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("all was written").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A body, and a word when all of it is written. */
  private record Whole(String text, CountDownLatch written) implements MockResponseBody {
    @Override
    public long getContentLength() {
      return text.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(text.getBytes(UTF_8));
      sink.flush();
      written.countDown();
    }
  }

  private static ProviderSession session(URI url) throws IOException {
    return new ArkProvider()
        .open(
            TlsTest.trusting(ArkConfig.builder())
                .apiKey(ArkFixture.KEY)
                .baseUrl(url)
                .retries(HttpRetries.NONE)
                .build());
  }

  private RecordingCall call(String name) throws IOException {
    return new RecordingCall(Files.createDirectory(folder.resolve(name)));
  }
}
