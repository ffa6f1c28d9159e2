package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks a JPEG stream from marker to marker, by the lengths of its segments, and collects the
 * header: an EXIF thumbnail, itself a JPEG within a segment, is never mistaken for the image.
 */
final class JpegHeaderParser {
  /** Real tables take some 2 KiB. */
  private static final int MAX_TABLE_BYTES = 32 << 10;

  private static final int JFIF_BYTES = 14;
  private static final int ADOBE_BYTES = 12;

  private final JpegInput input;
  private final ImageLimits limits;
  private final IccChunks iccChunks = new IccChunks();
  private final ImageMetadata.Builder metadata = new ImageMetadata.Builder();

  private @Nullable JpegFrame frame;
  private boolean jfif;
  private boolean exif;
  private int adobeTransform = ColorEncoding.NO_ADOBE;
  private int restartInterval;
  private int orientation = ExifBlock.UPRIGHT;
  private long metadataBytes;
  private int tableBytes;
  private int segments;

  JpegHeaderParser(JpegInput input, ImageLimits limits) {
    this.input = input;
    this.limits = limits;
  }

  JpegHeader parse() throws IOException {
    if (input.readShort() != (0xFF00 | JpegMarker.SOI)) {
      throw wrong("SOI", 0, "the file does not begin with the marker of a JPEG image");
    }
    readToFirstScan();
    JpegFrame found = requireFrame();
    return header(found, readScanHeader(found));
  }

  private JpegHeader header(JpegFrame found, boolean multiScan) {
    ColorEncoding encoding = ColorEncoding.of(found.componentIds(), jfif, adobeTransform);
    if (!encoding.hasInk()) {
      metadata.iccProfile(iccChunks.profile());
    }
    return new JpegHeader(
        found.width(),
        found.height(),
        found.process(),
        found.components(),
        encoding,
        restartInterval,
        multiScan,
        orientation,
        metadata.build());
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
    if (marker != JpegMarker.DRI) {
      input.skip(length);
    } else if (length == 2) {
      restartInterval = input.readShort();
    } else {
      throw wrong("DRI", offset, "the segment holds 2 bytes, not " + length);
    }
  }

  private void readOptional(int marker) throws IOException {
    int length = input.readContentLength(marker);
    switch (marker) {
      case JpegMarker.APP0 -> readJfif(input.readBytes(length));
      case JpegMarker.APP1 -> readExif(input.readBytes(length));
      case JpegMarker.APP14 -> readAdobe(input.readBytes(length));
      case JpegMarker.APP2 -> readProfile(input.readBytes(length));
      default -> input.skip(length);
    }
  }

  private void readJfif(byte[] content) {
    if (content.length < JFIF_BYTES || !JpegSegments.isNamed(content, JpegSegments.JFIF)) {
      return;
    }
    jfif = true;
    int unit = content[7];
    int x = (content[8] & 0xFF) << 8 | (content[9] & 0xFF);
    int y = (content[10] & 0xFF) << 8 | (content[11] & 0xFF);
    metadata.pixelsPerMeter(
        JpegSegments.pixelsPerMeter(unit, x), JpegSegments.pixelsPerMeter(unit, y));
  }

  private void readExif(byte[] content) {
    if (exif || !JpegSegments.isNamed(content, JpegSegments.EXIF)) {
      return;
    }
    byte[] tiff = Arrays.copyOfRange(content, JpegSegments.EXIF.length(), content.length);
    if (!ExifBlock.isTiff(tiff)) {
      return;
    }
    exif = true;
    orientation = ExifBlock.orientation(tiff);
    count(tiff.length);
    metadata.exif(tiff);
  }

  private void readProfile(byte[] content) {
    if (JpegSegments.isNamed(content, JpegSegments.ICC)) {
      count(content.length);
      iccChunks.add(content);
    }
  }

  private void readAdobe(byte[] content) {
    if (content.length >= ADOBE_BYTES && JpegSegments.isNamed(content, JpegSegments.ADOBE)) {
      adobeTransform = content[11] & 0xFF;
    }
  }

  /** Counts metadata that are kept. */
  private void count(int length) {
    metadataBytes += length;
    LimitCheck.metadataBytes(limits, metadataBytes);
  }

  private JpegFrame requireFrame() {
    JpegFrame found = frame;
    if (found == null) {
      throw wrong("SOS", input.position() - 2, "a scan before any frame");
    }
    return found;
  }

  /** Takes an SOS segment and tells whether its scan alone is not the image. */
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

  private static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, part, offset, rule);
  }
}
