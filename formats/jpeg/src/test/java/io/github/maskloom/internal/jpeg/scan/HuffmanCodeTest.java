package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
  @Test
  void completesCodesOfEveryShapeWithoutTheWordOfOnes() {
    Random random = new Random(9);
    for (int i = 0; i < 2000; i++) {
      HuffmanCode code = randomCode(random);
      HuffmanCode completed = code.completed(true).orElseThrow();

      assertComplete(completed, 162);
    }
  }

  @Test
  void hasNoCompletionWhereAllLongWordsAreTakenByOthers() {
    byte[] definition = new byte[16 + 255];
    definition[7] = (byte) 255;
    for (int i = 0; i < 255; i++) {
      definition[16 + i] = (byte) (i < 0xF0 ? i : i + 1);
    }

    assertThat(new HuffmanCode(definition).completed(true)).isPresent();

    // 256 words, of which none stands for what an AC code must have.
    byte[] others = new byte[16 + 256];
    others[7] = (byte) 254;
    others[8] = 2;
    assertThat(new HuffmanCode(others).completed(true)).isEmpty();
  }

  /** Counts words, and checks that they are a prefix code. */
  private static void assertComplete(HuffmanCode code, int symbols) {
    int[] words = code.words();
    long taken = 0;
    int count = 0;
    for (int symbol = 0; symbol < 256; symbol++) {
      if (words[symbol] != 0) {
        int length = (words[symbol] & 31) - (symbol & 15);
        int word = words[symbol] >>> 5 >>> (symbol & 15);
        assertThat(length).isBetween(1, 16);
        assertThat(word).isLessThan((1 << length) - 1);
        taken += 1L << (16 - length);
        count++;
      }
    }
    assertThat(count).isEqualTo(symbols);
    assertThat(taken).isLessThan(1 << 16);
  }

  /** A code of up to 90 of the symbols that leaves free only the word of ones, or more. */
  private static HuffmanCode randomCode(Random random) {
    byte[] counts = new byte[16];
    int free = (1 << 16) - 1;
    int words = 0;
    for (int length = 2; length <= 16; length++) {
      int fits = free >> (16 - length);
      int count = Math.min(90 - words, length == 16 ? fits : random.nextInt(fits / 2 + 1));
      counts[length - 1] = (byte) count;
      words += count;
      free -= count << (16 - length);
    }
    byte[] symbols = Arrays.copyOfRange(HuffmanCode.LUMA_AC.symbols(), 162 - words, 162);
    return new HuffmanCode(Bytes.concat(counts, symbols));
  }
}
