package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import org.jspecify.annotations.Nullable;

/**
 * A Huffman code as a DHT segment defines it (ITU-T T.81, B.2.4.2 and annex C), ready to decode.
 *
 * <p>2 KiB; scans that use the same definition share it. One that whole blocks are decoded with
 * holds {@value #LOOKUP_BYTES} bytes more.
 */
public final class HuffmanTable {
  /** Codes up to this length are found in one step; they are nearly all that occur. */
  static final int LOOKUP_BITS = 9;

  static final int MAX_LENGTH = 16;

  /** What a code takes more for each way in which whole blocks are decoded or skipped. */
  static final int LOOKUP_BYTES = Integer.BYTES << AcLookup.BITS;

  /** A code without words. */
  static final HuffmanTable EMPTY = new HuffmanTable(new int[MAX_LENGTH + 1], new byte[0]);

  /** By the next {@link #LOOKUP_BITS} bits: length and symbol in a byte each; 0 if not so short. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** By length: the first 16 bits that no code of up to this length begins. */
  private final int[] ends = new int[MAX_LENGTH + 1];

  /** By length: what to add to a code word to get the place of its symbol. */
  private final int[] places = new int[MAX_LENGTH + 1];

  private final byte[] symbols;
  private final HuffmanCode definition;

  private int @Nullable [] coefficients;
  private int @Nullable [] skips;
  private int @Nullable [] differences;

  /** A code of {@code counts[length]} words of each length, their symbols in order. */
  private HuffmanTable(int[] counts, byte[] symbols) {
    this.symbols = symbols;
    this.definition = new HuffmanCode(counts, symbols);
    int code = 0;
    int place = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      places[length] = place - code;
      for (int i = 0; i < counts[length]; i++) {
        look(code++, length, symbols[place++]);
      }
      ends[length] = code << (MAX_LENGTH - length);
      code <<= 1;
    }
  }

  /**
   * Reads one definition of a DHT segment.
   *
   * @param content the segment behind its length field
   * @param at where the counts of the 16 lengths begin; symbols follow them
   * @param offset where the segment begins, for messages
   */
  static HuffmanTable parse(byte[] content, int at, long offset) {
    int[] counts = new int[MAX_LENGTH + 1];
    int words = 0;
    int free = 1;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      counts[length] = content[at + length - 1] & 0xFF;
      words += counts[length];
      free = Math.min(free * 2 - counts[length], 1 << MAX_LENGTH);
      if (free < 1) {
        throw wrong(offset, "a Huffman code has more words than its lengths allow");
      }
    }
    int from = at + MAX_LENGTH;
    if (words > 256 || words > content.length - from) {
      throw wrong(offset, "a Huffman code has more words than symbols");
    }
    byte[] symbols = new byte[words];
    System.arraycopy(content, from, symbols, 0, words);
    return new HuffmanTable(counts, symbols);
  }

  private void look(int code, int length, byte symbol) {
    int spare = LOOKUP_BITS - length;
    for (int i = 0; spare >= 0 && i < 1 << spare; i++) {
      lookup[(code << spare) + i] = (short) (length << 8 | (symbol & 0xFF));
    }
  }

  /** What the code is made from. */
  public HuffmanCode definition() {
    return definition;
  }

  /** How many words there are. */
  public int words() {
    return symbols.length;
  }

  /**
   * Finds the word that bits begin with.
   *
   * @param bits the next bits, the first of them topmost
   * @return its length in the second byte and its symbol in the first; 0 if there is none
   */
  int find(long bits) {
    int found = lookup[(int) (bits >>> (64 - LOOKUP_BITS))];
    return found != 0 ? found : findLong((int) (bits >>> (64 - MAX_LENGTH)));
  }

  /** See {@link AcLookup#coefficients}; made when it is first asked for. */
  int[] coefficients() {
    if (coefficients == null) {
      coefficients = AcLookup.coefficients(this);
    }
    return coefficients;
  }

  /** See {@link AcLookup#skips}; made when it is first asked for. */
  int[] skips() {
    if (skips == null) {
      skips = AcLookup.skips(this);
    }
    return skips;
  }

  /** See {@link AcLookup#differences}; made when it is first asked for. */
  int[] differences() {
    if (differences == null) {
      differences = AcLookup.differences(this);
    }
    return differences;
  }

  private int findLong(int next16) {
    for (int length = LOOKUP_BITS + 1; length <= MAX_LENGTH; length++) {
      if (next16 < ends[length]) {
        int place = (next16 >> (MAX_LENGTH - length)) + places[length];
        return length << 8 | (symbols[place] & 0xFF);
      }
    }
    return 0;
  }

  private static ImageFormatException wrong(long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, "DHT", offset, rule);
  }
}
