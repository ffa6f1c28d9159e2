package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.scan.DcDecoder.DcPrediction;
import java.io.IOException;
import java.util.List;

/** Decodes one more bit of each DC coefficient in a progressive file (ITU-T T.81, G.1.2.1). */
final class DcRefiner extends ScanDecoder {

  DcRefiner(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    super(scan, bits, targets);
  }

  @Override
  void decode(int component, ComponentBlocks target, int first, int count) throws IOException {
    short[] coefficients = target.coefficients();
    int low = scan.header().low();
    for (int block = first; block < first + count; block++) {
      bits.require();
      int value = coefficients[block * ComponentBlocks.SIZE] | bits.number(1) << low;
      if (value > DcPrediction.MAX_VALUE) {
        throw bits.wrong("a DC coefficient is too large for 8-bit samples");
      }
      coefficients[block * ComponentBlocks.SIZE] = (short) value;
    }
  }

  @Override
  void reset() {}
}
