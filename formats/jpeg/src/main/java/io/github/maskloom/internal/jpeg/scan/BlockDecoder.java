package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes the blocks of a sequential scan one by one, in the order of their MCUs (ITU-T T.81,
 * F.2.2).
 *
 * <p>What breaks a rule is reported with its offset. <b>Memory:</b> that of {@link ScanBits} and of
 * the tables of {@link HuffmanTable}.
 */
public final class BlockDecoder {
  static final String PAST_THE_LAST = "a run of zeros goes past the last coefficient";

  private static final int TO_STEP = 64 - HuffmanTable.STEP_BITS;
  private static final int TO_SKIP = 64 - HuffmanTable.SKIP_BITS;

  /** Twice what 8-bit samples can give, as some encoders overshoot. */
  static final int MAX_DC = 2047;

  private final JpegScan scan;
  private final ScanBits bits;
  private final HuffmanTable[] dcTables;
  final HuffmanTable[] acTables;

  /** By component of the scan: {@link HuffmanTable#differences}; none where DC stands alone. */
  private final int[][] differences;

  /** By component of the scan: its last DC coefficient. */
  private final int[] predictors;

  private final byte[] natural = Zigzag.toNatural();
  private int mcusToRestart;

  /** Begins with the first block of a scan. */
  public BlockDecoder(JpegScan scan, ScanBits bits) {
    this.scan = scan;
    this.bits = bits;
    this.dcTables = scan.dcTables().toArray(new HuffmanTable[0]);
    this.acTables = scan.acTables().toArray(new HuffmanTable[0]);
    this.differences =
        scan.header().codesAc()
            ? Arrays.stream(dcTables).map(HuffmanTable::differences).toArray(int[][]::new)
            : new int[0][];
    this.predictors = new int[dcTables.length];
    this.mcusToRestart = scan.restartInterval();
  }

  /** Begins an MCU, and goes over a restart marker if one must stand before it (E.2.4). */
  public void beginMcu() throws IOException {
    if (scan.restartInterval() > 0 && mcusToRestart-- == 0) {
      bits.restart();
      reset();
      mcusToRestart = scan.restartInterval() - 1;
    }
  }

  /** Forgets the coefficients before, as at a restart. */
  void reset() {
    Arrays.fill(predictors, 0);
  }

  /** By component of the scan: its last DC coefficient; the caller may restore it. */
  int[] predictors() {
    return predictors;
  }

  /** Takes a DC coefficient, which is coded as a difference, and returns it with its low bits. */
  short dc(int component, int low) {
    nextDc(component);
    return checkedDc(component, low);
  }

  private short checkedDc(int component, int low) {
    int value = predictors[component] << low;
    if (value < -MAX_DC || value > MAX_DC) {
      throw bits.wrong("a DC coefficient is too large for 8-bit samples");
    }
    return (short) value;
  }

  /** Takes a DC difference, counts it into its predictor and returns that. */
  int nextDc(int component) {
    bits.position += longDifference(component, bits.next()) & HuffmanTable.BYTE_MASK;
    return predictors[component];
  }

  /** Counts the next DC difference into its predictor; an entry as in the tables. */
  int difference(int component, long next) {
    int entry = differences[component][(int) (next >>> TO_STEP)];
    if (entry == 0) {
      return longDifference(component, next);
    }
    predictors[component] += entry >> HuffmanTable.VALUE_SHIFT;
    return entry;
  }

  private int longDifference(int component, long next) {
    int entry = dcTables[component].difference(next);
    if (entry == 0) {
      throw bits.wrong(dcTables[component].brokenRule(next, true));
    }
    predictors[component] += entry >> HuffmanTable.VALUE_SHIFT;
    return entry;
  }

  /**
   * Decodes the first coefficients of a block, dequantizes them (A.3.4), and passes over the
   * others.
   *
   * @param component its component's place in the scan
   * @param divisors in coding order
   * @param places how many coefficients, in coding order
   * @param block takes them row by row; all are zero before
   * @return the last place in coding order whose coefficient may not be zero
   */
  public int decode(int component, int[] divisors, int places, int[] block) throws IOException {
    bits.require();
    bits.position += difference(component, bits.next()) & HuffmanTable.BYTE_MASK;
    block[0] = checkedDc(component, 0) * divisors[0];
    HuffmanTable table = acTables[component];
    int[] steps = table.coefficients();
    byte[] order = natural;
    byte[] data = bits.data;
    int at = (bits.position >>> 3) + 7;
    long next = bits.next();
    int count = 56 - (bits.position & 7);
    int last = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded; count bits of next are not taken, and those
    // that follow begin at the byte at.
    while (k < places) {
      next |= (long) ScanBits.LONG.get(data, at) >>> count;
      at += (63 - count) >>> 3;
      count |= 56;
      int entry = steps[(int) (next >>> TO_STEP)];
      if (entry == 0) {
        entry = longStep(table, next, 8 * at - count, k);
      }
      next <<= entry;
      count -= entry & HuffmanTable.BYTE_MASK;
      k += entry >> HuffmanTable.PLACES_SHIFT & HuffmanTable.BYTE_MASK;
      if (k > places) {
        break;
      }
      last = k - 1;
      block[order[last]] = (entry >> HuffmanTable.VALUE_SHIFT) * divisors[last];
    }
    bits.position = 8 * at - count;
    if (k < Zigzag.BLOCK) {
      bits.position = skipAc(component, k, bits.next(), bits.position);
    } else if (k > Zigzag.BLOCK) {
      checkEnded(k);
    }
    return last;
  }

