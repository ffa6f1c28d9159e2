package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.util.Arrays;
import java.util.List;

/**
 * Walks the MCUs of a sequential scan within the window of {@link ScanBits}: passes over them,
 * decodes them, or codes them again with other words (ITU-T T.81, F.2.2).
 *
 * <p>Every word and every run is checked, also of MCUs that are passed over. <b>Ownership:</b> the
 * window is the caller's to slide.
 */
public final class McuWalker {
  private static final int BLOCK = Zigzag.BLOCK;

  private final ScanBits bits;
  private final BlockDecoder decoder;

  /** By block of an MCU: its component's place in the scan. */
  private final int[] components;

  private final int[] predictors;

  /** Begins before the first MCU. */
  public McuWalker(JpegFrame frame, JpegScan scan, ScanBits bits) {
    this.bits = bits;
    this.decoder = new BlockDecoder(scan, bits);
    this.predictors = decoder.predictors();
    this.components = components(frame, scan);
  }

  private static int[] components(JpegFrame frame, JpegScan scan) {
    List<ScanComponent> scanned = scan.header().components();
    int[] components = {};
    for (int place = 0; place < scanned.size(); place++) {
      Component component = frame.components().get(scanned.get(place).index());
      int before = components.length;
      components = Arrays.copyOf(components, before + frame.mcuBlocks(component));
      Arrays.fill(components, before, components.length, place);
    }
    return components;
  }

  /** How many blocks an MCU has. */
  public int blocks() {
    return components.length;
  }

  /** The component of a block, as its place in the scan. */
  public int component(int block) {
    return components[block];
  }

  /** By component of the scan: its last DC coefficient; the caller may restore it. */
  public int[] predictors() {
    return predictors;
  }

  /** Forgets the coefficients before, as at a restart. */
  public void reset() {
    decoder.reset();
  }

  /**
   * Passes over MCUs until the window is no longer {@link ScanBits#isReady ready} for the next.
   *
   * @param mcus how many to pass over at most
   * @return how many were passed
   */
  public int skip(int mcus) {
    byte[] data = bits.data;
    int limit = bits.limit;
    int position = bits.position;
    int done = 0;
    // Invariant: position is where the MCU after those done begins.
    while (done < mcus && position <= limit) {
      bits.position = position;
      for (int component : components) {
        long next = (long) ScanBits.LONG.get(data, position >>> 3) << (position & 7);
        int dc = decoder.difference(component, next);
        position += dc & HuffmanTable.BYTE_MASK;
        position = decoder.skipAc(component, 1, next << dc, position);
      }
      done++;
    }
    bits.position = position;
    bits.checkNotPassed();
    return done;
  }

  /** Passes over the DC difference of a block, counts it into its predictor and returns that. */
  public int skipDc(int block) {
    return decoder.nextDc(components[block]);
  }

  /** Passes over the AC coefficients of a block. */
  public void skipAc(int block) {
    decoder.stepAc(components[block], 1);
    bits.checkNotPassed();
  }

  /**
   * Decodes the next MCU; the window must be ready.
   *
   * @param coefficients takes 64 of each block, in zigzag order
   * @param nonzero takes, by block, which of its AC coefficients are not zero
   */
  public void decode(short[] coefficients, long[] nonzero) {
    for (int block = 0; block < components.length; block++) {
      int base = block * BLOCK;
      Arrays.fill(coefficients, base, base + BLOCK, (short) 0);
      coefficients[base] = decoder.dc(components[block], 0);
      nonzero[block] = decoder.decodeAc(components[block], coefficients, base);
    }
    bits.checkNotPassed();
  }

  /** Codes the AC coefficients of the next block again, with the words of an encoder. */
  public void transcodeAc(int block, BlockEncoder out) {
    HuffmanTable table = decoder.acTables[components[block]];
    int k = 1;
    // Invariant: the coefficients before k are coded again, and end at the window's position.
    while (k < BLOCK) {
      long next = bits.next();
      int from = bits.position;
      k = decoder.skipStep(table, k);
      int found = table.find(next);
      int size = found & 0xF;
      out.putAc(found & 0xFF, (int) (next << (bits.position - from - size) >>> 1 >>> (63 - size)));
    }
    bits.checkNotPassed();
  }
}
