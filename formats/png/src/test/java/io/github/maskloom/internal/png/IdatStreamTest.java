package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where compressed data are split into chunks has no meaning. */
class IdatStreamTest {
  private static final byte[] EMPTY = TestPng.rawChunk("IDAT");
  private static final byte[] END = TestPng.rawChunk("IEND");

  @Test
  void aReadOfNoBytesGivesNoneAndNotTheEnd() throws IOException {
    IdatStream stream = open(idat(1), END);

    assertThat(stream.read(new byte[0], 0, 0)).isZero();
    assertThat(stream.read()).isEqualTo(1);
  }

  @Test
  void anEmptyChunkWithAWrongChecksumIsRefused() throws IOException {
    byte[] broken = EMPTY.clone();
    broken[11] ^= 1;
    IdatStream stream = open(idat(1), broken, idat(2), END);

    assertThatThrownBy(() -> stream.read(new byte[4], 0, 4))
        .isInstanceOf(ImageFormatException.class);
  }

  private static byte[] idat(int... values) {
    byte[] data = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i] = (byte) values[i];
    }
    return TestPng.rawChunk("IDAT", data);
  }

  private static IdatStream open(byte[]... parts) throws IOException {
    ChunkReader chunks =
        new ChunkReader(
            new ByteArrayInputStream(TestPng.file(parts)),
            ImageLimits.DEFAULT,
            DamagePolicy.STRICT);
    chunks.readSignature();
    chunks.next();
    return new IdatStream(chunks);
  }
}
