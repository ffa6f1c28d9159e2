package io.github.maskloom.internal.deflate;

import java.util.Arrays;

/**
 * A prefix code made for the symbols of one block: short codes for frequent symbols, no code longer
 * than deflate allows (RFC 1951, section 3.2.2).
 *
 * <p>The codes are Huffman's, so optimal, unless the longest would pass the limit; then the deepest
 * leaves move up and push the cheapest others down, which is nearly optimal. At least two symbols
 * always have a code: some decoders refuse a code of one.
 */
final class HuffmanCode {
  private static final int LENGTH_SHIFT = 16;
  private static final int SYMBOL_BITS = 9;
  private static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;

  private final int maxBits;
  private final byte[] lengths;
  private final int[] entries;

  /** Frequency above, symbol in the lowest bits; sorted, so rare symbols first. */
  private final int[] leaves;

  /** Weight of each inner node, later the index of its parent, later its depth. */
  private final int[] nodes;

  private final int[] lengthCounts;

  /** The next code of each length. */
  private final int[] next = new int[Tokens.MAX_CODE_BITS + 2];

  HuffmanCode(int symbols, int maxBits) {
    this.maxBits = maxBits;
    lengths = new byte[symbols];
    entries = new int[symbols];
    leaves = new int[symbols];
    nodes = new int[symbols];
    lengthCounts = new int[Tokens.MAX_CODE_BITS + 1];
  }

  /** A code that is given by its lengths, as deflate's fixed codes are. */
  static HuffmanCode of(byte[] lengths) {
    HuffmanCode code = new HuffmanCode(lengths.length, Tokens.MAX_CODE_BITS);
    code.set(lengths, 0, lengths.length);
    return code;
  }

  /** Takes on the code with these lengths; symbols behind them have no code. */
  void set(byte[] source, int from, int count) {
    Arrays.fill(lengths, (byte) 0);
    System.arraycopy(source, from, lengths, 0, count);
    Arrays.fill(lengthCounts, 0);
    for (byte length : lengths) {
      lengthCounts[length]++;
    }
    assignCodes();
  }

  /** Bits that the given number of each symbol takes in the best code that there could be. */
  static double entropyBits(int[] frequencies) {
    double total = 0;
    for (int frequency : frequencies) {
      total += frequency;
    }
    double bits = 0;
    for (int frequency : frequencies) {
      if (frequency != 0) {
        bits += frequency * Math.log(total / frequency);
      }
    }
    return bits / Math.log(2);
  }

  /** The code of an entry, its first bit lowest. */
  static int code(int entry) {
    return entry & 0xFFFF;
  }

  /** The number of bits of an entry's code, 0 if the symbol has none. */
  static int length(int entry) {
    return entry >>> LENGTH_SHIFT;
  }

  int entry(int symbol) {
    return entries[symbol];
  }

  int[] entries() {
    return entries;
  }

  byte[] lengths() {
    return lengths;
  }

  /** Bits that the given number of each symbol takes. */
  long bits(int[] frequencies) {
    long bits = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      bits += (long) frequencies[symbol] * lengths[symbol];
    }
    return bits;
  }

  /** Makes the code for these frequencies, each below 2^22 as is their sum. */
  void build(int[] frequencies) {
    int used = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] != 0) {
        leaves[used++] = frequencies[symbol] << SYMBOL_BITS | symbol;
      }
    }
    for (int symbol = 0; used < 2; symbol++) {
      if (frequencies[symbol] == 0) {
        leaves[used++] = symbol;
      }
    }
    Arrays.sort(leaves, 0, used);
    buildTree(used);
    countLengths(used - 1);
    assignLengths();
    assignCodes();
  }

  /** Joins the two lightest nodes until one is left; leaves and inner nodes are both in order. */
  private void buildTree(int used) {
    int leaf = 0;
    int inner = 0;
    for (int made = 0; made < used - 1; made++) {
      int weight = 0;
      for (int child = 0; child < 2; child++) {
        boolean takeLeaf =
            leaf < used && (inner == made || leaves[leaf] >>> SYMBOL_BITS <= nodes[inner]);
        if (takeLeaf) {
          weight += leaves[leaf++] >>> SYMBOL_BITS;
        } else {
          weight += nodes[inner];
          nodes[inner++] = made;
        }
      }
      nodes[made] = weight;
    }
  }

  /**
   * Counts the leaves of each depth. A node at the limit may not have children: instead, the
   * deepest leaf above the limit becomes a node and takes them.
   */
  private void countLengths(int innerNodes) {
    Arrays.fill(lengthCounts, 0);
    lengthCounts[1] = 2;
    nodes[innerNodes - 1] = 0;
    for (int node = innerNodes - 2; node >= 0; node--) {
      int depth = nodes[nodes[node]] + 1;
      nodes[node] = depth;
      int split = Math.min(depth, maxBits - 1);
      while (lengthCounts[split] == 0) {
        split--;
      }
      lengthCounts[split]--;
      lengthCounts[split + 1] += 2;
    }
  }

  /** Gives the greatest lengths to the rarest symbols. */
  private void assignLengths() {
    Arrays.fill(lengths, (byte) 0);
    int leaf = 0;
    for (int length = maxBits; length > 0; length--) {
      for (int left = lengthCounts[length]; left > 0; left--) {
        lengths[leaves[leaf++] & SYMBOL_MASK] = (byte) length;
      }
    }
  }

  private void assignCodes() {
    Arrays.fill(next, 0);
    lengthCounts[0] = 0;
    for (int length = 1; length <= Tokens.MAX_CODE_BITS; length++) {
      next[length + 1] = (next[length] + lengthCounts[length]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      entries[symbol] =
          length == 0
              ? 0
              : Integer.reverse(next[length]++) >>> (32 - length) | length << LENGTH_SHIFT;
    }
  }
}
