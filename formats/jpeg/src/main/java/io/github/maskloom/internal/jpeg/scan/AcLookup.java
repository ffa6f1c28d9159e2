package io.github.maskloom.internal.jpeg.scan;

/**
 * Tables by which AC coefficients of whole blocks are decoded a step at a time (ITU-T T.81,
 * F.2.2.2), asked with the next {@value #BITS} bits.
 *
 * <p>An entry holds the bits it stands for in its low byte, and in the next how many places of the
 * block it passes. It is 0 where the bits are not enough or break a rule: then they are taken one
 * by one.
 */
final class AcLookup {
  static final int BITS = 10;

  /** What an entry that ends the block passes, besides the places before. */
  static final int END = 64;

  private static final int SIZE = 1 << BITS;
  private static final int SIXTEEN_ZEROS = 0xF0;

  private AcLookup() {}

  /** One coefficient, its value in the upper half, with the zeros before it; or the block's end. */
  static int[] coefficients(HuffmanTable code) {
    int[] entries = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      long bits = (long) i << (64 - BITS);
      int found = code.find(bits);
      int length = found >> 8;
      int size = found & 0xF;
      if (isValid(found) && length + size <= BITS) {
        int value = size == 0 ? 0 : signed(bits << length, size);
        entries[i] = value << 16 | places(found & 0xFF) << 8 | (length + size);
      }
    }
    return entries;
  }

  /** A difference of DC coefficients, its value in the upper half, and the bits it takes. */
  static int[] differences(HuffmanTable code) {
    int[] entries = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      long bits = (long) i << (64 - BITS);
      int found = code.find(bits);
      int length = found >> 8;
      int size = found & 0xFF;
      if (found != 0 && length + size <= BITS) {
        entries[i] = (size == 0 ? 0 : signed(bits << length, size)) << 16 | (length + size);
      }
    }
    return entries;
  }

  /** As many coefficients as the bits surely tell, their values not; the last may hang over. */
  static int[] skips(HuffmanTable code) {
    int[] entries = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      entries[i] = skip(code, (long) i << (64 - BITS));
    }
    return entries;
  }

  private static int skip(HuffmanTable code, long bits) {
    int used = 0;
    int passed = 0;
    // Invariant: the symbols in the first used bits are valid, and none of them ends the block.
    while (used < BITS) {
      int found = code.find(bits << used);
      int length = found >> 8;
      if (!isValid(found) || used + length > BITS) {
        break;
      }
      int places = places(found & 0xFF);
      if (places < END && passed + places >= END) {
        break;
      }
      used += length + (found & 0xF);
      passed += places;
      if (places == END) {
        break;
      }
    }
    return passed << 8 | used;
  }

  private static boolean isValid(int found) {
    int symbol = found & 0xFF;
    int size = symbol & 0xF;
    return found != 0
        && size <= AcDecoder.MAX_SIZE
        && (size > 0 || symbol == 0 || symbol == SIXTEEN_ZEROS);
  }

  private static int places(int symbol) {
    return symbol == 0 ? END : (symbol >> 4) + 1;
  }

  private static int signed(long bits, int size) {
    int number = (int) (bits >>> (64 - size));
    return bits < 0 ? number : number + 1 - (1 << size);
  }
}
