package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.block.BlockEncoder;
import io.github.maskloom.internal.jpeg.block.CodedBits;
import io.github.maskloom.internal.jpeg.block.McuLayout;
import io.github.maskloom.internal.jpeg.block.McuWalker;
import io.github.maskloom.internal.jpeg.block.ScanWindow;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import java.io.IOException;
import java.util.Arrays;

/**
 * Copies the coded data of a sequential scan while MCUs change.
 *
 * <p>Bits of MCUs that stay are <em>copied</em>. A changed MCU is <em>coded anew</em>. Behind it
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
  private static final int BLOCK = 64;
  private static final String TOO_FAR = "a DC difference is out of the range of 8-bit samples";

  private final ScanWindow window;
  private final McuLayout layout;
  private final McuWalker walker;
  private final CodedBits out;
  private final BlockEncoder[] encoders;
  private final boolean transcoding;
  private final PaintBand band;
  private final PaintedMcu painted;
  private final PaintedRows progress;
  private final JpegFrame frame;
  private final int restartInterval;
  private final boolean strict;
  private final long mcus;

  /** The next MCU. */
  private long mcu;

  private int nextRestart;

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

  /**
   * Begins before the first MCU.
   *
   * @param strict whether restart intervals without paint are decoded, so that damage is found
   */
  JpegSplicer(
      ScanWindow window,
      CodedBits out,
      ScanCodes codes,
      PaintBand band,
      PaintedMcu painted,
      PaintedRows progress,
      JpegFrame frame,
      int restartInterval,
      boolean strict) {
    this.window = window;
    this.out = out;
    this.band = band;
    this.painted = painted;
    this.progress = progress;
    this.frame = frame;
    this.restartInterval = restartInterval;
    this.strict = strict;
    layout = codes.layout(frame);
    walker = new McuWalker(window, layout);
    encoders = codes.encoders(out);
    transcoding = !codes.kept();
    mcus = (long) frame.mcusAcross() * frame.mcusDown();
    written = new int[encoders.length];
    before = new int[encoders.length];
  }

  /** Copies the scan, and whatever of its data is padding behind the last MCU. */
  SplicedMcus run() throws IOException {
    window.begin();
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

  /** What stands behind the scan, once it was copied. */
  JpegInput rest() {
    return new JpegInput(window.rest(), window.restOffset());
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

  /** Goes over one MCU that stays, or more of those in the window. */
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
    if (!window.isReady()) {
      slide();
    }
  }

  private void slide() throws IOException {
    copyPassed();
    window.slide();
    copyFrom = window.position();
    long row = mcu / frame.mcusAcross() * frame.maxMcuHeight() * JpegFrame.BLOCK_SIDE;
    progress.done((int) Math.min(frame.height(), row));
  }

  private void copyPassed() throws IOException {
    if (!transcoding && window.position() > copyFrom) {
      out.copy(window.data(), copyFrom, window.position());
      copyFrom = window.position();
    }
  }

  private void restart() throws IOException {
    copyPassed();
    window.complete();
    pad(window.position(), window.endPosition());
    out.marker(JpegMarker.RST0 + nextRestart);
    window.restart(nextRestart);
    nextRestart = (nextRestart + 1) & 7;
    copyFrom = 0;
    walker.reset();
    Arrays.fill(written, 0);
    patching = false;
  }

  /** Fills the last byte: as in the source where that has as many bits left, else with ones. */
  private void pad(int from, int to) throws IOException {
    if (!transcoding && out.phase() == (from & 7)) {
      out.copy(window.data(), from, to);
    }
    out.align();
  }

  private void copyInterval() throws IOException {
    mcu = intervalEnd();
    window.moveTo(window.endPosition());
    while (!window.isComplete()) {
      slide();
      window.moveTo(window.endPosition());
    }
    window.checkMarked();
  }

  private void transcode() throws IOException {
    out.require();
    for (int block = 0; block < layout.blocks(); block++) {
      int component = layout.component(block);
      putDc(component, walker.skipDc(block));
      walker.transcodeAc(block, encoders[component].acWords(), out);
    }
    mcu++;
  }

  private void putDc(int component, int dc) {
    int difference = dc - written[component];
    if (!BlockEncoder.isDifference(difference)) {
      throw walker.wrong(TOO_FAR);
    }
    encoders[component].putDc(difference);
    written[component] = dc;
  }

  /** Copies an MCU but for the DC differences that count from changed coefficients. */
  private void patch() throws IOException {
    out.require();
    for (int block = 0; block < layout.blocks(); block++) {
      int component = layout.component(block);
      int start = window.position();
      boolean differs = walker.predictors()[component] != written[component];
      int dc = walker.skipDc(block);
      if (differs) {
        out.copy(window.data(), copyFrom, start);
        copyFrom = window.position();
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
    int start = window.position();
    System.arraycopy(walker.predictors(), 0, before, 0, before.length);
    walker.decode(painted.coefficients, painted.nonzero);
    if (painted.paint()) {
      changed++;
      encode(start, window.position());
    } else {
      window.moveTo(start);
      System.arraycopy(before, 0, walker.predictors(), 0, before.length);
      keep(1);
    }
  }

  private void encode(int start, int end) throws IOException {
    window.moveTo(start);
    copyPassed();
    window.moveTo(end);
    copyFrom = end;
    if (!patching && !transcoding) {
      System.arraycopy(before, 0, written, 0, before.length);
    }
    out.require();
    for (int block = 0; block < layout.blocks(); block++) {
      int component = layout.component(block);
      putDc(component, painted.coefficients[block * BLOCK]);
      encoders[component].putAc(painted.coefficients, block * BLOCK, painted.nonzero[block]);
    }
    patching = !Arrays.equals(written, 0, written.length, walker.predictors(), 0, written.length);
    mcu++;
  }

  private void finish() throws IOException {
    copyPassed();
    int from = window.position();
    pad(from, Math.min(from + 7 & ~7, window.endPosition()));
    window.finish();
    out.marker(JpegMarker.EOI);
    out.flush();
    progress.done(frame.height());
  }
}
