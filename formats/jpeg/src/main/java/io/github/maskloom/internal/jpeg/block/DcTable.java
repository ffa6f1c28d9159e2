package io.github.maskloom.internal.jpeg.block;

/** Decodes differences of DC coefficients, word and value in one step (ITU-T T.81, F.2.2.1). */
public final class DcTable {
  static final int LOOKUP_BITS = 11;

  /** What a difference is shifted by in an entry; below it is the number of bits it takes. */
  static final int VALUE_SHIFT = 6;

  /** By the next bits: a difference and how many bits it takes; 0 if they do not tell. */
  final int[] entries = new int[1 << LOOKUP_BITS];

  private final SymbolTable symbols;

  public DcTable(HuffmanCode code) {
    symbols = new SymbolTable(code);
    for (int next = 0; next < entries.length; next++) {
      int entry = find((long) next << (64 - LOOKUP_BITS));
      entries[next] = (entry & 63) <= LOOKUP_BITS ? entry : 0;
    }
  }

  /**
   * Decodes any difference.
   *
   * @param bits the next bits, the first of them topmost, 27 of them right
   * @return an entry; 0 if they are no word, or one of a difference that no 8-bit samples have
   */
  int find(long bits) {
    int found = symbols.find(bits);
    int length = found >> 8;
    int size = found & 0xFF;
    if (found == 0 || size > HuffmanCode.MAX_DC_SIZE) {
      return 0;
    }
    return extend(bits << length, size) << VALUE_SHIFT | (length + size);
  }

  /** The value of a size that bits begin with (F.2.2.1, EXTEND). */
  static int extend(long bits, int size) {
    if (size == 0) {
      return 0;
    }
    int negative = (int) ~(bits >> 63);
    return (int) (bits >>> (64 - size)) + (negative & (1 - (1 << size)));
  }
}
