package io.github.maskloom.internal.jpeg.scan;

import java.io.IOException;
import java.util.List;

/** Decodes the first scan of a band of AC coefficients (ITU-T T.81, G.1.2.2). */
final class AcDecoder extends ScanDecoder {
  static final int MAX_SIZE = 10;

  private final HuffmanTable code;
  private final int first;
  private final int last;
  private final int low;
  private int emptyBlocks;

  AcDecoder(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    super(scan, bits, targets);
    this.code = scan.acCodes().get(0);
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
        target.nonzero()[block] |= decodeBlock(target.coefficients(), block);
        block++;
      }
    }
  }

  /** Returns which coefficients are not zero. */
  private long decodeBlock(short[] coefficients, int block) throws IOException {
    long nonzero = 0;
    int k = first;
    // Invariant: the coefficients before k are decoded.
    while (k <= last) {
      bits.require();
      int symbol = bits.symbol(code);
      int run = symbol >> 4;
      int size = symbol & 0xF;
      if (size > 0) {
        k += run;
        check(k, size);
        coefficients[block * ComponentBlocks.SIZE + k] = (short) (bits.signed(size) << low);
        nonzero |= 1L << k;
        k++;
      } else if (run == 15) {
        k += 16;
        check(k - 1, 0);
      } else {
        emptyBlocks = (1 << run) - 1 + (run > 0 ? bits.number(run) : 0);
        return nonzero;
      }
    }
    return nonzero;
  }

  private void check(int k, int size) {
    if (k > last) {
      throw bits.wrong("a run of zeros goes past the last coefficient");
    }
    if (size + low > MAX_SIZE) {
      throw bits.wrong("an AC coefficient is too large for 8-bit samples");
    }
  }

  @Override
  void reset() {
    emptyBlocks = 0;
  }
}
