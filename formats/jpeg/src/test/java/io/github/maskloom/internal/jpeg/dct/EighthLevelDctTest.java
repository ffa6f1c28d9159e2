package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EighthLevelDctTest {
  @Test
  void invertsTheTransformOfTheStandardToAnEighthOfALevel() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      int[] coefficients = random.ints(64, -300, 300).toArray();
      int[] samples = coefficients.clone();
      EighthLevelDct.inverse(samples, 0xFF);

      for (int at = 0; at < 64; at++) {
        assertThat(samples[at] / 8.0)
            .isCloseTo(InverseDctTest.exactly(coefficients, 8, at % 8, at / 8), within(0.25));
      }
    }
  }

  @Test
  void passesOverColumnsThatAreFlat() {
    Random random = new Random(2);
    for (int columns = 0; columns < 256; columns++) {
      int[] coefficients = new int[64];
      for (int at = 0; at < 64; at++) {
        coefficients[at] = at < 8 || (columns >> (at & 7) & 1) == 1 ? random.nextInt(999) : 0;
      }
      int[] all = coefficients.clone();
      EighthLevelDct.inverse(coefficients, columns);
      EighthLevelDct.inverse(all, 0xFF);

      assertThat(coefficients).isEqualTo(all);
    }
  }

  @Test
  void givesSixtyFourTimesTheCoefficientsOfTheStandard() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      assertForward(random.ints(64, -4096, 4096).toArray());
    }
  }

  @Test
  void holdsTheLargestDifferencesThereAre() {
    int[] samples = new int[64];
    for (int at = 0; at < 64; at++) {
      samples[at] = (at / 8 + at % 8) % 2 == 0 ? 4095 : -4096;
    }
    assertForward(samples);
  }

  private static void assertForward(int[] samples) {
    int[] coefficients = samples.clone();
    EighthLevelDct.forward(coefficients);
    for (int at = 0; at < 64; at++) {
      assertThat(coefficients[at] / 64.0).isCloseTo(coefficient(samples, at) / 8, within(0.5));
    }
  }

  private static double coefficient(int[] samples, int i) {
    double sum = 0;
    for (int at = 0; at < 64; at++) {
      sum += samples[at] * basis(i, at);
    }
    return sum;
  }

  /** ITU-T T.81, A.3.3. */
  private static double basis(int coefficient, int sample) {
    return wave(coefficient / 8, sample / 8) * wave(coefficient % 8, sample % 8);
  }

  private static double wave(int frequency, int place) {
    double scale = frequency == 0 ? Math.sqrt(0.125) : 0.5;
    return scale * Math.cos((2 * place + 1) * frequency * Math.PI / 16);
  }
}
