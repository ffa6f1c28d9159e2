package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.IOException;
import java.util.List;

/** Decodes the scans of a band of AC coefficients: the first of them (ITU-T T.81, G.1.2.2). */
class AcDecoder extends ScanDecoder {
  final HuffmanTable table;
  final int first;
  final int last;
  private final int low;

  /** Blocks from the next one on that have no more coefficients. */
  int emptyBlocks;

  AcDecoder(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    super(scan, bits, targets);
    this.table = scan.acTables().get(0);
    this.first = scan.header().first();
    this.last = scan.header().last();
    this.low = scan.header().low();
  }

  @Override
  void decode(int component, ComponentBlocks target, int start, int count) throws IOException {
    int block = start;
    int end = start + count;
    while (block < end) {
      int skipped = Math.min(emptyBlocks, end - block);
      emptyBlocks -= skipped;
      block += skipped;
      if (block < end) {
        bits.require();
        target.nonzero()[block] |= decodeBlock(target.coefficients(), block);
        block++;
      }
    }
  }

  /** Returns which coefficients are not zero. */
  private long decodeBlock(short[] coefficients, int block) {
    int base = block * ComponentBlocks.SIZE;
    int at = (bits.position >>> 3) + 7;
    int count = 56 - (bits.position & 7);
    long next = bits.next();
    long nonzero = 0;
    int k = first;
    // Invariant: the coefficients before k are decoded; count bits of next are not taken, and those
    // that follow begin at the byte at.
    while (k <= last) {
      next |= (long) ScanBits.LONG.get(bits.data, at) >>> count;
      at += (63 - count) >>> 3;
      count |= 56;
      int found = table.find(next);
      int length = found >> 8;
      int size = found & 0xF;
      int run = found >> 4 & 0xF;
      if (size == 0 && run < 15) {
        bits.position = 8 * at - count;
        endBlocks(bits.symbol(table) >> 4);
        return nonzero;
      }
      k += run;
      if (k > last || size + low > HuffmanCode.MAX_AC_SIZE) {
        bits.position = 8 * at - count + length;
        throw wrong(k);
      }
      coefficients[base + k] = (short) (HuffmanTable.extend(next << length, size) << low);
      nonzero |= (size == 0 ? 0L : 1L) << k;
      next <<= length + size;
      count -= length + size;
      k++;
    }
    bits.position = 8 * at - count;
    return nonzero;
  }

  /** Takes the length of a run of blocks that have no more coefficients, of which this is one. */
  final void endBlocks(int run) {
    emptyBlocks = (1 << run) - 1 + (run > 0 ? bits.number(run) : 0);
  }

  private ImageFormatException wrong(int k) {
    return bits.wrong(
        k > last ? BlockDecoder.PAST_THE_LAST : "an AC coefficient is too large for 8-bit samples");
  }

  @Override
  void reset() {
    emptyBlocks = 0;
  }

  /** Decodes one more bit of each AC coefficient of a band (G.1.2.3). */
  static final class Refiner extends AcDecoder {
    /** What the bit adds to a coefficient. */
    private final int step;

    private final long band;

    Refiner(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
      super(scan, bits, targets);
      this.step = 1 << scan.header().low();
      this.band = (-1L << first) & (-1L >>> (63 - last));
    }

    @Override
    void decode(int component, ComponentBlocks target, int start, int count) throws IOException {
      short[] coefficients = target.coefficients();
      long[] nonzero = target.nonzero();
      for (int block = start; block < start + count; block++) {
        bits.require();
        int base = block * ComponentBlocks.SIZE;
        long known = nonzero[block] & band;
        if (emptyBlocks > 0) {
          refine(coefficients, base, known);
          emptyBlocks--;
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
      // Invariant: the coefficients before passed are refined or found. Of the others, toRefine has
      // those that are known, and zeros those that are not.
      while (passed <= last) {
        int symbol = bits.symbol(table);
        int run = symbol >> 4;
        if (symbol == run << 4 && run < 15) {
          endBlocks(run);
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
      if (size == 1 && step >= 1 << HuffmanCode.MAX_AC_SIZE) {
        throw bits.wrong("an AC coefficient is too large for 8-bit samples");
      }
      return size == 0 ? 0 : (2 * bits.number(1) - 1) * step;
    }

    /** Leaves out as many zeros as the run has. */
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
        throw bits.wrong(BlockDecoder.PAST_THE_LAST);
      }
      return left;
    }

    /** Takes a bit for each of some coefficients, which says whether it grows away from zero. */
    private void refine(short[] coefficients, int base, long chosen) throws IOException {
      long left = chosen;
      while (left != 0) {
        int count = Math.min(Long.bitCount(left), 31);
        int growing = bits.number(count) << (Integer.SIZE - count);
        for (int i = 0; i < count; i++) {
          int at = base + Long.numberOfTrailingZeros(left);
          int sign = coefficients[at] >> 31;
          coefficients[at] += (short) (((step ^ sign) - sign) & growing >> 31);
          growing <<= 1;
          left &= left - 1;
        }
      }
    }
  }
}
