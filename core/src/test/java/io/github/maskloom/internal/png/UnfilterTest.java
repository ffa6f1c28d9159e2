package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.TestPng;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfilterTest {
  @Test
  void paethIsThePredictorOfTheStandardForEveryInput() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        for (int c = 0; c < 256; c++) {
          if (Unfilter.paeth(a, b, c) != TestPng.paeth(a, b, c)) {
            assertThat(Unfilter.paeth(a, b, c))
                .as(a + " " + b + " " + c)
                .isEqualTo(TestPng.paeth(a, b, c));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8})
  void everyFilterIsUndoneForEveryPixelSize(int pixelBytes) {
    Random random = new Random(pixelBytes);
    for (int type = 0; type <= 4; type++) {
      for (int pixels = 1; pixels < 40; pixels++) {
        byte[] filtered = new byte[pixels * pixelBytes + 1];
        byte[] above = new byte[filtered.length];
        random.nextBytes(filtered);
        random.nextBytes(above);
        byte[] row = filtered.clone();

        Unfilter.apply(type, row, above, 1, row.length, pixelBytes);

        assertThat(row).isEqualTo(byDefinition(type, filtered, above, pixelBytes));
      }
    }
  }

  /** PNG 3rd edition, section 9.2, byte by byte. */
  private static byte[] byDefinition(int type, byte[] filtered, byte[] above, int pixelBytes) {
    byte[] row = filtered.clone();
    for (int i = 1; i < row.length; i++) {
      int a = i > pixelBytes ? row[i - pixelBytes] & 0xFF : 0;
      int b = above[i] & 0xFF;
      int c = i > pixelBytes ? above[i - pixelBytes] & 0xFF : 0;
      int prediction =
          switch (type) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            case 4 -> TestPng.paeth(a, b, c);
            default -> 0;
          };
      row[i] = (byte) (filtered[i] + prediction);
    }
    return row;
  }
}
