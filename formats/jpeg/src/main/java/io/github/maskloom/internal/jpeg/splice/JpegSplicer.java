package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.BlockEncoder;
import io.github.maskloom.internal.jpeg.scan.CodedBits;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.McuWalker;
import io.github.maskloom.internal.jpeg.scan.ScanBits;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.IOException;
import java.util.Arrays;

/**
 * Copies the coded data of a sequential scan while MCUs change.
 *
 * <p>Bits of MCUs that stay are <em>copied</em>. A changed MCU is <em>coded again</em>. Behind it
 * the DC differences of the next MCU are <em>patched</em>, as they count from other coefficients;
 * its other bits, and all that follow, are copied again (ITU-T T.81, F.1.2.1). Where the source's
 * words do not suffice, all MCUs are transcoded symbol by symbol instead of copied. Restart
 * intervals are coded each on its own (E.1.4), so nothing behind a changed one differs.
 *
 * <p>Where the data end is only known by decoding: what is copied behind padding in another phase
 * would have more of it than is allowed. So the scan is walked to its end, or to that of the
 * restart interval.
 */
final class JpegSplicer {
  private static final int BLOCK = Zigzag.BLOCK;
  private static final String TOO_FAR = "a DC difference is out of the range of 8-bit samples";

  private final ScanBits bits;
  private final McuWalker walker;
  private final CodedBits out;
  private final BlockEncoder[] encoders;
  private final boolean transcoding;
  private final PaintBand band;
  private final PaintedMcu painted;
  private final JpegFrame frame;
  private final int restartInterval;
  private final long mcus;

  /** Whether damage is looked for where copying would not find it. */
  private boolean strict;

  /** The next MCU. */
  private long mcu;

  /** Bits of the window before here are written. */
  private int copyFrom;

  /** By component of the scan: the DC coefficient before the next block in the copy. */
  private final int[] written;

  /** By component: the same in the source, before a painted MCU. */
  private final int[] before;

  /** Whether {@link #written} differs from what the walker has. */
  private boolean patching;

  private long touched;
  private long changed;

  /** Begins before the first MCU. */
  JpegSplicer(
      JpegFrame frame,
      JpegScan scan,
      ScanBits bits,
      PaintedMcu painted,
      ScanCodes codes,
      CodedBits out) {
    this.bits = bits;
    this.out = out;
    this.painted = painted;
    this.frame = frame;
    band = painted.band();
    restartInterval = scan.restartInterval();
    walker = new McuWalker(frame, scan, bits);
    encoders = codes.encoders(out);
    transcoding = !codes.kept;
    mcus = (long) frame.mcusAcross() * frame.mcusDown();
    written = new int[encoders.length];
    before = new int[encoders.length];
  }

  /**
   * Copies the scan. Data behind its last MCU are left out, as decoders pass over them.
   *
   * @param checksAll whether restart intervals without paint are decoded, so that damage is found,
   *     and more than padding behind the last MCU is refused
   */
  SplicedMcus run(boolean checksAll) throws IOException {
    strict = checksAll;
    for (long next = band.nextMcu(); next < mcus; next = band.nextMcu()) {
      pass(next - mcu);
      edit();
    }
    pass(mcus - mcu);
    finish();
    return new SplicedMcus(
        mcus,
        touched,
        changed,
        transcoding ? SplicedMcus.Coding.TRANSCODED : SplicedMcus.Coding.PATCHED);
  }

  /** Goes over MCUs that stay. */
  private void pass(long count) throws IOException {
    long end = mcu + count;
    while (mcu < end) {
      beginMcu();
      if (!strict && !transcoding && intervalEnd() <= end && isIntervalStart()) {
        copyInterval();
      } else {
        keep(Math.min(end, intervalEnd()) - mcu);
      }
    }
  }

  /** Goes over one MCU that stays, or more of those in the bits. */
  private void keep(long count) throws IOException {
    if (transcoding) {
      transcode();
    } else if (patching) {
      patch();
    } else {
      mcu += walker.skip((int) Math.min(Integer.MAX_VALUE, count));
    }
  }

  private boolean isIntervalStart() {
    return restartInterval > 0 && mcu % restartInterval == 0;
  }

