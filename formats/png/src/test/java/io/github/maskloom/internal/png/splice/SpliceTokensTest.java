package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@link TokenCopy} inflates to just the rows that are wanted. */
class SpliceTokensTest {
  private static final int ROW = 301;
  private static final int ROWS = 40;

  private final byte[] file;
  private final byte[] data;

  SpliceTokensTest() {
    int[] samples = new int[(ROW - 1) * ROWS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % 97 < 40 ? 7 : ((i * i) >> 5) & 0xFF;
    }
    TestPng png = TestPng.of(ColorType.GRAY, 8, ROW - 1, ROWS).filter(1).samples(samples);
    file = png.encode();
    data = png.filteredRows();
  }

  /** Encodes all rows; those that differ in {@code wanted} are said to differ in all bytes. */
  private byte[] encoded(byte[] wanted, boolean unfiltered) throws IOException {
    return new TokenCopy(file, ROW).encoded(wanted, unfiltered, y -> changed(wanted, y));
  }

  private ByteRanges changed(byte[] wanted, int y) {
    int end = (y + 1) * ROW;
    int first = Arrays.mismatch(wanted, y * ROW, end, data, y * ROW, end);
    ByteRanges ranges = new ByteRanges(ROW);
    if (first >= 0) {
      ranges.add(first, ROW);
    }
    return ranges;
  }

  /** Compressed bytes of the file. */
  private int storedBytes() {
    return file.length - 8 - 25 - 12 - 12;
  }

  @Test
  void rowsThatStayTakeNoMoreRoom() throws IOException {
    assertThat(encoded(data, false)).hasSizeLessThanOrEqualTo(storedBytes() + 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytesThatChangeAreEncodedAnew(boolean unfiltered) throws IOException {
    byte[] wanted = data.clone();
    for (int y = 10; y < 20; y++) {
      Arrays.fill(wanted, y * ROW + 100, y * ROW + 160, (byte) (y * 7));
    }
    wanted[25 * ROW + 1] ^= 0x55;
    wanted[ROWS * ROW - 1] ^= 0x01;

    assertThat(encoded(wanted, unfiltered)).isNotEmpty();
  }

  @Test
  void everythingMayChange() throws IOException {
    byte[] wanted = new byte[data.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (byte) (~data[i] * 31);
    }

    assertThat(encoded(wanted, false)).isNotEmpty();
  }
}
