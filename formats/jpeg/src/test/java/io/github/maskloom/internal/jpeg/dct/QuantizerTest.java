package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantizerTest {
  @Test
  void quantizingRoundsTiesAwayFromZeroForEveryDivisor() {
    short[] quantized = new short[64];
    for (int divisor = 1; divisor <= 255; divisor++) {
      int[] divisors = new int[64];
      Arrays.fill(divisors, divisor);
      Quantizer quantizer = new Quantizer(divisors);
      for (int value = -9_000; value <= 9_000; value += 1 + (value & 3)) {
        int[] block = new int[64];
        block[63] = value;

        long nonzero = quantizer.quantize(block, quantized);

        int magnitude = (Math.abs(value) + 4 * divisor) / (8 * divisor);
        assertThat(nonzero).isEqualTo(magnitude == 0 ? 0 : 1L << 63);
        if (magnitude > 0) {
          assertThat((int) quantized[63]).isEqualTo(value < 0 ? -magnitude : magnitude);
        }
      }
    }
  }
}
