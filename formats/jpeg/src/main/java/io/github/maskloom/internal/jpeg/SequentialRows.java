package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.BlockDecoder;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegScan;
import io.github.maskloom.internal.jpeg.scan.ScanBits;
import io.github.maskloom.internal.jpeg.scan.ScanBytes;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import java.io.IOException;
import java.util.List;

/**
 * A sequential image in one scan, decoded as its bytes come (ITU-T T.81, F.2).
 *
 * <p>What follows the last MCU is not read. <b>Memory:</b> {@value #HEAP_BYTES} bytes.
 */
final class SequentialRows implements McuRows {
  private static final int BUFFER_BYTES = 1 << 14;

  static final long HEAP_BYTES = 52 << 10;

  private final int mcusAcross;
  private final BlockDecoder decoder;

  /** By the scan's components: their places in the frame, and divisors. */
  private final int[] components;

  private final int[][] divisors;

  private SequentialRows(JpegFrame frame, JpegScan scan, ScanWalk walk, ScanBits bits) {
    List<ScanComponent> scanned = scan.header().components();
    this.mcusAcross = frame.mcusAcross();
    this.decoder = new BlockDecoder(scan, bits);
    this.components = new int[scanned.size()];
    this.divisors = new int[scanned.size()][];
    for (int i = 0; i < components.length; i++) {
      components[i] = scanned.get(i).index();
      divisors[i] = walk.quantization(components[i]);
    }
  }

  /**
   * Goes to the data.
   *
   * @param input the file from its first byte
   * @param walk at its beginning
   */
  static SequentialRows open(JpegInput input, JpegFrame frame, ScanWalk walk) throws IOException {
    JpegScan scan = walk.next();
    if (scan == null || scan.header().components().size() < frame.components().size()) {
      throw new IOException("the JPEG file changed while it was read");
    }
    ScanBits bits = new ScanBits(ScanBytes.following(input), BUFFER_BYTES);
    return new SequentialRows(frame, scan, walk, bits);
  }

  @Override
  public void decodeRow(ComponentPlane[] planes) throws IOException {
    for (int mcu = 0; mcu < mcusAcross; mcu++) {
      decoder.beginMcu();
      for (int i = 0; i < components.length; i++) {
        decodeBlocks(i, planes[components[i]], mcu);
      }
    }
    decoder.checkNotPassed();
  }

  private void decodeBlocks(int i, ComponentPlane plane, int mcu) throws IOException {
    int first = mcu * plane.horizontal;
    for (int down = 0; down < plane.vertical; down++) {
      for (int across = first; across < first + plane.horizontal; across++) {
        if (plane.places < Zigzag.BLOCK) {
          int last = decoder.decodeFirst(i, divisors[i], plane.places, plane.block());
          plane.put(last, across, down);
        } else {
          plane.put(decoder.decode(i, divisors[i], plane.block()), across, down);
        }
      }
    }
  }

  /** Checks nothing: some programs leave padding, others more, where no sample depends on it. */
  @Override
  public void finish() {}

  /** All of them: a row that lacks bits is not decoded. */
  @Override
  public int wholeRows() {
    return Integer.MAX_VALUE;
  }
}
