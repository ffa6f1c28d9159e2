package io.github.maskloom.internal.jpeg.scan;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A Huffman code as it is defined: how many words there are of each length, and their symbols in
 * order (ITU-T T.81, B.2.4.2 and annex C). Immutable.
 */
public final class HuffmanCode {
  static final int MAX_LENGTH = 16;

  /** Differences of DC coefficients of 8-bit samples have up to 11 bits (table F.1). */
  static final int MAX_DC_SIZE = 11;

  /** AC coefficients of 8-bit samples have up to 10 bits (table F.2). */
  static final int MAX_AC_SIZE = 10;

  static final int END_OF_BLOCK = 0x00;
  static final int SIXTEEN_ZEROS = 0xF0;

  /** The typical codes of annex K.3, which have a word for every symbol. */
  public static final HuffmanCode LUMA_DC =
      of("00010501010101010100000000000000", "000102030405060708090a0b");

  public static final HuffmanCode CHROMA_DC =
      of("00030101010101010101010000000000", "000102030405060708090a0b");

  public static final HuffmanCode LUMA_AC =
      of(
          "0002010303020403050504040000017d",
          """
          01020300041105122131410613516107227114328191a1082342b1c11552d1f0
          2433627282090a161718191a25262728292a3435363738393a43444546474849
          4a535455565758595a636465666768696a737475767778797a83848586878889
          8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5
          c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8
          f9fa""");

  public static final HuffmanCode CHROMA_AC =
      of(
          "00020102040403040705040400010277",
          """
          000102031104052131061241510761711322328108144291a1b1c109233352f0
          156272d10a162434e125f11718191a262728292a35363738393a434445464748
          494a535455565758595a636465666768696a737475767778797a828384858687
          88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3
          c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8
          f9fa""");

  private static final byte[] DC_SYMBOLS = LUMA_DC.symbols();
  private static final byte[] AC_SYMBOLS = LUMA_AC.symbols();

  private final int[] counts;
  private final byte[] symbols;

  /**
   * A code.
   *
   * @param counts by length from 1 to 16, at its place: how many words; they fit a binary tree
   * @param symbols of the words, shorter words first
   */
  public HuffmanCode(int[] counts, byte[] symbols) {
    this.counts = counts.clone();
    this.symbols = symbols.clone();
  }

  private static HuffmanCode of(String counts, String symbols) {
    byte[] lengths = HexFormat.of().parseHex(counts);
    int[] byLength = new int[MAX_LENGTH + 1];
    for (int length = 1; length <= MAX_LENGTH; length++) {
      byLength[length] = lengths[length - 1];
    }
    return new HuffmanCode(byLength, HexFormat.of().parseHex(symbols.replace("\n", "")));
  }

  /**
   * Reads one definition of a DHT segment.
   *
   * @param content the segment behind its length field
   * @param at where the counts of the 16 lengths begin; symbols follow them
   * @param offset where the segment begins, for messages
   */
  static HuffmanCode parse(byte[] content, int at, long offset) {
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
    return new HuffmanCode(counts, Arrays.copyOfRange(content, from, from + words));
  }

  /** Whether every symbol is the size of a difference, as far as 4 bits can tell. */
  boolean isOfDifferences() {
    return new String(symbols, StandardCharsets.ISO_8859_1).chars().allMatch(size -> size <= 15);
  }

  private static ImageFormatException wrong(long offset, String rule) {
    return JpegInput.wrong("DHT", offset, rule);
  }

  /**
   * The typical codes of the first slots: those of luma, and of chroma.
   *
   * @param ac whether they are for AC coefficients
   */
  static HuffmanCode[] typical(int slots, boolean ac) {
    HuffmanCode[] codes =
        ac ? new HuffmanCode[] {LUMA_AC, CHROMA_AC} : new HuffmanCode[] {LUMA_DC, CHROMA_DC};
    return Arrays.copyOf(codes, slots);
  }

