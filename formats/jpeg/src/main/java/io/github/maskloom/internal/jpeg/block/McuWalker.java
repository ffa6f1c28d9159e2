package io.github.maskloom.internal.jpeg.block;

import io.github.maskloom.errors.ImageFormatException;
import java.util.Arrays;

/**
 * Walks the MCUs of a sequential scan within a {@link ScanWindow}: passes over them, or decodes
 * them (ITU-T T.81, F.2.2).
 *
 * <p>Every word and every run is checked, also of MCUs that are passed over. <b>Ownership:</b> the
 * window is the caller's to slide.
 */
public final class McuWalker {
  private static final int BLOCK = 64;
  private static final String NO_WORD = "the bits are no word of the Huffman code";

  private final ScanWindow window;
  private final McuLayout layout;
  private final int[] components;
  private final int[][] dcEntries;
  private final short[][] skips;

  /** By component: the DC coefficient before the next block. */
  private final int[] predictors = new int[McuLayout.MAX_BLOCKS];

  public McuWalker(ScanWindow window, McuLayout layout) {
    this.window = window;
    this.layout = layout;
    components = layout.components;
    dcEntries = new int[layout.blocks()][];
    skips = new short[layout.blocks()][];
    for (int block = 0; block < layout.blocks(); block++) {
      dcEntries[block] = layout.dc[block].entries;
      skips[block] = layout.ac[block].skips;
    }
  }

  /** By component: the DC coefficient before the next block; the caller may restore it. */
  public int[] predictors() {
    return predictors;
  }

  /** Forgets the coefficients before, as at a restart. */
  public void reset() {
    Arrays.fill(predictors, 0);
  }

  /**
   * Passes over MCUs until the window is no longer {@link ScanWindow#isReady ready} for the next.
   *
   * @param mcus how many to pass over at most
   * @return how many were passed
   */
  public int skip(int mcus) {
    byte[] data = window.data;
    int limit = window.limit;
    int position = window.position;
    int done = 0;
    // Invariant: position is where the MCU after those done begins. The 57 bits of a load suffice
    // for a DC difference of 27 bits, or a step of 21 bits, and the 11 bits of another look-up.
    while (done < mcus && position <= limit) {
      for (int block = 0; block < components.length; block++) {
        long bits = (long) ScanWindow.LONG.get(data, position >>> 3) << (position & 7);
        int dc = dcEntries[block][(int) (bits >>> (64 - DcTable.LOOKUP_BITS))];
        if (dc == 0) {
          dc = findDc(block, bits, position);
        }
        predictors[components[block]] += dc >> DcTable.VALUE_SHIFT;
        position += dc & 63;
        bits <<= dc & 63;
        short[] table = skips[block];
        int skip = table[(int) (bits >>> (64 - AcTable.LOOKUP_BITS))];
        int k = 1 + (skip >>> AcTable.COUNT_SHIFT);
        position += skip & AcTable.BITS_MASK;
        while (k < BLOCK && skip != 0) {
          bits = (long) ScanWindow.LONG.get(data, position >>> 3) << (position & 7);
          skip = table[(int) (bits >>> (64 - AcTable.LOOKUP_BITS))];
          k += skip >>> AcTable.COUNT_SHIFT;
          position += skip & AcTable.BITS_MASK;
          if (k >= BLOCK || skip == 0) {
            break;
          }
          bits <<= skip & AcTable.BITS_MASK;
          skip = table[(int) (bits >>> (64 - AcTable.LOOKUP_BITS))];
          k += skip >>> AcTable.COUNT_SHIFT;
          position += skip & AcTable.BITS_MASK;
        }
        if (k != BLOCK && (k <= AcTable.ENDED || k >= AcTable.ENDED + BLOCK)) {
          window.position = position - (skip & AcTable.BITS_MASK);
          stepToEnd(block, k - (skip >>> AcTable.COUNT_SHIFT));
          position = window.position;
        }
      }
      done++;
    }
    window.position = position;
    checkNotPassed();
    return done;
  }

  /** An exception about the MCU that was just passed. */
  public ImageFormatException wrong(String rule) {
    return window.wrong(rule);
  }

  private void checkNotPassed() {
    if (window.isComplete() && window.position > window.endPosition()) {
      throw window.endsEarly();
    }
  }

  private int findDc(int block, long bits, int position) {
    int entry = layout.dc[block].find(bits);
    if (entry == 0) {
      window.position = position;
      throw window.wrong("the bits are no DC difference of 8-bit samples");
    }
    return entry;
  }

  /** Passes over the AC coefficients from k on, symbol by symbol. */
  private void stepToEnd(int block, int from) {
    SymbolTable symbols = layout.ac[block].symbols;
    int k = from;
    while (k < BLOCK) {
      int found = symbols.find(bits());
      int symbol = found & 0xFF;
      if (found == 0x0000 || symbol == HuffmanCode.END_OF_BLOCK) {
        checkFound(found);
        window.position += found >> 8;
        return;
      }
      k += symbol >> 4;
      check(symbol, k);
      window.position += (found >> 8) + (symbol & 0xF);
      k++;
    }
  }

