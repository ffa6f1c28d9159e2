package io.github.maskloom.internal.jpeg.scan;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
      of("00010501010101010100000000000000 000102030405060708090a0b");

  public static final HuffmanCode CHROMA_DC =
      of("00030101010101010101010000000000 000102030405060708090a0b");

  public static final HuffmanCode LUMA_AC =
      of(
          """
          0002010303020403050504040000017d
          01020300041105122131410613516107227114328191a1082342b1c11552d1f0
          2433627282090a161718191a25262728292a3435363738393a43444546474849
          4a535455565758595a636465666768696a737475767778797a83848586878889
          8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5
          c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8
          f9fa""");

  public static final HuffmanCode CHROMA_AC =
      of(
          """
          00020102040403040705040400010277
          000102031104052131061241510761711322328108144291a1b1c109233352f0
          156272d10a162434e125f11718191a262728292a35363738393a434445464748
          494a535455565758595a636465666768696a737475767778797a828384858687
          88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3
          c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8
          f9fa""");

  private final byte[] definition;

  /**
   * A code.
   *
   * @param definition by length from 1 to 16: how many words, which fit a binary tree; then their
   *     symbols, shorter words first
   */
  HuffmanCode(byte[] definition) {
    this.definition = definition.clone();
  }

  private static HuffmanCode of(String definition) {
    return new HuffmanCode(HexFormat.of().parseHex(definition.replaceAll("\\s", "")));
  }

  /**
   * Reads one definition of a DHT segment.
   *
   * @param content the segment behind its length field
   * @param at where the counts of the 16 lengths begin; symbols follow them
   * @param offset where the segment begins, for messages
   */
  static HuffmanCode parse(byte[] content, int at, long offset) {
    int words = 0;
    int free = 1;
    int from = at + MAX_LENGTH;
    for (int i = at; i < from; i++) {
      int count = content[i] & 0xFF;
      words += count;
      free = Math.min(free * 2 - count, 1 << MAX_LENGTH);
      if (free < 1) {
        throw wrong(offset, "a Huffman code has more words than its lengths allow");
      }
    }
    if (words > 256 || words > content.length - from) {
      throw wrong(offset, "a Huffman code has more words than symbols");
    }
    return new HuffmanCode(Arrays.copyOfRange(content, at, from + words));
  }

  /** Whether every symbol is the size of a difference, as far as 4 bits can tell. */
  boolean isOfDifferences() {
    return Bytes.asList(symbols()).stream().allMatch(size -> (size & 0xF0) == 0);
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
    ByteArrayOutputStream definition = new ByteArrayOutputStream();
    Arrays.stream(counts, 1, MAX_LENGTH + 1).forEach(definition::write);
    IntStream.range(0, 256)
        .filter(symbol -> lengths[symbol] > 0)
        .boxed()
        .sorted(Comparator.comparingInt(symbol -> lengths[symbol]))
        .forEach(definition::write);
    return new HuffmanCode(definition.toByteArray());
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
    return definition.length == MAX_LENGTH;
  }

  int count(int length) {
    return definition[length - 1] & 0xFF;
  }

  byte[] symbols() {
    return Arrays.copyOfRange(definition, MAX_LENGTH, definition.length);
  }

  /** The content of a DHT segment that defines this code for a class and slot. */
  public byte[] definition(int classAndSlot) {
    return Bytes.concat(new byte[] {(byte) classAndSlot}, definition);
  }

  /** How a DHT segment defines the code: counts of the 16 lengths, then the symbols. */
  public byte[] definition() {
    return definition.clone();
  }

  /**
   * The words to write: by symbol, the word with room behind it for the bits of a value, and the
   * length of both in the low 5 bits. A symbol without a word has 0.
   */
  public int[] words() {
    int[] words = new int[256];
    int word = 0;
    int place = MAX_LENGTH;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      for (int i = 0; i < count(length); i++) {
        int symbol = definition[place++] & 0xFF;
        int size = symbol & 0xF;
        words[symbol] = word++ << size << 5 | (length + size);
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
    int[] words = words();
    List<Byte> missing =
        Bytes.asList((ac ? LUMA_AC : LUMA_DC).symbols()).stream()
            .filter(symbol -> words[symbol & 0xFF] == 0)
            .toList();
    if (missing.isEmpty()) {
      return Optional.of(this);
    }
    byte[] more = Bytes.concat(definition, Bytes.toArray(missing));
    int lacking = missing.size() - freeLongWords();
    if (more.length > MAX_LENGTH + 256 || (lacking > 0 && !lengthen(more, lacking))) {
      return Optional.empty();
    }
    int longest = (more[MAX_LENGTH - 1] & 0xFF) + missing.size();
    more[MAX_LENGTH - 1] = (byte) longest;
    return longest > 255 ? Optional.empty() : Optional.of(new HuffmanCode(more));
  }

  private static boolean lengthen(byte[] definition, int freed) {
    for (int length = MAX_LENGTH - 1; length >= 1; length--) {
      if (definition[length - 1] != 0 && 1 << (MAX_LENGTH - 1 - length) >= freed) {
        definition[length - 1]--;
        definition[length]++;
        return true;
      }
    }
    return false;
  }

  /** Words of 16 bits that are no word yet; the one of ones alone must stay free (annex C). */
  private int freeLongWords() {
    int free = (1 << MAX_LENGTH) - 1;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      free -= count(length) << (MAX_LENGTH - length);
    }
    return free;
  }

  /** Whether every word of this code stands for the same symbol in another. */
  public boolean isKeptBy(HuffmanCode other) {
    int[] words = words();
    int[] others = other.words();
    return IntStream.range(0, words.length).allMatch(i -> words[i] == 0 || words[i] == others[i]);
  }
}
