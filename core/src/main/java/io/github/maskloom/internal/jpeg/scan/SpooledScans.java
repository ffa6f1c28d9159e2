package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The scans of a JPEG file, their coded data copied to a temporary file so that all can be decoded
 * at once, each from a place of its own.
 *
 * <p><b>Memory:</b> {@value #CHUNK_BYTES} bytes, those of {@link JpegInput}, and the codes of all
 * scans, some 2 KiB each. <b>Ownership:</b> the temporary file is the caller's to close, after the
 * last use of the scans.
 */
public final class SpooledScans {
  private static final int CHUNK_BYTES = 1 << 15;

  private final JpegInput input;
  private final JpegFrame frame;
  private final ImageLimits limits;
  private final DamagePolicy damage;
  private final SpoolFile spool;
  private final JpegTables tables = new JpegTables();
  private final Progression progression;
  private final List<JpegScan> scans = new ArrayList<>();

  /** By component: the divisors in force at its first scan, where the IJG library takes them. */
  private final int[] @Nullable [] quantization;

  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

  private SpooledScans(
      JpegInput input, JpegFrame frame, ImageLimits limits, DamagePolicy damage, SpoolFile spool) {
    this.input = input;
    this.frame = frame;
    this.limits = limits;
    this.damage = damage;
    this.spool = spool;
    this.progression = new Progression(frame.components().size());
    this.quantization = new int[frame.components().size()][];
  }

  /**
   * Copies the scans of a file.
   *
   * @param input the file from its first byte
   * @param frame what its header said
   * @param damage whether scans may be missing at the end, as long as all components have begun
   * @param spool takes the coded data
   * @throws ImageFormatException if the file breaks a rule outside the coded data
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many segments or scans,
   *     or too much coded data
   */
  public static SpooledScans read(
      JpegInput input, JpegFrame frame, ImageLimits limits, DamagePolicy damage, SpoolFile spool)
      throws IOException {
    SpooledScans scans = new SpooledScans(input, frame, limits, damage, spool);
    scans.readSegments();
    return scans;
  }

  /** The scans in the order of the file. */
  public List<JpegScan> scans() {
    return scans;
  }

  /** Where the coded data are. */
  public SpoolFile spool() {
    return spool;
  }

  /** The divisors of a component in zigzag order. */
  public int[] quantization(int component) {
    int[] divisors = quantization[component];
    if (divisors == null) {
      throw new IllegalStateException("component " + component + " has no scan");
    }
    return divisors;
  }

  /** Whether the file ends without EOI before every bit of every coefficient has its scan. */
  public boolean lacksScans() {
    return input.ended() && !progression.complete();
  }

  private void readSegments() throws IOException {
    input.skip(2);
    try {
      readToEnd();
    } catch (ImageFormatException e) {
      if (!input.ended() || (damage == DamagePolicy.STRICT && lacksScans())) {
        throw e;
      }
    }
    progression.checkEnd(input.position() - 2);
  }

  private void readToEnd() throws IOException {
    int segments = 0;
    for (int marker = input.readMarker(); marker != JpegMarker.EOI; marker = input.readMarker()) {
      limits.checkParts(++segments);
      long offset = input.position() - 2;
      int length = input.readContentLength(marker);
      if (JpegMarker.isOptional(marker)) {
        input.skip(length);
      } else {
        readSegment(marker, input.readBytes(length), offset);
      }
    }
  }

  private void readSegment(int marker, byte[] content, long offset) throws IOException {
    if (JpegMarker.isTable(marker)) {
      tables.define(marker, content, offset);
    } else if (marker == JpegMarker.SOS) {
      readScan(ScanHeader.parse(content, offset, frame), offset);
    } else if (JpegMarker.isFrame(marker) && scans.isEmpty()) {
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

  private void readScan(ScanHeader header, long offset) throws IOException {
    limits.checkScans(scans.size() + 1L);
    progression.advance(header, offset);
    keepQuantization(header, offset);
    List<HuffmanTable> dcCodes =
        codes(
            header, header.codesDc(), i -> tables.dc(header.components().get(i).dcSlot()), offset);
    List<HuffmanTable> acCodes =
        codes(
            header, header.codesAc(), i -> tables.ac(header.components().get(i).acSlot()), offset);
    long start = spool.length();
    long dataOffset = input.position();
    copyData();
    scans.add(
        new JpegScan(
            header,
            dcCodes,
            acCodes,
            tables.restartInterval(),
            start,
            spool.length(),
            dataOffset,
            input.ended()));
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

  private void copyData() throws IOException {
    byte[] bytes = chunk.array();
    int count = input.readScanData(bytes, 0, bytes.length);
    while (count > 0) {
      spool.append(chunk.limit(count).position(0));
      count = input.readScanData(bytes, 0, bytes.length);
    }
  }

  private static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, part, offset, rule);
  }
}
