package io.github.maskloom.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.pixel.TestRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  @Test
  void reservedValuesAreUpright() {
    for (int exifValue : new int[] {Integer.MIN_VALUE, -1, 0, 9, 65535}) {
      assertThat(Orientation.of(exifValue)).isEqualTo(Orientation.UPRIGHT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 33})
  void onlyTheRowsThatAWindowHoldsAreMirrored(int width) {
    for (int depth : new int[] {8, 16}) {
      for (int bands = 1; bands <= 4; bands++) {
        RasterWindow window = TestRows.random(ImageGeometry.of(width, 3, bands, depth), width);
        RasterWindow before = TestRows.copy(window);
        window.place(1, 2);

        Orientation.mirrorRows(window);

        for (int x = 0; x < width; x++) {
          for (int band = 0; band < bands; band++) {
            int mirrored = width - 1 - x;
            assertThat(TestRows.get(window, 0, x, band))
                .isEqualTo(TestRows.get(before, 0, mirrored, band));
            assertThat(TestRows.get(window, 1, x, band))
                .isEqualTo(TestRows.get(before, 1, mirrored, band));
            assertThat(TestRows.get(window, 2, x, band))
                .isEqualTo(TestRows.get(before, 2, x, band));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,50", "50,1", "31,33", "32,64", "65,40"})
  void transposedColumnsAreRows(int rows, int width) {
    for (int pixelBytes = 1; pixelBytes <= 8; pixelBytes++) {
      byte[] block = new byte[rows * width * pixelBytes];
      new Random(pixelBytes).nextBytes(block);
      byte[] transposed = new byte[block.length];

      Orientation.transpose(block, rows, width, pixelBytes, transposed);

      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < width; x++) {
          assertThat(pixel(transposed, x * rows + y, pixelBytes))
              .isEqualTo(pixel(block, y * width + x, pixelBytes));
        }
      }
    }
  }

  private static byte[] pixel(byte[] pixels, int index, int pixelBytes) {
    return Arrays.copyOfRange(pixels, index * pixelBytes, (index + 1) * pixelBytes);
  }
}