  /**
   * The code that takes the fewest bits for symbols of known frequencies (annex K.2), bit for bit
   * as the IJG library finds it ({@code jpeg_gen_optimal_table} in {@code jchuff.c}).
   *
   * @param frequencies by symbol
   */
  static HuffmanCode optimal(long[] frequencies) {
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

  /** Whether there are no words at all. */
  boolean isEmpty() {
    return symbols.length == 0;
  }

  int count(int length) {
    return counts[length];
  }

  byte[] symbols() {
    return symbols.clone();
  }

  /** The content of a DHT segment that defines this code for a class and slot. */
  public byte[] definition(int classAndSlot) {
    return Bytes.concat(new byte[] {(byte) classAndSlot}, definition());
  }

  /** How a DHT segment defines the code: counts of the 16 lengths, then the symbols. */
  public byte[] definition() {
    byte[] definition = new byte[MAX_LENGTH + symbols.length];
    for (int length = 1; length <= MAX_LENGTH; length++) {
      definition[length - 1] = (byte) counts[length];
    }
    System.arraycopy(symbols, 0, definition, MAX_LENGTH, symbols.length);
    return definition;
  }

  /**
   * The words to write: by symbol, the word with room behind it for the bits of a value, and the
   * length of both in the low 5 bits. A symbol without a word has 0.
   */
  public int[] words() {
    int[] words = new int[256];
    int word = 0;
    int place = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      for (int i = 0; i < counts[length]; i++) {
        int symbol = symbols[place++] & 0xFF;
        int size = symbol & 0xF;
        words[symbol] = word << size << 5 | (length + size);
        word++;
      }
      word <<= 1;
    }
    return words;
  }

  /**
   * Adds the symbols that lack a word, with words of 16 bits behind all others: of DC differences
   * those of every size, of AC coefficients those that 8-bit samples may need.
   *
   * <p>Where too few of those are free, a single word is made a bit longer: the longest one that
   * frees enough of them. The order of symbols stays, so longer words change but no shorter ones.
   *
   * @param ac whether the code is of AC coefficients
   * @return this code if nothing lacks; nothing if no such code exists
   */
  public Optional<HuffmanCode> completed(boolean ac) {
    byte[] missing = missing(ac ? AC_SYMBOLS : DC_SYMBOLS);
    if (missing.length == 0) {
      return Optional.of(this);
    }
    if (symbols.length + missing.length > 256) {
      return Optional.empty();
    }
    int[] more = counts.clone();
    if (freeLongWords() < missing.length && !lengthen(more, missing.length - freeLongWords())) {
      return Optional.empty();
    }
    more[MAX_LENGTH] += missing.length;
    byte[] all = Arrays.copyOf(symbols, symbols.length + missing.length);
    System.arraycopy(missing, 0, all, symbols.length, missing.length);
    return more[MAX_LENGTH] > 255 ? Optional.empty() : Optional.of(new HuffmanCode(more, all));
  }

  private static boolean lengthen(int[] counts, int freed) {
    for (int length = MAX_LENGTH - 1; length >= 1; length--) {
      if (counts[length] > 0 && 1 << (MAX_LENGTH - 1 - length) >= freed) {
        counts[length]--;
        counts[length + 1]++;
        return true;
      }
    }
    return false;
  }

  private byte[] missing(byte[] wanted) {
    Set<Byte> missing = new LinkedHashSet<>(Bytes.asList(wanted));
    missing.removeAll(new HashSet<>(Bytes.asList(symbols)));
    return Bytes.toArray(missing);
  }

  /** Words of 16 bits that are no word yet; the one of ones alone must stay free (annex C). */
  private int freeLongWords() {
    int free = (1 << MAX_LENGTH) - 1;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      free -= counts[length] << (MAX_LENGTH - length);
    }
    return free;
  }

  /** Whether every word of this code stands for the same symbol in another. */
  public boolean isKeptBy(HuffmanCode other) {
    int[] words = words();
    int[] others = other.words();
    for (int symbol = 0; symbol < words.length; symbol++) {
      if (words[symbol] != 0 && words[symbol] != others[symbol]) {
        return false;
      }
    }
    return true;
  }
}
