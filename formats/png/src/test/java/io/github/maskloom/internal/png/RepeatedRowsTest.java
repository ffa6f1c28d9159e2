package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.google.common.primitives.Ints;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.CanvasMasks;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.ZlibStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a mask that are like the one above, whatever wrote them, and passed over. */
class RepeatedRowsTest {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 360;
  private static final int PAINTED_FROM = 180;
  private static final int PAINTED_TO = 184;

  /** An image of one color but for noise in some rows in the middle. */
  private static TestPng mask(ColorType type, int depth, int... color) {
    Random random = new Random(1);
    int[] samples = new int[WIDTH * HEIGHT * color.length];
    Arrays.setAll(samples, i -> color[i % color.length]);
    int rowSamples = WIDTH * color.length;
    for (int i = PAINTED_FROM * rowSamples; i < PAINTED_TO * rowSamples; i += 3) {
      samples[i] = random.nextInt(1 << depth);
    }
    return TestPng.of(type, depth, WIDTH, HEIGHT).samples(samples);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void arePassedOverUnderEachFilter(int filter) throws IOException {
    for (int level : new int[] {1, 3, 6}) {
      assertPassedOver(mask(ColorType.RGBA, 8, 0, 0, 0, 0), filter, level);
      assertPassedOver(mask(ColorType.RGBA, 16, 0, 0, 0, 0), filter, level);
      assertPassedOver(mask(ColorType.RGB, 8, 0, 0, 0), filter, level);
    }
  }

  /** A canvas has alpha, and black that is empty is opaque there. */
  @ParameterizedTest
  @CsvSource({"1, 3", "1, 6", "2, 6", "3, 6", "4, 6"})
  void maySayAnythingAsLongAsTheyStay(int filter, int level) throws IOException {
    assertPassedOver(mask(ColorType.RGBA, 8, 0, 0, 0, 255), filter, level);
  }

  /** Chromium's rows differ in their tokens, each from the one before. */
  @ParameterizedTest
  @CsvSource({"chromium-2k-0, 1948", "firefox-2k-0, 1948", "chromium-2k-8, 1300"})
  void arePassedOverInMasksOfBrowsers(String name, int least) throws IOException {
    byte[] mask = CanvasMasks.read(name);
    assertThat(skipping(mask, 1)).isEqualTo(Pngs.read(mask));
    assertThat(passedOver(mask)).isGreaterThan(least);
  }

  private static void assertPassedOver(TestPng mask, int filter, int level) throws IOException {
    mask.filter(filter).deflate(level, Deflater.DEFAULT_STRATEGY);
    byte[] file = mask.encode();
    assertThat(skipping(file, 1)).isEqualTo(mask.delivered());
    // What is passed over follows what was decoded, so not all is.
    assertThat(passedOver(file)).isGreaterThan(HEIGHT / 2);
    mask.deflate(9, Deflater.FILTERED).idatBytes(100);
    assertThat(skipping(mask.encode(), 3)).isEqualTo(mask.delivered());
  }

  @ParameterizedTest
  @EnumSource
  void areTheSameInEachStyleOfCompression(ZlibStyle style) throws IOException {
    for (ColorType type : List.of(ColorType.GRAY, ColorType.PALETTE)) {
      TestPng mask = mask(type, 8, 0).zlib(style).idatBytes(50);
      assertThat(skipping(mask.encode(), 2)).isEqualTo(mask.delivered());
    }
    TestPng changing = mask(ColorType.RGBA, 8, 9, 0, 0, 7).zlib(style).filters(row -> row / 80);
    assertThat(skipping(changing.encode(), 1)).isEqualTo(changing.delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {-30, -1, 1, 30})
  void mayBeNeitherTooFewNorTooMany(int more) {
    byte[] file = ofData(PngFiles.zlib(empty(HEIGHT + more).encode()));

    assertThatThrownBy(() -> skipping(file, 1))
        .hasMessageContaining(more < 0 ? "end before the last row" : "go on after the last row");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void areSummed(int place) throws IOException {
    for (int filter = 0; filter <= 4; filter++) {
      byte[] data = PngFiles.zlib(mask(ColorType.RGBA, 8, 0, 0, 0, 0).filter(filter).encode());
      skipping(ofData(data), 1);
      data[data.length - place] ^= 1;

      assertThatThrownBy(() -> skipping(ofData(data), 1)).hasMessageContaining("Adler-32");
    }
  }

  @Test
  void areReadWhereNoneCame() throws IOException {
    try (PngReader reader = Pngs.plain(empty(HEIGHT).encode())) {
      assertThat(reader.skipRepeats()).isZero();
      while (reader.read(new RasterWindow(reader.geometry(), 7)) > 0) {
        reader.skipRepeats();
      }
      assertThat(reader.skipRepeats()).isZero();
    }
  }

  private static TestPng empty(int rows) {
    return TestPng.of(ColorType.RGBA, 8, WIDTH, rows).samples(new int[4 * WIDTH * rows]);
  }

  private static byte[] ofData(byte[] zlib) {
    return TestPng.file(
        TestPng.rawChunk("IHDR", empty(HEIGHT).header()),
        TestPng.rawChunk("IDAT", zlib),
        TestPng.rawChunk("IEND"));
  }

  /** All samples, where rows that are passed over are taken from the one before. */
  private static int[] skipping(byte[] file, int windowRows) throws IOException {
    List<int[]> rows = new ArrayList<>();
    try (PngReader reader = Pngs.plain(file)) {
      RasterWindow window = new RasterWindow(reader.geometry(), windowRows);
      while (reader.read(window) > 0) {
        int[] none = null;
        for (int row = 0; row < window.rows(); row++) {
          rows.add(window.raster().getPixels(0, row, window.geometry().width(), 1, none));
        }
        for (int left = reader.skipRepeats(); left > 0; left--) {
          rows.add(rows.get(rows.size() - 1));
        }
      }
    }
    return Ints.concat(rows.toArray(int[][]::new));
  }

  private static int passedOver(byte[] file) throws IOException {
    int count = 0;
    try (PngReader reader = Pngs.plain(file)) {
      RasterWindow window = new RasterWindow(reader.geometry(), 1);
      while (reader.read(window) > 0) {
        count += reader.skipRepeats();
      }
    }
    return count;
  }

  /** Any compressed data that were once those of a mask: refused, or the same samples. */
  static void compare(FuzzedDataProvider input) throws IOException {
    TestPng mask =
        mask(ColorType.RGBA, 8, 0, 0, 0, input.consumeBoolean() ? 255 : 0)
            .filter(input.consumeInt(0, 4))
            .deflate(input.consumeInt(1, 9), input.consumeInt(0, 2));
    boolean summed = input.consumeBoolean();
    byte[] data = PngFiles.zlib(mask.encode());
    while (input.remainingBytes() > 0) {
      data[input.consumeInt(2, data.length - 5)] ^= input.consumeByte();
    }
    byte[] file = ofData(summed ? data : PngFiles.withRightChecksum(data));
    assertThat(verdict(() -> skipping(file, 1))).isEqualTo(verdict(() -> Pngs.read(file)));
  }

  /** What is read; nothing if that is refused. */
  private static int[] verdict(Read read) throws IOException {
    try {
      return read.samples();
    } catch (ImageFormatException e) {
      return new int[0];
    }
  }

  @FunctionalInterface
  private interface Read {
    int[] samples() throws IOException;
  }
}
