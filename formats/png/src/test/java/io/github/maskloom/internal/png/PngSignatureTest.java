package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.TestPng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngSignatureTest {
  private static final byte[] PLAIN = TestPng.of(ColorType.RGB, 8, 3, 3).encode();
  private static final byte[] INTERLACED =
      TestPng.of(ColorType.RGB, 8, 3, 3).interlaced(true).encode();

  @Test
  void knowsAPngByItsFirstEightBytes() {
    assertThat(PngSignature.matches(PLAIN, 8)).isTrue();
    assertThat(PngSignature.matches(PLAIN, 7)).isFalse();
    for (int i = 0; i < 8; i++) {
      byte[] other = PLAIN.clone();
      other[i] ^= 1;
      assertThat(PngSignature.matches(other, 64)).isFalse();
    }
  }

  @Test
  void knowsAnInterlacedPngByItsHeader() {
    assertThat(PngSignature.interlaced(INTERLACED, PngSignature.HEAD_BYTES)).isTrue();
    assertThat(PngSignature.interlaced(PLAIN, 64)).isFalse();
  }

  @Test
  void looksOnlyAtDefinedBytes() {
    assertThat(PngSignature.interlaced(INTERLACED, PngSignature.HEAD_BYTES - 1)).isFalse();
    assertThat(PngSignature.interlaced(Arrays.copyOf(INTERLACED, 8), 8)).isFalse();
    assertThat(PngSignature.matches(new byte[0], 0)).isFalse();
  }

  @Test
  void aFileThatIsNoPngIsNotInterlaced() {
    byte[] other = INTERLACED.clone();
    other[0] = 0;

    assertThat(PngSignature.interlaced(other, other.length)).isFalse();
  }
}
