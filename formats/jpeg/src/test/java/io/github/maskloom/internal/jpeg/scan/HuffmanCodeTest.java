package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

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
    int[] counts = new int[17];
    counts[8] = 255;
    byte[] symbols = new byte[255];
    for (int i = 0; i < 255; i++) {
      symbols[i] = (byte) (i < 0xF0 ? i : i + 1);
    }

    assertThat(new HuffmanCode(counts, symbols).completed(true)).isPresent();
    counts[8] = 256;
    assertThat(new HuffmanCode(counts, new byte[256]).completed(true)).isEmpty();
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
    int[] counts = new int[17];
    int free = (1 << 16) - 1;
    int words = 0;
    for (int length = 2; length <= 16; length++) {
      int fits = free >> (16 - length);
      counts[length] = Math.min(90 - words, length == 16 ? fits : random.nextInt(fits / 2 + 1));
      words += counts[length];
      free -= counts[length] << (16 - length);
    }
    byte[] symbols = new byte[words];
    System.arraycopy(HuffmanCode.LUMA_AC.symbols(), 162 - words, symbols, 0, words);
    return new HuffmanCode(counts, symbols);
  }
}
