package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.junit.jupiter.api.Test;

/**
 * Changed rows are searched for repeats only where that saves much, whatever it takes elsewhere.
 */
class SpliceSearchTest {
  private static final int WIDTH = 1024;
  private static final int ROW = 1 + 3 * WIDTH;
  private static final int ROWS = 1800;
  private static final int UP = 2;
  private static final int[] SOFT_NOISE = {0, 0, 0, 1, 1, 255, 255, 2, 254};

  private final Random random = new Random(7);
  private int searchedRows;

  @Test
  void softNoiseIsNotSearchedAlthoughItsPhotoHoldsNothingButRepeats() throws IOException {
    TestPng photo = photo(1, (x, y) -> SOFT_NOISE[random.nextInt(SOFT_NOISE.length)]);

    int bytes = spliced(photo);

    assertThat(searchedRows).isBetween(1, ROWS / 10);
    assertThat(bytes).isLessThan(photo.encode().length);
  }

  @Test
  void aFlatScreenIsSearchedAndStaysSmall() throws IOException {
    int[] letters = random.ints(64 * 64, 0, 4).map(shade -> shade * 80).toArray();
    TestPng photo =
        photo(6, (x, y) -> y % 24 > 7 ? 0 : letters[(x / 8 * 7 + y / 24 * 31) % 64 * 64 + x % 64]);

    int bytes = spliced(photo);

    assertThat(searchedRows).isGreaterThan(ROWS - 20);
    assertThat(bytes).isLessThan(102 * deflated(wanted(photo)) / 100);
  }

  /** What a filtered byte of the photo is. */
  private interface Filtered {
    int at(int x, int y);
  }

  private static TestPng photo(int level, Filtered filtered) {
    int[] samples = new int[3 * WIDTH * ROWS];
    for (int i = 0; i < samples.length; i++) {
      int y = i / (3 * WIDTH);
      int above = y == 0 ? 0 : samples[i - 3 * WIDTH];
      samples[i] = above + filtered.at(i % (3 * WIDTH), y) & 0xFF;
    }
    return TestPng.of(ColorType.RGB, 8, WIDTH, ROWS)
        .samples(samples)
        .filter(UP)
        .deflate(level, Deflater.DEFAULT_STRATEGY);
  }

  /** The rows with the middle of each halved. */
  private static byte[] wanted(TestPng photo) {
    byte[] wanted = photo.filteredRows();
    for (int y = 0; y < ROWS; y++) {
      for (int x = ROW / 3; x < ROW / 2; x++) {
        wanted[y * ROW + x] = (byte) (wanted[y * ROW + x] / 2);
      }
    }
    return wanted;
  }

  private static int deflated(byte[] data) throws IOException {
    return new DeflaterInputStream(new ByteArrayInputStream(data)).readAllBytes().length;
  }

  /** Changes the rows as they are wanted; returns their size, and counts those searched. */
  private int spliced(TestPng photo) throws IOException {
    ByteRanges changed = new ByteRanges(ROW);
    changed.add(ROW / 3, ROW / 2);
    TokenCopy copy = new TokenCopy(photo.encode(), ROW);
    byte[] zlib = copy.encoded(wanted(photo), false, y -> changed);
    searchedRows = copy.searchedRows();
    return zlib.length;
  }
}
