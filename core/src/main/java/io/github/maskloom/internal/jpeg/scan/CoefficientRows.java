package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The coefficients of a JPEG file of many scans, a row of MCUs at a time: all its scans are decoded
 * side by side.
 *
 * <p><b>Memory:</b> a row of MCUs, and some KiB for each scan. <b>Damage:</b> any fails.
 */
public final class CoefficientRows {
  private static final int SCANS_BUFFER_BYTES = 80 << 10;
  private static final int MAX_SCAN_BUFFER_BYTES = 1 << 13;
  private static final int MIN_SCAN_BUFFER_BYTES = 1 << 10;

  private final CancelSignal cancel;
  private final List<ComponentBlocks> blocks = new ArrayList<>();
  private final List<ScanDecoder> decoders = new ArrayList<>();
  private int mcuRow;

  /**
   * Begins above the first row.
   *
   * @param cancel asked once per row of blocks of each scan
   */
  public CoefficientRows(JpegFrame frame, SpooledScans scans, CancelSignal cancel) {
    this.cancel = cancel;
    for (Component component : frame.components()) {
      blocks.add(new ComponentBlocks(frame, component));
    }
    int even = SCANS_BUFFER_BYTES / scans.count();
    int bufferBytes = Math.max(MIN_SCAN_BUFFER_BYTES, Math.min(MAX_SCAN_BUFFER_BYTES, even));
    for (int i = 0; i < scans.count(); i++) {
      JpegScan scan = scans.scan(i);
      ScanBits bits = scans.bits(i, bufferBytes);
      decoders.add(ScanDecoder.of(frame.process(), scan, bits, targets(scan)));
    }
  }

  private List<ComponentBlocks> targets(JpegScan scan) {
    return scan.header().components().stream().map(ScanComponent::index).map(blocks::get).toList();
  }

  /**
   * Decodes the next row of MCUs.
   *
   * @return its coefficients, by component of the frame; they hold until the next call
   */
  public List<ComponentBlocks> next() throws IOException {
    blocks.forEach(ComponentBlocks::clear);
    for (ScanDecoder decoder : decoders) {
      decoder.decodeRow(mcuRow, cancel);
    }
    mcuRow++;
    return blocks;
  }

  /** Checks that nothing follows the last row in any scan. */
  public void finish() throws IOException {
    for (ScanDecoder decoder : decoders) {
      decoder.finish();
    }
  }
}
