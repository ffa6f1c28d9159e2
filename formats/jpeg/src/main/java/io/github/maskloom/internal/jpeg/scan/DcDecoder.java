package io.github.maskloom.internal.jpeg.scan;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Decodes the first scan of DC coefficients in a progressive file (ITU-T T.81, G.1.2.1). */
final class DcDecoder extends ScanDecoder {
  private final DcPrediction prediction;

  DcDecoder(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    super(scan, bits, targets);
    this.prediction = new DcPrediction(scan, bits);
  }

  @Override
  void decode(int component, ComponentBlocks target, int first, int count) throws IOException {
    short[] coefficients = target.coefficients();
    for (int block = first; block < first + count; block++) {
      bits.require();
      coefficients[block * ComponentBlocks.SIZE] = prediction.next(component);
    }
  }

  @Override
  void reset() {
    prediction.reset();
  }

  /** DC coefficients coded as differences to those before (F.2.2.1). */
  static final class DcPrediction {
    private static final int MAX_SIZE = 11;

    /** Twice what 8-bit samples can give, as some encoders overshoot. */
    static final int MAX_VALUE = 2047;

    private final HuffmanTable[] codes;
    private final int low;
    private final ScanBits bits;
    private final int[] last;

    DcPrediction(JpegScan scan, ScanBits bits) {
      this.codes = scan.dcCodes().toArray(new HuffmanTable[0]);
      this.low = scan.header().low();
      this.bits = bits;
      this.last = new int[codes.length];
    }

    /** Takes the next coefficient of a component; up to 27 bits must be there. */
    short next(int component) {
      int size = bits.symbol(codes[component]);
      if (size > MAX_SIZE) {
        throw bits.wrong("a DC difference of " + size + " bits is too large for 8-bit samples");
      }
      return add(component, size == 0 ? 0 : bits.signed(size));
    }

    /** The next coefficient of a component by its difference, which was taken. */
    short add(int component, int difference) {
      last[component] += difference;
      int value = last[component] << low;
      if (value < -MAX_VALUE || value > MAX_VALUE) {
        throw bits.wrong("a DC coefficient is too large for 8-bit samples");
      }
      return (short) value;
    }

    void reset() {
      Arrays.fill(last, 0);
    }
  }
}