  /** The first MCU behind the restart interval of the next one. */
  private long intervalEnd() {
    return restartInterval == 0
        ? mcus
        : Math.min(mcus, (mcu / restartInterval + 1) * restartInterval);
  }

  private void beginMcu() throws IOException {
    if (mcu > 0 && isIntervalStart()) {
      restart();
    }
    if (!bits.isReady()) {
      slide();
    }
  }

  private void slide() throws IOException {
    copyPassed();
    bits.slide();
    copyFrom = bits.position();
    long row = mcu / frame.mcusAcross() * frame.maxMcuHeight() * JpegFrame.BLOCK_SIDE;
    band.done((int) Math.min(frame.height(), row));
  }

  private void copyPassed() throws IOException {
    if (!transcoding && bits.position() > copyFrom) {
      out.copy(bits.data, copyFrom, bits.position());
      copyFrom = bits.position();
    }
  }

  private void restart() throws IOException {
    copyPassed();
    bits.checkUsedUp();
    pad(bits.position(), bits.endPosition());
    out.marker(JpegMarker.RST0 + bits.restart());
    copyFrom = 0;
    walker.reset();
    Arrays.fill(written, 0);
    patching = false;
  }

  /** Fills the last byte: as in the source where that has as many bits left, else with ones. */
  private void pad(int from, int to) throws IOException {
    if (!transcoding && out.phase() == (from & 7)) {
      out.copy(bits.data, from, to);
    }
    out.align();
  }

  private void copyInterval() throws IOException {
    mcu = intervalEnd();
    bits.moveTo(bits.endPosition());
    while (!bits.isComplete()) {
      slide();
      bits.moveTo(bits.endPosition());
    }
    bits.checkMarked();
  }

  private void transcode() throws IOException {
    out.require();
    for (int block = 0; block < walker.blocks(); block++) {
      int component = walker.component(block);
      putDc(component, walker.skipDc(block));
      walker.transcodeAc(block, encoders[component]);
    }
    mcu++;
  }

  private void putDc(int component, int dc) {
    int difference = dc - written[component];
    if (!BlockEncoder.isDifference(difference)) {
      throw bits.wrong(TOO_FAR);
    }
    encoders[component].putDc(difference);
    written[component] = dc;
  }

  /** Copies an MCU but for the DC differences that count from changed coefficients. */
  private void patch() throws IOException {
    out.require();
    for (int block = 0; block < walker.blocks(); block++) {
      int component = walker.component(block);
      int start = bits.position();
      boolean differs = walker.predictors()[component] != written[component];
      int dc = walker.skipDc(block);
      if (differs) {
        out.copy(bits.data, copyFrom, start);
        copyFrom = bits.position();
        putDc(component, dc);
      }
      written[component] = dc;
      walker.skipAc(block);
    }
    patching = false;
    mcu++;
  }

  private void edit() throws IOException {
    beginMcu();
    touched++;
    int start = bits.position();
    System.arraycopy(walker.predictors(), 0, before, 0, before.length);
    walker.decode(painted.coefficients, painted.nonzero);
    if (painted.paint()) {
      changed++;
      encode(start, bits.position());
    } else {
      bits.moveTo(start);
      System.arraycopy(before, 0, walker.predictors(), 0, before.length);
      keep(1);
    }
  }

  private void encode(int start, int end) throws IOException {
    bits.moveTo(start);
    copyPassed();
    bits.moveTo(end);
    copyFrom = end;
    if (!patching && !transcoding) {
      System.arraycopy(before, 0, written, 0, before.length);
    }
    out.require();
    for (int block = 0; block < walker.blocks(); block++) {
      int component = walker.component(block);
      putDc(component, painted.coefficients[block * BLOCK]);
      encoders[component].putAc(painted.coefficients, block * BLOCK, painted.nonzero[block]);
    }
    patching = !Arrays.equals(written, 0, written.length, walker.predictors(), 0, written.length);
    mcu++;
  }

  private void finish() throws IOException {
    copyPassed();
    int from = bits.position();
    pad(from, Math.min(from + 7 & ~7, bits.endPosition()));
    bits.checkNotPassed();
    if (strict) {
      bits.finish();
    }
    out.marker(JpegMarker.EOI);
    out.flush();
    band.done(frame.height());
  }
}
