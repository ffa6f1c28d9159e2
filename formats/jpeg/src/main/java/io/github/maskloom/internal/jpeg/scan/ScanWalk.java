package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JPEG file from scan to scan and holds the tables in force (ITU-T T.81, B.2).
 *
 * <p>Whoever walks takes the coded data of a scan before going on. <b>Memory:</b> the codes of the
 * scans, some 2 KiB each.
 */
public final class ScanWalk {
  private final JpegInput input;
  private final JpegFrame frame;
  private final ImageLimits limits;
  private final JpegTables tables = new JpegTables();
  private final Progression progression;

  /** By component: the divisors in force at its first scan, where the IJG library takes them. */
  private final int[] @Nullable [] quantization;

  private int segments;
  private int scans;

  /**
   * Begins at the first byte of a file.
   *
   * @param frame what its header said
   */
  public ScanWalk(JpegInput input, JpegFrame frame, ImageLimits limits) {
    this.input = input;
    this.frame = frame;
    this.limits = limits;
    this.progression = new Progression(frame.components().size());
    this.quantization = new int[frame.components().size()][];
  }

  /**
   * Goes on to the data of the next scan.
   *
   * @return null behind the last
   * @throws ImageFormatException if the file breaks a rule in between
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many segments or scans
   * @throws IOException if the file cannot be read, or has another frame than it had
   */
  public @Nullable JpegScan next() throws IOException {
    if (segments == 0) {
      input.skip(2);
    }
    while (true) {
      int marker = input.readMarker();
      long offset = input.position() - 2;
      if (marker == JpegMarker.EOI) {
        return null;
      }
      LimitCheck.parts(limits, ++segments);
      int length = input.readContentLength(marker);
      if (JpegMarker.isOptional(marker)) {
        input.skip(length);
      } else if (marker == JpegMarker.SOS) {
        return scan(ScanHeader.parse(input.readBytes(length), offset, frame), offset);
      } else {
        readSegment(marker, input.readBytes(length), offset);
      }
    }
  }

  private void readSegment(int marker, byte[] content, long offset) throws IOException {
    if (JpegMarker.isTable(marker)) {
      tables.define(marker, content, offset);
    } else if (JpegMarker.isFrame(marker) && scans == 0) {
      checkUnchanged(JpegFrame.parse(marker, content, offset, limits));
    } else {
      throw wrong(JpegMarker.name(marker), offset, "this marker does not belong between scans");
    }
  }

  /** The file was opened anew, so it may have been replaced in between. */
  private void checkUnchanged(JpegFrame again) throws IOException {
    if (!again.equals(frame)) {
      throw new IOException("the JPEG file changed while it was read");
    }
  }

  private JpegScan scan(ScanHeader header, long offset) {
    LimitCheck.scans(limits, ++scans);
    progression.advance(header, offset);
    keepQuantization(header, offset);
    List<ScanComponent> components = header.components();
    List<HuffmanTable> dcCodes =
        codes(header, header.codesDc(), i -> tables.dc(components.get(i).dcSlot()), offset);
    List<HuffmanTable> acCodes =
        codes(header, header.codesAc(), i -> tables.ac(components.get(i).acSlot()), offset);
    return new JpegScan(header, dcCodes, acCodes, tables.restartInterval());
  }

  private static List<HuffmanTable> codes(
      ScanHeader header, boolean needed, IntFunction<HuffmanTable> code, long offset) {
    List<HuffmanTable> codes = new ArrayList<>();
    for (int i = 0; i < header.components().size(); i++) {
      codes.add(needed ? code.apply(i) : HuffmanTable.EMPTY);
      if (needed && codes.get(i).words() == 0) {
        throw wrong("SOS", offset, "a Huffman code that the scan uses was not defined");
      }
    }
    return codes;
  }

  private void keepQuantization(ScanHeader header, long offset) {
    for (ScanComponent scanned : header.components()) {
      Component component = frame.components().get(scanned.index());
      if (quantization[scanned.index()] == null) {
        quantization[scanned.index()] = tables.quantization(component.quantizationSlot());
      }
      if (quantization[scanned.index()] == null) {
        throw wrong("SOS", offset, "a quantization table that the scan uses was not defined");
      }
    }
  }

  /** The divisors of a component in coding order, from its first scan on. */
  public int[] quantization(int component) {
    int[] divisors = quantization[component];
    if (divisors == null) {
      throw new IllegalStateException("component " + component + " has no scan");
    }
    return divisors;
  }

  /**
   * Checks that the image may end here.
   *
   * @throws ImageFormatException if a component was not coded
   */
  void checkEnd() {
    progression.checkEnd(input.position() - 2);
  }

  /** Whether the file ends without EOI before every bit of every coefficient has its scan. */
  boolean lacksScans() {
    return input.ended() && !progression.complete();
  }

  private static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, part, offset, rule);
  }
}
