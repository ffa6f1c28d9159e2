package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.scan.CodedScans;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.McuWalker;
import io.github.maskloom.internal.jpeg.scan.ScanBits;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The coefficients of whole files, for tests. */
final class Coefficients {
  private Coefficients() {}

  /** By MCU: the coefficients of its blocks in the order of the frame, by the scan decoders. */
  static List<short[]> of(byte[] jpeg) throws IOException {
    JpegFrame frame = header(jpeg).frame();
    List<short[]> mcus = new ArrayList<>();
    JpegInput in = new JpegInput(new ByteArrayInputStream(jpeg));
    ImageSource source = ImageSource.of(jpeg);
    try (CodedScans scans =
        CodedScans.read(in, source, frame, ImageLimits.DEFAULT, DamagePolicy.STRICT)) {
      CoefficientRows rows =
          new CoefficientRows(frame, scans, DamagePolicy.STRICT, CancelSignal.NEVER);
      for (int row = 0; row < frame.mcusDown(); row++) {
        List<ComponentBlocks> blocks = rows.next();
        for (int mcu = 0; mcu < frame.mcusAcross(); mcu++) {
          mcus.add(mcu(blocks, mcu, frame.mcuBlocks()));
        }
      }
      rows.finish();
    }
    return mcus;
  }

  private static short[] mcu(List<ComponentBlocks> blocks, int mcu, int count) {
    short[] all = new short[64 * count];
    int to = 0;
    for (ComponentBlocks component : blocks) {
      for (int row = 0; row < component.vertical(); row++) {
        int from = row * component.stride() + mcu * component.horizontal();
        int length = 64 * component.horizontal();
        System.arraycopy(component.coefficients(), 64 * from, all, to, length);
        to += length;
      }
    }
    return all;
  }

  /** The same of a file of one scan, by the block decoder; padding is less than a byte. */
  static List<short[]> byBlocks(byte[] jpeg) throws IOException {
    JpegHeader header = header(jpeg);
    JpegInput in = new JpegInput(new ByteArrayInputStream(jpeg));
    JpegFrame frame = header.frame();
    JpegScan scan = Objects.requireNonNull(new ScanWalk(in, frame, ImageLimits.DEFAULT).next());
    ScanBits bits = new ScanBits(in, 1 << 12, ScanHeader.MAX_MCU_BLOCKS, true);
    McuWalker walker = new McuWalker(frame, scan, bits);
    int interval = scan.restartInterval();
    int count = frame.mcusAcross() * frame.mcusDown();
    List<short[]> mcus = new ArrayList<>();
    for (int mcu = 0; mcu < count; mcu++) {
      if (interval > 0 && mcu > 0 && mcu % interval == 0) {
        bits.restart();
        walker.reset();
      }
      if (!bits.isReady()) {
        bits.slide();
      }
      short[] coefficients = new short[64 * ScanHeader.MAX_MCU_BLOCKS];
      walker.decode(coefficients, new long[ScanHeader.MAX_MCU_BLOCKS]);
      mcus.add(Arrays.copyOf(coefficients, 64 * walker.blocks()));
    }
    bits.checkUsedUp();
    bits.finish();
    return mcus;
  }

  private static JpegHeader header(byte[] jpeg) throws IOException {
    return JpegHeader.read(new ByteArrayInputStream(jpeg), ImageLimits.DEFAULT);
  }
}
