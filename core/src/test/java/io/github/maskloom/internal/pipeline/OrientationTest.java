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
  /**
   * The definition of the standard: where row 0 and column 0 of the stored image are seen. The
   * stored image is {@code ab / cd / ef}.
   */
  @ParameterizedTest
  @CsvSource({
    "1, top,    left,   ab/cd/ef",
    "2, top,    right,  ba/dc/fe",
    "3, bottom, right,  fe/dc/ba",
    "4, bottom, left,   ef/cd/ab",
    "5, left,   top,    ace/bdf",
    "6, right,  top,    eca/fdb",
    "7, right,  bottom, fdb/eca",
    "8, left,   bottom, bdf/ace",
  })
  void everyValuePutsRowAndColumnZeroWhereTheStandardSays(
      int exifValue, String row0, String column0, String seen) {
    String[] upright = upright(new String[] {"ab", "cd", "ef"}, Orientation.of(exifValue));

    assertThat(String.join("/", upright)).isEqualTo(seen);
    assertThat(side(upright, row0)).isIn("ab", "ba");
    assertThat(side(upright, column0)).isIn("ace", "eca");
  }

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

  /** Applies the three steps of an orientation to rows of letters. */
  private static String[] upright(String[] stored, Orientation orientation) {
    String[] rows = orientation.swapsSides() ? columns(stored) : stored.clone();
    for (int y = 0; y < rows.length && orientation.mirrorsRows(); y++) {
      rows[y] = reversed(rows[y]);
    }
    String[] seen = rows.clone();
    for (int y = 0; y < rows.length && orientation.reversesRows(); y++) {
      seen[y] = rows[rows.length - 1 - y];
    }
    return seen;
  }

  private static String[] columns(String[] rows) {
    String[] columns = new String[rows[0].length()];
    Arrays.fill(columns, "");
    for (String row : rows) {
      for (int x = 0; x < columns.length; x++) {
        columns[x] += row.charAt(x);
      }
    }
    return columns;
  }

  private static String side(String[] rows, String side) {
    return switch (side) {
      case "top" -> rows[0];
      case "bottom" -> rows[rows.length - 1];
      case "left" -> columns(rows)[0];
      default -> columns(rows)[rows[0].length() - 1];
    };
  }

  private static String reversed(String row) {
    return new StringBuilder(row).reverse().toString();
  }
}
