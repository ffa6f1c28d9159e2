package io.github.maskloom.internal.jpeg.block;

/** Finds the word of a Huffman code that bits begin with (ITU-T T.81, F.2.2.3). Immutable. */
final class SymbolTable {
  /** Words up to this length are found in one step; they are nearly all that occur. */
  static final int LOOKUP_BITS = 11;

  /** By the next bits: length and symbol in a byte each; 0 if there is no word so short. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** By length: the first 16 bits that no word of up to this length begins. */
  private final int[] ends = new int[HuffmanCode.MAX_LENGTH + 1];

  /** By length: what to add to a word to get the place of its symbol. */
  private final int[] places = new int[HuffmanCode.MAX_LENGTH + 1];

  private final byte[] symbols;

  SymbolTable(HuffmanCode code) {
    symbols = code.symbols();
    int word = 0;
    int place = 0;
    for (int length = 1; length <= HuffmanCode.MAX_LENGTH; length++) {
      places[length] = place - word;
      for (int i = 0; i < code.count(length); i++) {
        look(word++, length, symbols[place++]);
      }
      ends[length] = word << (HuffmanCode.MAX_LENGTH - length);
      word <<= 1;
    }
  }

  private void look(int word, int length, byte symbol) {
    int spare = LOOKUP_BITS - length;
    for (int i = 0; spare >= 0 && i < 1 << spare; i++) {
      lookup[(word << spare) + i] = (short) (length << 8 | (symbol & 0xFF));
    }
  }

  /**
   * Finds a word.
   *
   * @param bits the next bits, the first of them topmost, 16 of them right
   * @return its length in the second byte and its symbol in the first; 0 if there is none
   */
  int find(long bits) {
    int found = lookup[(int) (bits >>> (64 - LOOKUP_BITS))];
    return found != 0 ? found : findLong((int) (bits >>> (64 - HuffmanCode.MAX_LENGTH)));
  }

  private int findLong(int next16) {
    for (int length = LOOKUP_BITS + 1; length <= HuffmanCode.MAX_LENGTH; length++) {
      if (next16 < ends[length]) {
        int place = (next16 >> (HuffmanCode.MAX_LENGTH - length)) + places[length];
        return length << 8 | (symbols[place] & 0xFF);
      }
    }
    return 0;
  }

  /** Finds a word among few bits: 0 unless one of at most {@code count} bits begins them. */
  int findShort(int bits, int count) {
    int found = lookup[bits << (LOOKUP_BITS - count) & ((1 << LOOKUP_BITS) - 1)];
    return found >> 8 <= count ? found : 0;
  }
}
