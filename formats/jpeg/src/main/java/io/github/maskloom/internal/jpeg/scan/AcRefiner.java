package io.github.maskloom.internal.jpeg.scan;

import java.io.IOException;
import java.util.List;

/** Decodes one more bit of each AC coefficient of a band (ITU-T T.81, G.1.2.3). */
final class AcRefiner extends ScanDecoder {
  private final HuffmanTable code;
  private final int first;
  private final int last;

  /** What the bit adds to a coefficient. */
  private final int step;

  private final long band;
  private int blocksWithoutNew;

  AcRefiner(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    super(scan, bits, targets);
    this.code = scan.acCodes().get(0);
    this.first = scan.header().first();
    this.last = scan.header().last();
    this.step = 1 << scan.header().low();
    this.band = (-1L << first) & (-1L >>> (63 - last));
  }

  @Override
  void decode(int component, ComponentBlocks target, int start, int count) throws IOException {
    short[] coefficients = target.coefficients();
    long[] nonzero = target.nonzero();
    for (int block = start; block < start + count; block++) {
      int base = block * ComponentBlocks.SIZE;
      long known = nonzero[block] & band;
      if (blocksWithoutNew > 0) {
        refine(coefficients, base, known);
        blocksWithoutNew--;
      } else {
        nonzero[block] |= decodeBlock(coefficients, base, known);
      }
    }
  }

  /** Returns which coefficients have become nonzero, besides those known to be. */
  private long decodeBlock(short[] coefficients, int base, long known) throws IOException {
    long found = 0;
    long toRefine = known;
    long zeros = band & ~known;
    int passed = first;
    // Invariant: the coefficients before passed are refined or found; toRefine and zeros say which
    // of the others are known and which are not.
    while (passed <= last) {
      bits.require();
      int symbol = bits.symbol(code);
      int run = symbol >> 4;
      if (symbol == run << 4 && run < 15) {
        blocksWithoutNew = (1 << run) - 1 + (run > 0 ? bits.number(run) : 0);
        break;
      }
      int value = newValue(symbol & 0xF);
      zeros = behind(run, zeros);
      int place = Long.numberOfTrailingZeros(zeros);
      long before = toRefine & (Long.lowestOneBit(zeros) - 1);
      refine(coefficients, base, before);
      toRefine ^= before;
      zeros &= zeros - 1;
      if (value != 0) {
        coefficients[base + place] = (short) value;
        found |= 1L << place;
      }
      passed = place + 1;
    }
    refine(coefficients, base, toRefine);
    return found;
  }

  private int newValue(int size) {
    if (size > 1) {
      throw bits.wrong("a coefficient becomes nonzero by more than one bit");
    }
    if (size == 1 && step >= 1 << AcDecoder.MAX_SIZE) {
      throw bits.wrong("an AC coefficient is too large for 8-bit samples");
    }
    return size == 0 ? 0 : (2 * bits.number(1) - 1) * step;
  }

  /** Leaves out the first so many zeros. */
  private long behind(int run, long zeros) {
    int next = Long.numberOfTrailingZeros(zeros);
    if ((~(zeros >>> next) & ((2L << run) - 1)) == 0) {
      return zeros & -1L << (next + run);
    }
    long left = zeros;
    for (int i = 0; i < run; i++) {
      left &= left - 1;
    }
    if (left == 0) {
      throw bits.wrong("a run of zeros goes past the last coefficient");
    }
    return left;
  }

  /** Takes a bit for each of some coefficients, which tells whether it grows away from zero. */
  private void refine(short[] coefficients, int base, long chosen) throws IOException {
    long left = chosen;
    while (left != 0) {
      bits.require();
      int count = Math.min(Long.bitCount(left), 31);
      int growing = bits.number(count);
      for (int i = count - 1; i >= 0; i--) {
        int at = base + Long.numberOfTrailingZeros(left);
        int away = (coefficients[at] >> 31 | 1) * step;
        coefficients[at] += (short) (away * (growing >> i & 1));
        left &= left - 1;
      }
    }
  }

  @Override
  void reset() {
    blocksWithoutNew = 0;
  }
}
