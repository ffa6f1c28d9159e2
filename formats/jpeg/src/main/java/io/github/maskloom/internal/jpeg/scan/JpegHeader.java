package io.github.maskloom.internal.jpeg.scan;

import static io.github.maskloom.internal.jpeg.scan.JpegInput.wrong;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.C2paManifest;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.PngText;
import io.github.maskloom.raster.ImageGeometry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a JPEG file says of itself before its samples (ITU-T T.81, annex B).
 *
 * <p>Only files that can be decoded here have a header: 8-bit samples, Huffman-coded, sequential or
 * progressive.
 *
 * @param frame the frame's header
 * @param encoding how they encode color
 * @param multiScan whether the image must be put together from several scans, or could be: the file
 *     is progressive, or its first scan lacks a component
 * @param zeroDivisor whether an element of a quantization table is 0
 * @param orientation EXIF orientation, 1 to 8; 1 if the file does not say
 * @param metadata color profile, EXIF, XMP, IPTC, comments and density, as they are; the profile of
 *     a file with inks is left out, as its samples become RGB
 * @param signs what tells of a gain map
 */
public record JpegHeader(
    JpegFrame frame,
    ColorEncoding encoding,
    boolean multiScan,
    boolean zeroDivisor,
    int orientation,
    ImageMetadata metadata,
    GainMapSigns signs) {

  /** The coding processes that can be decoded. */
  public enum CodingProcess {
    BASELINE,
    EXTENDED_SEQUENTIAL,
    PROGRESSIVE
  }

  /**
   * A component of a frame.
   *
   * @param id its identifier, 0 to 255
   * @param horizontalSampling blocks across in an MCU, 1 to 4
   * @param verticalSampling blocks down in an MCU, 1 to 4
   * @param quantizationSlot number of its quantization table, which is right from 0 to 3
   */
  public record Component(
      int id, int horizontalSampling, int verticalSampling, int quantizationSlot) {
    /** All of them in a number, a byte each. */
    int packed() {
      return id << 24 | horizontalSampling << 16 | verticalSampling << 8 | quantizationSlot;
    }
  }

  /**
   * Reads a header: what comes before the coded data of the first scan.
   *
   * <p><b>Memory:</b> that of {@link JpegInput} and the metadata, of which at most {@link
   * ImageLimits#maxMetadataBytes} are allowed. <b>Ownership:</b> the stream stays the caller's and
   * is left anywhere.
   *
   * @param in a JPEG file from its first byte
   * @throws IOException if the stream fails
   * @throws io.github.maskloom.errors.ImageFormatException if the file is damaged, cut short, or
   *     uses a process that is not supported
   * @throws io.github.maskloom.errors.ImageLimitException if the image is too large
   */
  public static JpegHeader read(InputStream in, ImageLimits limits) throws IOException {
    return new Parser(new JpegInput(in), limits).parse();
  }

  /** Pixels per row. */
  public int width() {
    return frame.width();
  }

  /** Rows. */
  public int height() {
    return frame.height();
  }

  /** The same with metadata that hold once the rows are upright: EXIF says so, densities turn. */
  public JpegHeader uprighted() {
    return withMetadata(ExifBlock.uprighted(metadata, orientation));
  }

  /** The same with other metadata. */
  public JpegHeader withMetadata(ImageMetadata other) {
    return new JpegHeader(frame, encoding, multiScan, zeroDivisor, orientation, other, signs);
  }

  /** The shape of the decoded samples: gray or RGB, 8 bits each. */
  public ImageGeometry geometry() {
    return ImageGeometry.of(width(), height(), encoding == ColorEncoding.GRAY ? 1 : 3, 8);
  }

  /**
   * Walks a JPEG stream from marker to marker, by the lengths of its segments, and collects the
   * header: an EXIF thumbnail, itself a JPEG within a segment, is never mistaken for the image.
   */
  private static final class Parser {
    /** Real tables take some 2 KiB. */
    private static final int MAX_TABLE_BYTES = 32 << 10;

    /** What tells segments from each other. */
    private static final int NAME_BYTES = 32;

    /** A name, a number and a place, before the head of a box in APP11. */
    private static final int BOX_AT = 8;

    private final JpegInput input;
    private final ImageLimits limits;
    private final IccChunks iccChunks = new IccChunks();
    private final ByteArrayOutputStream manifest = new ByteArrayOutputStream();
    private final ImageMetadata.Builder metadata = new ImageMetadata.Builder();
    private final MetadataReport.Builder report = MetadataReport.builder();
    private final ByteArrayOutputStream photoshop = new ByteArrayOutputStream();
    private final List<PngChunk> comments = new ArrayList<>();

    private @Nullable JpegFrame frame;
    private boolean jfif;
    private boolean exif;
    private boolean xmp;
    private int adobeTransform = ColorEncoding.NO_ADOBE;
    private int orientation = ExifBlock.UPRIGHT;
    private long metadataBytes;
    private int tableBytes;
    private boolean zeroDivisor;
    private int segments;
    private GainMapSigns signs = GainMapSigns.NONE;

    Parser(JpegInput input, ImageLimits limits) {
      this.input = input;
      this.limits = limits;
    }

    JpegHeader parse() throws IOException {
      if (input.readShort() != (0xFF00 | JpegMarker.SOI)) {
        throw wrong("SOI", 0, "the file does not begin with the marker of a JPEG image");
      }
      readToFirstScan();
      JpegFrame found = frame;
      if (found == null) {
        throw wrong("SOS", input.position() - 2, "a scan before any frame");
      }
      return header(found, readScanHeader(found));
    }

    private JpegHeader header(JpegFrame found, boolean multiScan) {
      ColorEncoding encoding = ColorEncoding.of(found.componentIds(), jfif, adobeTransform);
      if (!encoding.hasInk()) {
        metadata.iccProfile(iccChunks.profile());
      }
      metadata.manifestLabel(C2paManifest.label(manifest.toByteArray()));
      metadata.iptc(photoshop.toByteArray()).pngChunks(comments);
      return new JpegHeader(
          found,
          encoding,
          multiScan,
          zeroDivisor,
          orientation,
          metadata.report(report.build()).build(),
          signs);
    }

    private void readToFirstScan() throws IOException {
      for (int marker = nextMarker(); marker != JpegMarker.SOS; marker = nextMarker()) {
        long offset = input.position() - 2;
        if (JpegMarker.isFrame(marker)) {
          readFrame(marker, offset);
        } else if (JpegMarker.isTable(marker)) {
          readTable(marker, offset);
        } else if (JpegMarker.isOptional(marker)) {
          readOptional(marker);
        } else if (marker == JpegMarker.DAC) {
          throw wrong("DAC", offset, "arithmetic coding is not supported");
        } else {
          throw wrong(JpegMarker.name(marker), offset, "this marker does not belong before a scan");
        }
      }
    }

    private int nextMarker() throws IOException {
      int marker = input.readMarker();
      LimitCheck.parts(limits, ++segments);
      return marker;
    }

    private void readFrame(int marker, long offset) throws IOException {
      if (frame != null) {
        throw wrong(JpegMarker.name(marker), offset, "a second frame");
      }
      byte[] content = input.readBytes(input.readContentLength(marker));
      frame = JpegFrame.parse(marker, content, offset, limits);
    }

    private void readTable(int marker, long offset) throws IOException {
      int length = input.readContentLength(marker);
      tableBytes += 4 + length;
      if (tableBytes > MAX_TABLE_BYTES) {
        throw wrong(JpegMarker.name(marker), offset, "more than 32 KiB of tables before a scan");
      }
      if (marker == JpegMarker.DQT) {
        zeroDivisor |= hasZero(input.readBytes(length));
      } else if (marker != JpegMarker.DRI || length == 2) {
        input.skip(length);
      } else {
        throw wrong("DRI", offset, "the segment holds 2 bytes, not " + length);
      }
    }

    /** Whether an element of a quantization table is 0 (ITU-T T.81, B.2.4.1). */
    private static boolean hasZero(byte[] tables) {
      for (int at = 0; at < tables.length; ) {
        int bytes = tables[at++] >> 4 == 0 ? 1 : 2;
        int end = Math.min(tables.length - bytes + 1, at + 64 * bytes);
        for (; at < end; at += bytes) {
          if (tables[at] == 0 && tables[at + bytes - 1] == 0) {
            return true;
          }
        }
        at = Math.max(at, end);
      }
      return false;
    }

    private void readOptional(int marker) throws IOException {
      int length = input.readContentLength(marker);
      switch (marker) {
        case JpegMarker.APP0 -> readJfif(input.readBytes(length));
        case JpegMarker.APP1 -> readApp1(input.readBytes(length));
        case JpegMarker.APP14 -> readAdobe(input.readBytes(length));
        case JpegMarker.APP2 -> readApp2(input.position(), input.readBytes(length));
        case JpegMarker.APP13 -> readPhotoshop(input.readBytes(length));
        case JpegMarker.APP11 -> readJumbf(input.readBytes(length));
        case JpegMarker.COM -> {
          byte[] text = input.readBytes(length);
          if (keeps("comment", length)) {
            comments.add(PngText.comment(text));
          }
        }
        default -> {
          byte[] head = input.readBytes(Math.min(length, NAME_BYTES));
          input.skip(length - head.length);
          LostSegments.report(marker, head, report);
        }
      }
    }

    /** Resources may be split over segments, which then belong together. */
    private void readPhotoshop(byte[] content) {
      int head = JpegSegments.PHOTOSHOP.length();
      if (!JpegSegments.isNamed(content, JpegSegments.PHOTOSHOP)) {
        LostSegments.report(JpegMarker.APP13, content, report);
      } else if (keeps("Photoshop resources, with IPTC", content.length)) {
        photoshop.write(content, head, content.length - head);
      }
    }

    private void readJfif(byte[] content) {
      if (!JpegSegments.isWhole(content, JpegSegments.JFIF, JpegSegments.JFIF_BYTES)) {
        LostSegments.report(JpegMarker.APP0, content, report);
        return;
      }
      if (content.length > JpegSegments.JFIF_BYTES) {
        report.dropped("JFIF thumbnail", "it shows the photo as it was");
      }
      jfif = true;
      int unit = content[7];
      int x = (content[8] & 0xFF) << 8 | (content[9] & 0xFF);
      int y = (content[10] & 0xFF) << 8 | (content[11] & 0xFF);
      metadata.pixelsPerMeter(
          JpegSegments.pixelsPerMeter(unit, x), JpegSegments.pixelsPerMeter(unit, y));
    }

    private void readApp1(byte[] content) {
      if (JpegSegments.isNamed(content, JpegSegments.XMP)) {
        signs = signs.withXmp(content);
        readXmp(Arrays.copyOfRange(content, JpegSegments.XMP.length(), content.length));
      } else if (!readExif(content)) {
        LostSegments.report(JpegMarker.APP1, content, report);
      }
    }

    /** Takes the first block that is one; says whether this was it. */
    private boolean readExif(byte[] content) {
      if (exif || !JpegSegments.isNamed(content, JpegSegments.EXIF)) {
        return false;
      }
      byte[] tiff = Arrays.copyOfRange(content, JpegSegments.EXIF.length(), content.length);
      if (!ExifBlock.isTiff(tiff)) {
        return false;
      }
      exif = true;
      orientation = ExifBlock.orientation(tiff);
      if (keeps("EXIF", tiff.length)) {
        metadata.exif(tiff);
      }
      return true;
    }

    /** XMP takes no part in decoding, so that too much of it refuses no image. */
    private void readXmp(byte[] packet) {
      if (xmp || metadataBytes + packet.length > limits.maxMetadataBytes()) {
        report.dropped("XMP", xmp ? "there is another packet" : "it passes maxMetadataBytes");
        return;
      }
      xmp = true;
      metadataBytes += packet.length;
      metadata.xmp(packet);
    }

    /**
     * Joins boxes that were cut into segments, in their order (ISO 19566-5, annex D): each segment
     * has a number, a place from 1 on, and the head of its box.
     */
    private void readJumbf(byte[] content) {
      LostSegments.report(JpegMarker.APP11, content, report);
      if (JpegSegments.isWhole(content, "JP", BOX_AT + 8)
          && manifest.size() + content.length <= limits.maxMetadataBytes()) {
        boolean isFirst = ByteBuffer.wrap(content).getInt(BOX_AT - Integer.BYTES) == 1;
        int from = isFirst ? BOX_AT : BOX_AT + 8;
        manifest.write(content, from, content.length - from);
      }
    }

    private void readApp2(long offset, byte[] content) {
      if (!JpegSegments.isNamed(content, JpegSegments.ICC)) {
        signs = signs.with(content, offset);
        LostSegments.report(JpegMarker.APP2, content, report);
      } else if (keeps("ICC profile", content.length)) {
        iccChunks.add(content);
      } else {
        iccChunks.drop();
      }
    }

    private void readAdobe(byte[] content) {
      if (JpegSegments.isWhole(content, JpegSegments.ADOBE, JpegSegments.ADOBE_BYTES)) {
        adobeTransform = content[11] & 0xFF;
      }
    }

    /** Counts metadata; false if it passes the limit: the image can be read without. */
    private boolean keeps(String what, int length) {
      if (metadataBytes + length > limits.maxMetadataBytes()) {
        report.dropped(what, "it is larger than maxMetadataBytes allows");
        return false;
      }
      metadataBytes += length;
      return true;
    }

    /** Takes an SOS segment; returns whether its scan alone is not the image. */
    private boolean readScanHeader(JpegFrame found) throws IOException {
      long offset = input.position() - 2;
      byte[] content = input.readBytes(input.readContentLength(JpegMarker.SOS));
      ScanHeader scan = ScanHeader.parse(content, offset, found);
      boolean multiScan =
          found.process() == CodingProcess.PROGRESSIVE
              || scan.components().size() < found.components().size();
      if (multiScan && found.mcuBlocks() > ScanHeader.MAX_MCU_BLOCKS) {
        throw wrong("SOS", offset, "components of more than 10 blocks in an MCU are not supported");
      }
      return multiScan;
    }
  }

  /**
   * Puts an ICC profile together from the APP2 segments it was cut into (ICC.1:2022, annex B.4).
   *
   * <p>Segments may come in any order. If one is missing, comes twice or contradicts the others
   * there is no profile: half of one is worth less than none.
   */
  static final class IccChunks {
    private static final int NUMBER_AT = JpegSegments.ICC.length();
    private static final int TOTAL_AT = NUMBER_AT + 1;
    private static final int DATA_AT = NUMBER_AT + 2;

    private final SortedMap<Integer, byte[]> chunks = new TreeMap<>();
    private int total;
    private boolean broken;

    /** Takes the content of an APP2 segment that bears the profile's name. */
    void add(byte[] content) {
      if (content.length < DATA_AT) {
        broken = true;
        return;
      }
      int number = content[NUMBER_AT] & 0xFF;
      int announced = content[TOTAL_AT] & 0xFF;
      broken |= !chunks.isEmpty() && announced != total;
      total = announced;
      broken |= chunks.put(number, content) != null;
    }

    /** Leaves the whole profile out, as a part of it is left out. */
    void drop() {
      broken = true;
      chunks.clear();
    }

    /** The whole profile, or an empty array. */
    byte[] profile() {
      List<Integer> numbers = IntStream.rangeClosed(1, total).boxed().toList();
      ByteArrayOutputStream profile = new ByteArrayOutputStream();
      if (!broken && numbers.equals(List.copyOf(chunks.keySet()))) {
        chunks.values().forEach(chunk -> profile.write(chunk, DATA_AT, chunk.length - DATA_AT));
      }
      return profile.toByteArray();
    }
  }
}
