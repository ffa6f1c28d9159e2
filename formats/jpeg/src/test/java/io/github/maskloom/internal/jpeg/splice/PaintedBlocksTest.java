package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The mean of a block is that of the pixels it stands for, however its component is sampled. */
class PaintedBlocksTest {
  private static final int SIDE = 64;

  /** A color whose components in a file are nearly whole: 120, 84 and 103. */
  private static final int[] COLOR = {85, 153, 42};

  private static final int OPAQUE = 0xFF;
  private static final int MIDDLE = 128;

  /** Of luma, blue and red chroma: what red, green and blue add. */
  private static final double[][] WEIGHTS = {
    {0.299, 0.587, 0.114}, {-0.168736, -0.331264, 0.5}, {0.5, -0.418688, -0.081312}
  };

  private static final double[][] THEMSELVES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  private final BufferedImage plain = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);

  @BeforeEach
  void fill() {
    int[] pixels = new int[SIDE * SIDE];
    Arrays.fill(pixels, COLOR[0] << 16 | COLOR[1] << 8 | COLOR[2]);
    plain.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
  }

  /** With quantization by ones, a DC coefficient is eight times the mean of its block. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, SOURCE_OVER",
    "2, 1, SOURCE_OVER",
    "1, 2, SOURCE_OVER",
    "2, 2, SOURCE_OVER",
    "4, 1, SOURCE_OVER",
    "4, 2, SOURCE_OVER",
    "1, 1, MULTIPLY",
    "2, 1, MULTIPLY",
    "2, 2, MULTIPLY"
  })
  void paintCountsWhereverItLiesInAnMcu(int h, int v, BlendMode mode) throws IOException {
    assertMeans(TestJpegs.ofKind(plain, h, v, 0, false, 1), mode, COLOR, WEIGHTS);
  }

  @ParameterizedTest
  @EnumSource(BlendMode.class)
  void paintCountsInFilesOfRgb(BlendMode mode) throws IOException {
    byte[] ycc = TestJpegs.ofKind(plain, 1, 1, 0, false, 1);
    byte[] jpeg = JpegEdits.withAdobe(JpegEdits.withoutSegment(ycc, 0xE0), 0);

    assertMeans(jpeg, mode, new int[] {120, 84, 103}, THEMSELVES);
  }

  private static void assertMeans(byte[] jpeg, BlendMode mode, int[] under, double[][] weights)
      throws IOException {
    for (int[] at : new int[][] {{0, 0, 64, 64}, {1, 2, 4, 5}, {12, 3, 15, 5}, {29, 13, 32, 32}}) {
      SpliceCase image =
          new SpliceCase(jpeg)
              .rectangle(at[0], at[1], at[2], at[3], OPAQUE)
              .noise(new Random(at[0]));
      image.mode = mode;
      List<short[]> mcus = Coefficients.byBlocks(image.splice().jpeg());
      for (int mcu = 0; mcu < mcus.size(); mcu++) {
        assertMeans(image, mcu, mcus.get(mcu), under, weights);
      }
    }
  }

  private static void assertMeans(
      SpliceCase image, int mcu, short[] coefficients, int[] under, double[][] weights) {
    JpegFrame frame = image.header.frame();
    int left = mcu % frame.mcusAcross() * 8 * frame.maxMcuWidth();
    int top = mcu / frame.mcusAcross() * 8 * frame.maxMcuHeight();
    int block = 0;
    for (int i = 0; i < weights.length; i++) {
      Component component = frame.components().get(i);
      int width = 8 * frame.maxMcuWidth() / component.horizontalSampling();
      int height = 8 * frame.maxMcuHeight() / component.verticalSampling();
      for (int y = 0; y < component.verticalSampling(); y++) {
        for (int x = 0; x < component.horizontalSampling(); x++) {
          double mean =
              mean(image, left + x * width, top + y * height, width, height, under, weights[i]);
          assertThat((double) coefficients[64 * block++])
              .as("MCU %s, component %s", mcu, i)
              .isCloseTo(8 * mean, within(1.5));
        }
      }
    }
  }

  /** The mean of a component over an area, of colors counted from the middle of their range. */
  private static double mean(
      SpliceCase image, int left, int top, int width, int height, int[] under, double[] weights) {
    double sum = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        int at = 4 * (y * SIDE + x);
        for (int i = 0; i < weights.length; i++) {
          int color = image.rgba[at + i] & 0xFF;
          double paint =
              image.mode == BlendMode.MULTIPLY ? (double) under[i] * color / OPAQUE : color;
          double alpha = (image.rgba[at + 3] & 0xFF) / (double) OPAQUE;
          sum += weights[i] * (under[i] + (paint - under[i]) * alpha - MIDDLE);
        }
      }
    }
    return sum / (width * height);
  }
}
