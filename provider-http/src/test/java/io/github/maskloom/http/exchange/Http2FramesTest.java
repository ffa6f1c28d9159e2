package io.github.maskloom.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2FramesTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PADDED = 8;

  private final Buffer received = new Buffer();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 9, 10, 1000, 100_000})
  void findsWhatIsOfBodiesHoweverItComes(int bytesPerRead) {
    frame(4, 0, new byte[12]);
    frame(HEADERS, PADDED, new byte[300]);
    frame(DATA, 0, new byte[16_384]);
    frame(DATA, 1, new byte[0]);
    frame(DATA, PADDED, new byte[] {3, 'a', 'b', 0, 0, 0});
    frame(DATA, PADDED, new byte[] {0, 'a'});
    frame(DATA, PADDED, new byte[] {9, 0});
    frame(DATA, PADDED, new byte[0]);
    frame(9, 0, new byte[70_000]);
    frame(DATA, 1, new byte[] {'a', 'b', 'c'});

    assertThat(bodyBytes(bytesPerRead)).isEqualTo(16_384 + 2 + 1 + 3);
  }

  private int bodyBytes(int bytesPerRead) {
    Http2Frames frames = new Http2Frames();
    int found = 0;
    byte[] some = new byte[bytesPerRead + 5];
    while (!received.exhausted()) {
      int count = received.read(some, 5, bytesPerRead);
      found += frames.bodyBytes(some, 5, count);
    }
    return found;
  }

  private void frame(int type, int flags, byte[] payload) {
    received.writeByte(payload.length >> 16).writeShort(payload.length & 0xFFFF);
    received.writeByte(type).writeByte(flags).writeInt(1).write(payload);
  }
}