  /**
   * Passes over the AC coefficients of a block from a place on.
   *
   * @param bitsThere the next bits, of which 30 are right
   * @param start where they are
   * @return the position behind the block
   */
  int skipAc(int component, int from, long bitsThere, int start) {
    char[] steps = acTables[component].skips();
    int skip = steps[(int) (bitsThere >>> TO_SKIP)];
    int k = from + (skip >>> HuffmanTable.PLACES_SHIFT);
    int position = start + (skip & HuffmanTable.BYTE_MASK);
    byte[] data = bits.data;
    long next = (long) ScanBits.LONG.get(data, position >>> 3) << (position & 7);
    int at = (position >>> 3) + 7;
    int count = 56 - (position & 7);
    // Invariant: the coefficients before k are passed, if they are those of this block. Of next
    // count bits are not taken, at least 49: they suffice for a step of 21 bits and the 11 bits of
    // another look-up. Those that follow begin at the byte at.
    while (k < Zigzag.BLOCK) {
      skip = steps[(int) (next >>> TO_SKIP)];
      k += skip >>> HuffmanTable.PLACES_SHIFT;
      next <<= skip;
      count -= skip & HuffmanTable.BYTE_MASK;
      if (k >= Zigzag.BLOCK) {
        break;
      }
      skip = steps[(int) (next >>> TO_SKIP)];
      k += skip >>> HuffmanTable.PLACES_SHIFT;
      next <<= skip;
      count -= skip & HuffmanTable.BYTE_MASK;
      next |= (long) ScanBits.LONG.get(data, at) >>> count;
      at += (63 - count) >>> 3;
      count |= 56;
    }
    position = 8 * at - count;
    if (k != Zigzag.BLOCK && (k <= HuffmanTable.ENDED || k >= HuffmanTable.ENDED + Zigzag.BLOCK)) {
      bits.position = position - (skip & HuffmanTable.BYTE_MASK);
      stepAc(component, k - (skip >>> HuffmanTable.PLACES_SHIFT));
      return bits.position;
    }
    return position;
  }

  /**
   * Decodes the AC coefficients of a block.
   *
   * @param coefficients takes them from {@code base} on, in zigzag order; all are zero before
   * @return which of them are not zero
   */
  long decodeAc(int component, short[] coefficients, int base) {
    HuffmanTable table = acTables[component];
    int[] steps = table.coefficients();
    int position = bits.position;
    long nonzero = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded, and end at position.
    while (k < Zigzag.BLOCK) {
      long next = (long) ScanBits.LONG.get(bits.data, position >>> 3) << (position & 7);
      int entry = steps[(int) (next >>> TO_STEP)];
      if (entry == 0) {
        entry = longStep(table, next, position, k);
      }
      position += entry & HuffmanTable.BYTE_MASK;
      k += entry >> HuffmanTable.PLACES_SHIFT & HuffmanTable.BYTE_MASK;
      if (k > Zigzag.BLOCK) {
        bits.position = position;
        checkEnded(k);
        return nonzero;
      }
      int value = entry >> HuffmanTable.VALUE_SHIFT;
      coefficients[base + k - 1] = (short) value;
      nonzero |= (value == 0 ? 0L : 1L) << (k - 1);
    }
    bits.position = position;
    return nonzero;
  }

  /** Passes over the AC coefficients of a block from a place on, symbol by symbol. */
  void stepAc(int component, int from) {
    HuffmanTable table = acTables[component];
    int k = from;
    while (k < Zigzag.BLOCK) {
      k = skipStep(table, k);
    }
  }

  /** Passes over a symbol and its value, and returns the place behind it. */
  int skipStep(HuffmanTable table, int k) {
    int entry = longStep(table, bits.next(), bits.position, k);
    int behind = k + (entry >> HuffmanTable.PLACES_SHIFT & HuffmanTable.BYTE_MASK);
    if (behind > Zigzag.BLOCK) {
      checkEnded(behind);
    }
    bits.position += entry & HuffmanTable.BYTE_MASK;
    return behind;
  }

  /** The entry of a step that may take more bits than the tables are asked with. */
  private int longStep(HuffmanTable table, long next, int position, int k) {
    int entry = table.coefficient(next);
    if (entry == 0) {
      bits.position = position;
      int run = table.find(next) >> 4 & 0xF;
      throw bits.wrong(
          k + run >= Zigzag.BLOCK && table.find(next) != 0
              ? PAST_THE_LAST
              : table.brokenRule(next, false));
    }
    return entry;
  }

  private void checkEnded(int k) {
    if (k <= HuffmanTable.ENDED) {
      throw bits.wrong(PAST_THE_LAST);
    }
  }

  /**
   * Checks that no block so far was decoded from bits behind the last.
   *
   * @throws io.github.maskloom.errors.ImageFormatException if the data end early
   */
  public void checkNotPassed() {
    bits.checkNotPassed();
  }
}
