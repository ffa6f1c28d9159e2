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

  /** Zeros are undone piece by piece; pieces begin and end at multiples of 64 pixels. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8})
  void paethIsUndoneWhereZerosBeginAndEndAnywhere(int pixelBytes) {
    Random random = new Random(pixelBytes);
    for (int pixels : new int[] {1, 63, 64, 65, 66, 127, 128, 129, 191, 192, 193, 300}) {
      for (int round = 0; round < 40; round++) {
        byte[] filtered = new byte[pixels * pixelBytes + 1];
        byte[] above = new byte[filtered.length];
        if (round % 4 != 0) {
          random.nextBytes(above);
        }
        for (int count = round % 5; count > 0; count--) {
          filtered[random.nextInt(filtered.length)] = (byte) random.nextInt();
        }
        if (round % 3 == 0 && pixels > 64) {
          filtered[1 + 64 * pixelBytes - random.nextInt(2)] = 1;
        }
        byte[] row = filtered.clone();

        Unfilter.apply(4, row, above, 1, row.length, pixelBytes);

        assertThat(row).isEqualTo(byDefinition(4, filtered, above, pixelBytes));
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
      row[i] = (byte) (filtered[i] + TestPng.prediction(type, a, b, c));
    }
    return row;
  }
}
