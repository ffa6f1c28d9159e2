package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.IOException;
import java.util.List;

/**
 * Decodes a scan, row of MCUs by row of MCUs, into coefficients (ITU-T T.81, A.2 and E.2).
 *
 * <p>Subclasses decode blocks of one of the kinds of scans. <b>Memory:</b> that of {@link
 * ScanBits}.
 */
public abstract class ScanDecoder {
  public final JpegScan scan;
  final ScanBits bits;

  /** By the scan's components. */
  private final ComponentBlocks[] targets;

  private int mcusToRestart;

  ScanDecoder(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    this.scan = scan;
    this.bits = bits;
    this.targets = targets.toArray(new ComponentBlocks[0]);
    this.mcusToRestart = scan.restartInterval();
  }

  /** The decoder for a kind of scan; {@code targets} are the blocks of the scan's components. */
  public static ScanDecoder of(
      CodingProcess process, JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
    ScanHeader header = scan.header();
    if (process != CodingProcess.PROGRESSIVE) {
      return new Sequential(scan, bits, targets);
    } else if (header.first() == 0) {
      return header.refines()
          ? new DcRefiner(scan, bits, targets)
          : new Sequential(scan, bits, targets);
    } else {
      return header.refines()
          ? new AcDecoder.Refiner(scan, bits, targets)
          : new AcDecoder(scan, bits, targets);
    }
  }

  /**
   * Decodes the next row of MCUs.
   *
   * @param mcuRow its number, for the rows of blocks at the bottom
   * @param cancel asked once per row of blocks
   */
  public final void decodeRow(int mcuRow, CancelSignal cancel) throws IOException {
    if (scan.header().interleaved()) {
      cancel.throwIfCancelled();
      decodeMcus();
    } else {
      ComponentBlocks only = targets[0];
      int rows = only.rowsCoded(mcuRow);
      for (int row = 0; row < rows; row++) {
        cancel.throwIfCancelled();
        decodeBlockRow(only, row * only.stride());
      }
    }
    bits.checkNotPassed();
  }

  private void decodeBlockRow(ComponentBlocks only, int start) throws IOException {
    int block = start;
    int end = start + only.blocksAcross();
    while (block < end) {
      int count = Math.min(end - block, mcusBeforeRestart());
      decode(0, only, block, count);
      block += count;
      mcusToRestart -= count;
    }
  }

  private void decodeMcus() throws IOException {
    int mcus = targets[0].mcusAcross();
    for (int mcu = 0; mcu < mcus; mcu++) {
      mcusBeforeRestart();
      for (int i = 0; i < targets.length; i++) {
        ComponentBlocks target = targets[i];
        int block = mcu * target.horizontal();
        for (int row = 0; row < target.vertical(); row++) {
          decode(i, target, block, target.horizontal());
          block += target.stride();
        }
      }
      mcusToRestart--;
    }
  }

  private int mcusBeforeRestart() throws IOException {
    if (scan.restartInterval() == 0) {
      return Integer.MAX_VALUE;
    }
    if (mcusToRestart == 0) {
      bits.restart();
      reset();
      mcusToRestart = scan.restartInterval();
    }
    return mcusToRestart;
  }

  /** Checks that nothing follows the last row. */
  public final void finish() throws IOException {
    bits.finish();
  }

  /**
   * Decodes neighboring blocks of a component.
   *
   * @param component its place in the scan
   * @param target where they are
   * @param first the number of the first block there
   */
  abstract void decode(int component, ComponentBlocks target, int first, int count)
      throws IOException;

  /** Forgets what was carried from block to block. */
  abstract void reset();

  /** Decodes whole blocks (F.2.2), or the first scan of DC in a progressive file (G.1.2.1). */
  private static final class Sequential extends ScanDecoder {
    private final BlockDecoder blocks;

    Sequential(JpegScan scan, ScanBits bits, List<ComponentBlocks> targets) {
      super(scan, bits, targets);
      this.blocks = new BlockDecoder(scan, bits);
    }

    @Override
    void decode(int component, ComponentBlocks target, int first, int count) throws IOException {
      short[] coefficients = target.coefficients();
      boolean codesAc = scan.header().codesAc();
      int low = scan.header().low();
      for (int block = first; block < first + count; block++) {
        bits.require();
        int base = block * ComponentBlocks.SIZE;
        coefficients[base] = blocks.dc(component, low);
        if (codesAc) {
          target.nonzero()[block] = blocks.decodeAc(component, coefficients, base);
        }
      }
    }

    @Override
    void reset() {
      blocks.reset();
    }
  }

  /** Decodes one more bit of each DC coefficient in a progressive file (G.1.2.1). */
  private static final class DcRefiner extends ScanDecoder {
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
        if (value > BlockDecoder.MAX_DC) {
          throw bits.wrong("a DC coefficient is too large for 8-bit samples");
        }
        coefficients[block * ComponentBlocks.SIZE] = (short) value;
      }
    }

    @Override
    void reset() {}
  }
}
