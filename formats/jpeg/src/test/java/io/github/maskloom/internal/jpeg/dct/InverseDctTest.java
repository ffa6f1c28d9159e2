package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InverseDctTest {
  private static final int LAST = 63;

  @Test
  void makesTheMeanOfABlockAtEveryReducedSize() {
    int[] block = new int[64];
    block[0] = 8 * 37;
    byte[] four = new byte[16];
    byte[] fully = new byte[16];
    byte[] two = new byte[4];
    InverseDct.Reduced.toFour(block.clone(), 0, four, 0, 4);
    InverseDct.Reduced.toFour(block.clone(), 63, fully, 0, 4);
    InverseDct.Reduced.toTwo(block.clone(), two, 0, 2);

    assertThat(four).containsOnly(128 + 37).isEqualTo(fully);
    assertThat(two).containsOnly(128 + 37);
    assertThat(InverseDct.Reduced.toOne(block[0])).isEqualTo((byte) (128 + 37));
    for (int side : new int[] {3, 5, 6, 7}) {
      byte[] samples = new byte[side * side];
      InverseDct.Reduced.to(side, block.clone(), 0, samples, 0, side);
      assertThat(samples).containsOnly(128 + 37).isEqualTo(reduced(block, side));
    }
  }

  @Test
  void makesOfTheLowestFrequenciesWhatTheFormulaMakesBetweenThePlacesButForOneLevel() {
    Random random = new Random(4);
    for (int side = 2; side < 8; side++) {
      for (int i = 0; i < 200; i++) {
        int[] block = block(random, InverseDct.Reduced.places(side) - 1);

        byte[] samples = reduced(block, side);

        for (int at = 0; at < side * side; at++) {
          double expected = exactly(lowest(block, side), side, at % side, at / side) + 128;
          double clamped = Math.max(0, Math.min(255, expected));
          assertThat((double) (samples[at] & 0xFF)).isBetween(clamped - 1, clamped + 1);
        }
      }
    }
  }

  @Test
  void noCoefficientBehindThoseThatCountIsAmongTheLowestFrequencies() {
    for (int side = 1; side <= 8; side++) {
      int last = 0;
      for (int k = 0; k < 64; k++) {
        int place = Zigzag.natural(k);
        last = place % 8 < side && place / 8 < side ? k : last;
      }

      assertThat(InverseDct.Reduced.places(side)).isEqualTo(last + 1);
    }
  }

  @Test
  void makesTheSameReducedSamplesHoweverFewCoefficientsItIsToldOf() {
    Random random = new Random(5);
    for (int side : new int[] {3, 5, 6, 7}) {
      for (int last = 0; last < InverseDct.Reduced.places(side); last++) {
        int[] block = block(random, last);
        byte[] samples = new byte[side * side];

        InverseDct.Reduced.to(side, block.clone(), last, samples, 0, side);

        assertThat(samples).isEqualTo(reduced(lowest(block, side), side));
      }
    }
  }

  private static byte[] reduced(int[] block, int side) {
    byte[] samples = new byte[side * side];
    switch (side) {
      case 4 -> InverseDct.Reduced.toFour(block.clone(), LAST, samples, 0, side);
      case 2 -> InverseDct.Reduced.toTwo(block.clone(), samples, 0, side);
      default -> InverseDct.Reduced.to(side, block.clone(), LAST, samples, 0, side);
    }
    return samples;
  }

  private static int[] lowest(int[] block, int side) {
    int[] lowest = new int[64];
    for (int i = 0; i < 64; i++) {
      lowest[i] = i % 8 < side && i / 8 < side ? block[i] : 0;
    }
    return lowest;
  }

  private static int[] block(Random random, int last) {
    int[] block = new int[64];
    for (int k = 0; k <= last; k++) {
      block[Zigzag.natural(k)] = random.nextInt(401) - 200;
    }
    return block;
  }

  /** ITU-T T.81, A.3.3, at one of several places along a side. */
  static double exactly(int[] block, int side, int x, int y) {
    double sum = 0;
    for (int v = 0; v < 8; v++) {
      for (int u = 0; u < 8; u++) {
        double scale = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
        sum +=
            scale
                * block[8 * v + u]
                * Math.cos((2 * x + 1) * u * Math.PI / (2 * side))
                * Math.cos((2 * y + 1) * v * Math.PI / (2 * side));
      }
    }
    return sum / 4;
  }
}
