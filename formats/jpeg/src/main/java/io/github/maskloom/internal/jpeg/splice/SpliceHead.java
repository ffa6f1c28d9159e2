package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegTables;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies what stands before the coded data of the first scan (ITU-T T.81, B.2). */
final class SpliceHead {
  private static final int MAX_CODE_BYTES = 32 << 10;

  private final JpegInput in;
  private final OutputStream out;
  private final JpegHeader header;
  private final ImageLimits limits;
  private final JpegTables tables = new JpegTables();

  /** Segments that define codes, which wait for the scan's header. */
  private final ByteArrayOutputStream codes = new ByteArrayOutputStream();

  private long scanOffset;
  private byte[] scanContent = {};

  SpliceHead(JpegInput in, OutputStream out, JpegHeader header, ImageLimits limits) {
    this.in = in;
    this.out = out;
    this.header = header;
    this.limits = limits;
  }

  /** Copies everything but the scan's header, and gives that with the codes of the scan. */
  ScanHeader copyToScan() throws IOException {
    return copy(true);
  }

  /** Copies the metadata alone. */
  void copyMetadata() throws IOException {
    copy(false);
  }

  private ScanHeader copy(boolean all) throws IOException {
    in.skip(2);
    out.write(0xFF);
    out.write(JpegMarker.SOI);
    int parts = 0;
    for (int marker = in.readMarker(); marker != JpegMarker.SOS; marker = in.readMarker()) {
      LimitCheck.parts(limits, ++parts);
      long offset = in.position() - 2;
      byte[] content = in.readBytes(in.readContentLength(marker));
      if (JpegMarker.isOptional(marker)) {
        copyOptional(marker, content);
      } else if (all) {
        copyNeeded(marker, content, offset);
      }
    }
    scanOffset = in.position() - 2;
    scanContent = in.readBytes(in.readContentLength(JpegMarker.SOS));
    ScanHeader scan = ScanHeader.parse(scanContent, scanOffset, header.frame());
    checkUnchanged(header.multiScan() || scan.components().size() == header.components().size());
    return scan;
  }

  private void copyOptional(int marker, byte[] content) throws IOException {
    Optional<byte[]> kept = KeptSegments.keep(marker, content);
    if (kept.isPresent()) {
      writeSegment(out, marker, kept.get());
    }
  }

  private void copyNeeded(int marker, byte[] content, long offset) throws IOException {
    if (JpegMarker.isFrame(marker)) {
      checkUnchanged(JpegFrame.parse(marker, content, offset, limits).equals(header.frame()));
    } else if (JpegMarker.isTable(marker)) {
      tables.define(marker, content, offset);
    } else {
      throw wrong(JpegMarker.name(marker), offset, "this marker does not belong before a scan");
    }
    if (marker == JpegMarker.DHT) {
      writeSegment(codes, marker, content);
      checkUnchanged(codes.size() <= MAX_CODE_BYTES);
    } else {
      writeSegment(out, marker, content);
    }
  }

  /** The file was opened anew, so it may have been replaced in between. */
  private static void checkUnchanged(boolean same) throws IOException {
    if (!same) {
      throw new IOException("the JPEG file changed while it was read");
    }
  }

  /** The tables in force at the scan. */
  JpegTables tables() {
    return tables;
  }

  /** Where the scan's header begins. */
  long scanOffset() {
    return scanOffset;
  }

  /** By component of the frame: its divisors, none of which may be 0. */
  List<int[]> divisors() {
    List<int[]> divisors = new ArrayList<>();
    for (Component component : header.components()) {
      int[] table = tables.quantization(component.quantizationSlot());
      divisors.add(checkedDivisors(table, scanOffset));
    }
    return divisors;
  }

  static int[] checkedDivisors(int @Nullable [] divisors, long offset) {
    if (divisors == null) {
      throw wrong("SOS", offset, "a quantization table that the scan uses was not defined");
    }
    for (int divisor : divisors) {
      if (divisor == 0) {
        throw wrong("DQT", offset, "an element of a quantization table is 0");
      }
    }
    return divisors;
  }

  /** Writes the codes, those of the source if they suffice, and the scan's header. */
  void writeScan(ScanCodes scanCodes) throws IOException {
    if (scanCodes.extended()) {
      writeSegment(out, JpegMarker.DHT, scanCodes.definitions());
    } else {
      codes.writeTo(out);
    }
    writeSegment(out, JpegMarker.SOS, scanContent);
  }

  static void writeSegment(OutputStream out, int marker, byte[] content) throws IOException {
    int length = content.length + 2;
    out.write(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
    out.write(content);
  }

  private static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, part, offset, rule);
  }
}
