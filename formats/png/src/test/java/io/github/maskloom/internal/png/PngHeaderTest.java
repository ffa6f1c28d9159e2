package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.TestPng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngHeaderTest {
  private static final byte[] PLAIN = TestPng.of(ColorType.RGB, 8, 3, 3).encode();
  private static final byte[] INTERLACED =
      TestPng.of(ColorType.RGB, 8, 3, 3).interlaced(true).encode();

  @Test
  void knowsAPngByItsFirstEightBytes() {
    assertThat(PngHeader.Signature.matches(PLAIN, 8)).isTrue();
    assertThat(PngHeader.Signature.matches(PLAIN, 7)).isFalse();
    for (int i = 0; i < 8; i++) {
      byte[] other = PLAIN.clone();
      other[i] ^= 1;
      assertThat(PngHeader.Signature.matches(other, 64)).isFalse();
    }
  }

  @Test
  void knowsAnInterlacedPngByItsHeader() {
    assertThat(PngHeader.Signature.interlaced(INTERLACED, PngHeader.Signature.HEAD_BYTES)).isTrue();
    assertThat(PngHeader.Signature.interlaced(PLAIN, 64)).isFalse();
  }

  @Test
  void looksOnlyAtDefinedBytes() {
    assertThat(PngHeader.Signature.interlaced(INTERLACED, PngHeader.Signature.HEAD_BYTES - 1))
        .isFalse();
    assertThat(PngHeader.Signature.interlaced(Arrays.copyOf(INTERLACED, 8), 8)).isFalse();
    assertThat(PngHeader.Signature.matches(new byte[0], 0)).isFalse();
  }

  @Test
  void aFileThatIsNoPngIsNotInterlaced() {
    byte[] other = INTERLACED.clone();
    other[0] = 0;

    assertThat(PngHeader.Signature.interlaced(other, other.length)).isFalse();
  }
}
