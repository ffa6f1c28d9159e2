package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import java.util.Arrays;

/** Finds the Huffman code for symbols that occur so often (ITU-T T.81, annex K.2). */
public final class OptimalCode {
  private static final int MAX_LENGTH = 16;

  private OptimalCode() {}

  /**
   * The code that takes the fewest bits for symbols that occur so often (annex K.2), bit for bit as
   * the IJG library finds it ({@code jpeg_gen_optimal_table} in {@code jchuff.c}).
   *
   * @param frequencies by symbol
   */
  public static HuffmanCode of(long[] frequencies) {
    int[] lengths = lengths(frequencies);
    int[] counts = new int[2 * lengths.length];
    for (int length : lengths) {
      counts[length]++;
    }
    counts[0] = 0;
    limitLengths(counts);
    byte[] symbols = new byte[Arrays.stream(counts).sum()];
    int place = 0;
    for (int length = 1; place < symbols.length; length++) {
      for (int symbol = 0; symbol < 256; symbol++) {
        if (lengths[symbol] == length) {
          symbols[place++] = (byte) symbol;
        }
      }
    }
    return new HuffmanCode(Arrays.copyOf(counts, MAX_LENGTH + 1), symbols);
  }

  /** Lengths of words, of any length, for the symbols and one more that takes the word of ones. */
  private static int[] lengths(long[] frequencies) {
    long[] weights = Arrays.copyOf(frequencies, 257);
    weights[256] = 1;
    int[] lengths = new int[257];
    int[] others = new int[257];
    Arrays.fill(others, -1);
    // Invariant: chains of symbols by others are trees with one weight, that of their first symbol.
    while (true) {
      int first = lightest(weights, -1);
      int second = lightest(weights, first);
      if (second < 0) {
        return lengths;
      }
      weights[first] += weights[second];
      weights[second] = 0;
      int end = lengthen(lengths, others, first);
      others[end] = second;
      lengthen(lengths, others, second);
    }
  }

  /** The last of the symbols with the least weight, but for one. */
  private static int lightest(long[] weights, int but) {
    int found = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0 && i != but && (found < 0 || weights[i] <= weights[found])) {
        found = i;
      }
    }
    return found;
  }

  /** Adds a bit to all words of a tree and returns its last symbol. */
  private static int lengthen(int[] lengths, int[] others, int from) {
    int symbol = from;
    lengths[symbol]++;
    while (others[symbol] >= 0) {
      symbol = others[symbol];
      lengths[symbol]++;
    }
    return symbol;
  }

  /** Shortens words to 16 bits (figure K.3) and takes out the one of ones. */
  private static void limitLengths(int[] counts) {
    for (int length = counts.length - 1; length > MAX_LENGTH; length--) {
      while (counts[length] > 0) {
        int shorter = length - 2;
        while (counts[shorter] == 0) {
          shorter--;
        }
        counts[length] -= 2;
        counts[length - 1]++;
        counts[shorter + 1] += 2;
        counts[shorter]--;
      }
    }
    int longest = MAX_LENGTH;
    while (counts[longest] == 0) {
      longest--;
    }
    counts[longest]--;
  }
}
