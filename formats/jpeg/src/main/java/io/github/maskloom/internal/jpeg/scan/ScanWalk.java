package io.github.maskloom.internal.jpeg.scan;

import static io.github.maskloom.internal.jpeg.scan.JpegInput.wrong;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JPEG file from scan to scan and holds the tables in force (ITU-T T.81, B.2).
 *
 * <p>The caller takes the coded data of a scan before it goes on. <b>Memory:</b> the codes of the
 * scans, some 2 KiB each.
 */
public final class ScanWalk {
  private final JpegInput input;
  private final JpegFrame frame;
  private final ImageLimits limits;
  private final Tables tables = new Tables();
  private final Progression progression;

  /** By component: the divisors in force at its first scan, where the IJG library takes them. */
  private final int[] @Nullable [] quantization;

  private int segments;
  private int scans;

  /** Takes what stands between scans. */
  @FunctionalInterface
  public interface Segments {
    /** Drops everything. */
    Segments NONE = (marker, content) -> {};

    /** Takes a segment, its content behind the length field; also the header of a scan. */
    void take(int marker, byte[] content) throws IOException;
  }

  /**
   * A scan with all it takes to decode its data.
   *
   * @param dcTables by its components: for DC differences
   * @param acTables by its components: for AC coefficients
   * @param restartInterval MCUs between restart markers; 0 for none
   * @param offset where its header begins, for messages
   */
  public record JpegScan(
      ScanHeader header,
      List<HuffmanTable> dcTables,
      List<HuffmanTable> acTables,
      int restartInterval,
      long offset) {}

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

  /** Goes on to the data of the next scan and drops what is not needed to decode. */
  public @Nullable JpegScan next() throws IOException {
    return next(Segments.NONE);
  }

