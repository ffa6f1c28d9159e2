package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.scan.DcDecoder.DcPrediction;
import java.io.IOException;
import java.util.List;

/** Decodes whole blocks, as the scans of a sequential file hold them (ITU-T T.81, F.2.2). */
final class SequentialDecoder extends ScanDecoder {
  static final String PAST_THE_LAST = "a run of zeros goes past the last coefficient";

  private final DcPrediction prediction;

  SequentialDecoder(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    super(scan, bits, targets);
    this.prediction = new DcPrediction(scan, bits);
  }

  @Override
  void decode(int component, ComponentBlocks target, int first, int count) throws IOException {
    short[] coefficients = target.coefficients();
    HuffmanTable code = scan.acCodes().get(component);
    for (int block = first; block < first + count; block++) {
      bits.require();
      coefficients[block * ComponentBlocks.SIZE] = prediction.next(component);
      target.nonzero()[block] = decodeAc(code, coefficients, block * ComponentBlocks.SIZE);
    }
  }

  /** Returns which coefficients are not zero. */
  private long decodeAc(HuffmanTable code, short[] coefficients, int base) throws IOException {
    long nonzero = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded.
    while (k <= ScanHeader.LAST_COEFFICIENT) {
      bits.require();
      int symbol = bits.symbol(code);
      if (symbol == 0) {
        return nonzero;
      }
      int size = symbol & 0xF;
      k += symbol >> 4;
      check(bits, symbol, k, size);
      if (size > 0) {
        coefficients[base + k] = (short) bits.signed(size);
        nonzero |= 1L << k;
      }
      k++;
    }
    return nonzero;
  }

  /** Checks a symbol that leads to place k; it was taken. */
  static void check(ScanBits bits, int symbol, int k, int size) {
    if (k > ScanHeader.LAST_COEFFICIENT) {
      throw bits.wrong(PAST_THE_LAST);
    }
    if (size > AcDecoder.MAX_SIZE) {
      throw bits.wrong("an AC coefficient is too large for 8-bit samples");
    }
    if (size == 0 && symbol != 0xF0) {
      throw bits.wrong("a run of zeros ends without a coefficient");
    }
  }

  @Override
  void reset() {
    prediction.reset();
  }
}