  private void checkFound(int found) {
    if (found == 0) {
      throw window.wrong(NO_WORD);
    }
  }

  private void check(int symbol, int k) {
    if (k >= BLOCK) {
      throw window.wrong("a run of zeros goes past the last coefficient");
    }
    if (!AcTable.isLegal(symbol)) {
      throw window.wrong("a symbol that no AC coefficient of 8-bit samples has");
    }
  }

  private long bits() {
    int position = window.position;
    return (long) ScanWindow.LONG.get(window.data, position >>> 3) << (position & 7);
  }

  /** Passes over the DC difference of a block, counts it into its predictor and returns that. */
  public int skipDc(int block) {
    long bits = bits();
    int dc = findDc(block, bits, window.position);
    window.position += dc & 63;
    return predictors[components[block]] += dc >> DcTable.VALUE_SHIFT;
  }

  /** Passes over the AC coefficients of a block. */
  public void skipAc(int block) {
    stepToEnd(block, 1);
    checkNotPassed();
  }

  /**
   * Decodes the next MCU; the window must be ready.
   *
   * @param coefficients takes 64 of each block, in zigzag order
   * @param nonzero takes, by block, which of its AC coefficients are not zero
   * @throws ImageFormatException if a DC coefficient is none that 8-bit samples can have
   */
  public void decode(short[] coefficients, long[] nonzero) {
    for (int block = 0; block < components.length; block++) {
      int base = block * BLOCK;
      Arrays.fill(coefficients, base, base + BLOCK, (short) 0);
      coefficients[base] = checkedDc(skipDc(block));
      nonzero[block] = decodeAc(layout.ac[block], coefficients, base);
    }
    checkNotPassed();
  }

  private short checkedDc(int dc) {
    if (dc < -2048 || dc > 2047) {
      throw window.wrong("a DC coefficient is out of the range of 8-bit samples");
    }
    return (short) dc;
  }

  private long decodeAc(AcTable table, short[] coefficients, int base) {
    byte[] data = window.data;
    int[] values = table.values;
    int position = window.position;
    long nonzero = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded, and end at position.
    while (k < BLOCK) {
      long bits = (long) ScanWindow.LONG.get(data, position >>> 3) << (position & 7);
      int entry = values[(int) (bits >>> (64 - AcTable.LOOKUP_BITS))];
      if (entry == 0) {
        window.position = position;
        entry = findAc(table, bits, k);
      }
      k += entry >> AcTable.RUN_SHIFT & 0xFF;
      if (k >= BLOCK) {
        window.position = position;
        endBlock(table, k);
        return nonzero;
      }
      position += entry & 0xFF;
      int value = entry >> AcTable.VALUE_SHIFT;
      coefficients[base + k] = (short) value;
      nonzero |= (value == 0 ? 0L : 1L) << k;
      k++;
    }
    window.position = position;
    return nonzero;
  }

  /** Goes over the symbol that ends a block. */
  private void endBlock(AcTable table, int k) {
    if (k < AcTable.ENDED) {
      check(0, k);
    }
    window.position += table.symbols.find(bits()) >> 8;
  }

  /** Decodes any symbol and value; an entry as in {@link AcTable#values}. */
  private int findAc(AcTable table, long bits, int k) {
    int found = table.symbols.find(bits);
    checkFound(found);
    int symbol = found & 0xFF;
    int length = found >> 8;
    int size = symbol & 0xF;
    if (symbol == HuffmanCode.END_OF_BLOCK) {
      return AcTable.ENDED << AcTable.RUN_SHIFT | length;
    }
    check(symbol, k + (symbol >> 4));
    int value = DcTable.extend(bits << length, size);
    return value << AcTable.VALUE_SHIFT | symbol >> 4 << AcTable.RUN_SHIFT | (length + size);
  }

  /**
   * Codes the AC coefficients of the next block anew with other words.
   *
   * @param words by symbol; there is one for each that occurs
   */
  public void transcodeAc(int block, int[] words, CodedBits out) {
    SymbolTable symbols = layout.ac[block].symbols;
    int k = 1;
    // Invariant: the coefficients before k are coded anew, and end at the window's position.
    while (k < BLOCK) {
      long bits = bits();
      int found = symbols.find(bits);
      int symbol = found & 0xFF;
      int length = found >> 8;
      if (symbol == HuffmanCode.END_OF_BLOCK) {
        checkFound(found);
        window.position += length;
        out.put(words[HuffmanCode.END_OF_BLOCK], 0);
        break;
      }
      k += symbol >> 4;
      check(symbol, k);
      int size = symbol & 0xF;
      out.put(words[symbol], (int) ((bits << length) >>> 1 >>> (63 - size)));
      window.position += length + size;
      k++;
    }
    checkNotPassed();
  }
}