  /**
   * Goes on to the data of the next scan.
   *
   * @param taker takes all segments before it, once they are known to be right
   * @return null behind the last
   * @throws ImageFormatException if the file breaks a rule in between
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many segments or scans
   * @throws IOException if the file cannot be read, or has another frame than it had
   */
  public @Nullable JpegScan next(Segments taker) throws IOException {
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
      if (JpegMarker.isOptional(marker) && taker == Segments.NONE) {
        input.skip(length);
        continue;
      }
      byte[] content = input.readBytes(length);
      if (marker == JpegMarker.SOS) {
        JpegScan scan = scan(ScanHeader.parse(content, offset, frame), offset);
        taker.take(marker, content);
        return scan;
      } else if (!JpegMarker.isOptional(marker)) {
        readSegment(marker, content, offset);
      }
      taker.take(marker, content);
    }
  }

  /**
   * Goes on to the data of the first scan, which has all components, as the file's header said.
   *
   * @param taker see {@link #next(Segments)}
   */
  public JpegScan onlyScan(Segments taker) throws IOException {
    JpegScan scan = next(taker);
    checkUnchanged(scan != null && scan.header().components().size() == frame.components().size());
    return Objects.requireNonNull(scan);
  }

  private void readSegment(int marker, byte[] content, long offset) throws IOException {
    if (JpegMarker.isTable(marker)) {
      tables.define(marker, content, offset);
    } else if (JpegMarker.isFrame(marker) && scans == 0) {
      checkUnchanged(frame.isSame(JpegFrame.parse(marker, content, offset, limits)));
    } else {
      throw wrong(JpegMarker.name(marker), offset, "this marker does not belong between scans");
    }
  }

  /** The file was opened again, so it may have been replaced in between. */
  public static void checkUnchanged(boolean same) throws IOException {
    if (!same) {
      throw new IOException("the JPEG file changed while it was read");
    }
  }

  private JpegScan scan(ScanHeader header, long offset) {
    LimitCheck.scans(limits, ++scans);
    progression.advance(header, offset);
    keepQuantization(header, offset);
    List<HuffmanTable> dcTables = tables(header, header.codesDc(), false, offset);
    List<HuffmanTable> acTables = tables(header, header.codesAc(), true, offset);
    return new JpegScan(header, dcTables, acTables, tables.restartInterval, offset);
  }

  private List<HuffmanTable> tables(ScanHeader header, boolean needed, boolean ac, long offset) {
    return header.components().stream()
        .map(component -> ac ? component.acSlot() : component.dcSlot())
        .map(slot -> needed ? table(slot, ac, offset) : HuffmanTable.EMPTY)
        .toList();
  }

  /**
   * A code that is needed. Frames of Motion JPEG leave the typical codes out, as the IJG library
   * knows; a code of differences that it calls bogus is refused, as it is there.
   */
  private HuffmanTable table(int slot, boolean ac, long offset) {
    HuffmanTable table = tables.codes[ac ? 1 : 0][slot];
    if (table == HuffmanTable.EMPTY && slot < 2 && frame.process() != CodingProcess.PROGRESSIVE) {
      return new HuffmanTable(HuffmanCode.typical(2, ac)[slot]);
    }
    if (!ac && !table.code().isOfDifferences()) {
      throw wrong("SOS", offset, "a Huffman code of DC differences has sizes above 15 bits");
    }
    if (table.code().isEmpty()) {
      throw wrong("SOS", offset, "a Huffman code that the scan uses was not defined");
    }
    return table;
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

  /** By component: the divisors in coding order, once all have begun. */
  public List<int[]> divisors() {
    return Stream.of(quantization).map(Objects::requireNonNull).toList();
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

  /**
   * Holds scans to their order: every coefficient begins once, DC first, and is then refined bit by
   * bit (G.1.1.1). What the IJG library decodes with a warning is refused.
   */
  private static final class Progression {
    private static final int NOT_CODED = -1;

    /** By component and coefficient: the low bits that are still missing. */
    private final int[][] missing;

    Progression(int components) {
      missing = new int[components][ScanHeader.LAST_COEFFICIENT + 1];
      for (int[] component : missing) {
        Arrays.fill(component, NOT_CODED);
      }
    }

    /**
     * Counts a scan.
     *
     * @param offset where its header begins, for messages
     */
    void advance(ScanHeader scan, long offset) {
      for (ScanComponent component : scan.components()) {
        int[] bits = missing[component.index()];
        if (scan.first() > 0 && bits[0] == NOT_CODED) {
          throw wrong("SOS", offset, "AC coefficients come before the DC coefficients");
        }
        int expected = scan.refines() ? scan.high() : NOT_CODED;
        for (int k = scan.first(); k <= scan.last(); k++) {
          if (bits[k] != expected) {
            throw wrong("SOS", offset, "coefficient " + k + " is coded out of turn");
          }
          bits[k] = scan.low();
        }
      }
    }

    /**
     * Checks that the image may end: AC coefficients and low bits may be left out.
     *
     * @param offset where the EOI marker stands, for messages
     */
    void checkEnd(long offset) {
      if (Stream.of(missing).anyMatch(component -> component[0] == NOT_CODED)) {
        throw wrong("EOI", offset, "the image ends before all components were coded");
      }
    }

    /** Whether every bit of every coefficient is coded. */
    boolean complete() {
      return Stream.of(missing).flatMapToInt(IntStream::of).allMatch(bits -> bits == 0);
    }
  }

  /** The tables in force at a place of a JPEG stream (ITU-T T.81, B.2.4). */
  private static final class Tables {
    private static final int SLOTS = 4;

    private final int[] @Nullable [] quantization = new int[SLOTS][];

    /**
     * Codes of DC differences by slot, then those of AC coefficients; without words if not defined.
     */
    private final HuffmanTable[][] codes = new HuffmanTable[2][SLOTS];

    /** MCUs between restart markers; 0 for none. */
    private int restartInterval;

    Tables() {
      Stream.of(codes).forEach(slots -> Arrays.fill(slots, HuffmanTable.EMPTY));
    }

    /** The 64 divisors in zigzag order, if they were defined. */
    int @Nullable [] quantization(int slot) {
      return slot < SLOTS ? quantization[slot] : null;
    }

    /**
     * Takes the definitions of a DQT, DHT or DRI segment.
     *
     * @param content the segment behind its length field
     * @param offset where the segment begins, for messages
     */
    void define(int marker, byte[] content, long offset) {
      switch (marker) {
        case JpegMarker.DQT -> defineQuantization(content, offset);
        case JpegMarker.DHT -> defineHuffman(content, offset);
        default -> defineRestarts(content, offset);
      }
    }

    private void defineRestarts(byte[] content, long offset) {
      if (content.length != 2) {
        throw wrong("DRI", offset, "the segment holds 2 bytes, not " + content.length);
      }
      restartInterval = ByteBuffer.wrap(content).getChar();
    }

    private void defineQuantization(byte[] content, long offset) {
      for (int at = 0; at < content.length; ) {
        int slot = content[at] & 0xF;
        int bytes = (content[at++] >> 4) + 1;
        if (slot >= SLOTS || bytes < 1 || bytes > 2) {
          throw wrong("DQT", offset, "tables have numbers 0 to 3 and elements of 1 or 2 bytes");
        }
        if (content.length - at < 64 * bytes) {
          throw wrong("DQT", offset, "the segment ends within a table");
        }
        quantization[slot] = elements(content, at, bytes);
        at += 64 * bytes;
      }
    }

    private static int[] elements(byte[] content, int from, int bytes) {
      ByteBuffer in = ByteBuffer.wrap(content);
      return IntStream.range(0, 64)
          .map(i -> bytes == 1 ? content[from + i] & 0xFF : in.getChar(from + 2 * i))
          .toArray();
    }

    private void defineHuffman(byte[] content, long offset) {
      for (int at = 0; at < content.length; ) {
        int slot = content[at] & 0xF;
        int kind = (content[at++] & 0xFF) >> 4;
        if (slot >= SLOTS || kind > 1) {
          throw wrong("DHT", offset, "codes are of class 0 or 1 and have numbers 0 to 3");
        }
        if (content.length - at < HuffmanCode.MAX_LENGTH) {
          throw wrong("DHT", offset, "the segment ends within a code");
        }
        HuffmanCode code = HuffmanCode.parse(content, at, offset);
        codes[kind][slot] = new HuffmanTable(code);
        at += code.definition().length;
      }
    }
  }
}
