package io.github.maskloom.internal.jpeg.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Shorts;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.PngText;
import io.github.maskloom.internal.metadata.XmpPacket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Segments with their markers and lengths, as they stand in a JPEG stream. */
public final class JpegSegments {
  public static final String JFIF = "JFIF\0";
  public static final String EXIF = "Exif\0\0";
  public static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  public static final String EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";
  public static final String PHOTOSHOP = "Photoshop 3.0\0";
  public static final String ICC = "ICC_PROFILE\0";
  public static final String ADOBE = "Adobe";

  /** Bytes of Adobe's content (Adobe technical note 5116, section 18). */
  public static final int ADOBE_BYTES = 12;

  /** Bytes of JFIF's content before a thumbnail (JFIF 1.02, page 5). */
  public static final int JFIF_BYTES = 14;

  /** Bytes that a segment holds behind its length field. */
  public static final int MAX_CONTENT = 65_533;

  static final int DOTS_PER_INCH = 1;
  static final int DOTS_PER_CENTIMETER = 2;

  private static final double INCHES_PER_METER = 1 / 0.0254;
  private static final int ICC_HEAD = ICC.length() + 2;
  private static final int MAX_ICC_CHUNK = MAX_CONTENT - ICC_HEAD;
  private static final int MAX_ICC_CHUNKS = 255;

  private static final String NO_PLACE = "a JPEG has no place for that of a PNG";
  private static final byte[] NONE = {};

  private JpegSegments() {}

  /** JFIF's APP0 (JFIF 1.02, page 5) without thumbnail. */
  private static byte[] jfif(int unit, int densityX, int densityY) {
    ByteBuffer data = ByteBuffer.allocate(JFIF_BYTES - JFIF.length()).putShort((short) 0x0102);
    data.put((byte) unit).putShort((short) densityX).putShort((short) densityY);
    return segment(JpegMarker.APP0, JFIF, data.array());
  }

  /**
   * JFIF's APP0 with an image's density: in dots per centimeter where those are whole, else in dots
   * per inch, rounded; none if it is unknown or does not fit into 16 bits.
   */
  public static byte[] jfif(ImageMetadata metadata) {
    boolean metric = metadata.pixelsPerMeterX() % 100 == 0 && metadata.pixelsPerMeterY() % 100 == 0;
    double perMeter = metric ? 100 : INCHES_PER_METER;
    long x = Math.round(metadata.pixelsPerMeterX() / perMeter);
    long y = Math.round(metadata.pixelsPerMeterY() / perMeter);
    return Math.min(x, y) < 1 || Math.max(x, y) > 0xFFFF
        ? jfif(0, 1, 1)
        : jfif(metric ? DOTS_PER_CENTIMETER : DOTS_PER_INCH, (int) x, (int) y);
  }

  /** Pixels per meter of a JFIF density; 0 if the unit says only the pixel's shape. */
  static int pixelsPerMeter(int unit, int density) {
    return switch (unit) {
      case DOTS_PER_INCH -> (int) Math.round(density * INCHES_PER_METER);
      case DOTS_PER_CENTIMETER -> density * 100;
      default -> 0;
    };
  }

  /** EXIF's APP1 (CIPA DC-008, section 4.7.2); empty if the block is no TIFF or does not fit. */
  private static byte[] exif(byte[] tiff) {
    return ExifBlock.isTiff(tiff) && tiff.length <= MAX_CONTENT - EXIF.length()
        ? segment(JpegMarker.APP1, EXIF, tiff)
        : NONE;
  }

  /** XMP's APP1 (XMP specification, part 3, section 1.1.3); of what does not fit the label. */
  public static byte[] xmp(byte[] packet) {
    byte[] kept = fits(packet) ? packet : XmpPacket.of(XmpPacket.label(packet));
    return kept.length > 0 ? segment(JpegMarker.APP1, XMP, kept) : NONE;
  }

  private static boolean fits(byte[] packet) {
    return packet.length <= MAX_CONTENT - XMP.length();
  }

  /** Writes all that stands beside the samples but density and XMP. */
  public static void writeBeside(ImageMetadata metadata, OutputStream out) throws IOException {
    byte[] resources = metadata.iptc().orElse(NONE);
    for (int from = 0; from < resources.length; from += MAX_CONTENT - PHOTOSHOP.length()) {
      int end = Math.min(resources.length, from + MAX_CONTENT - PHOTOSHOP.length());
      out.write(segment(JpegMarker.APP13, PHOTOSHOP, Arrays.copyOfRange(resources, from, end)));
    }
    writeIcc(metadata.iccProfile().orElse(NONE), out);
    for (PngChunk chunk : metadata.pngChunks()) {
      byte[] comment = comment(chunk).orElse(NONE);
      if (comment.length > 0 && comment.length <= MAX_CONTENT) {
        write(JpegMarker.COM, comment, out);
      }
    }
  }

  private static Optional<byte[]> comment(PngChunk chunk) {
    return PngText.of(chunk)
        .filter(text -> text.keyword().equals(PngText.COMMENT))
        .map(text -> text.text().getBytes(UTF_8));
  }

  /** Writes EXIF, where it is read first. */
  public static void writeExif(ImageMetadata metadata, OutputStream out) throws IOException {
    out.write(exif(metadata.exif().orElse(NONE)));
  }

  /** What a file with such metadata leaves out, added to what is reported already. */
  public static MetadataReport report(ImageMetadata metadata) {
    MetadataReport.Builder report = metadata.report().toBuilder();
    if (metadata.exif().filter(tiff -> exif(tiff).length == 0).isPresent()) {
      report.dropped("EXIF", "it is no TIFF stream, or longer than a segment of a JPEG");
    }
    if (metadata.xmp().filter(packet -> !fits(packet)).isPresent()) {
      report.dropped("XMP", "it is longer than a segment of a JPEG");
    }
    for (PngChunk chunk : metadata.pngChunks()) {
      if (comment(chunk).isEmpty()) {
        String name = PngText.of(chunk).map(text -> "text " + text.keyword()).orElse(chunk.type());
        report.dropped(name, NO_PLACE);
      }
    }
    if (metadata.gamma() > 0) {
      report.dropped("gAMA", NO_PLACE);
    }
    if (metadata.chromaticities().isPresent()) {
      report.dropped("cHRM", NO_PLACE);
    }
    return report.build();
  }

  /**
   * Writes a profile as APP2 segments of at most 65519 bytes each (ICC.1:2022, annex B.4); nothing
   * if it would take more than 255 of them.
   */
  public static void writeIcc(byte[] profile, OutputStream out) throws IOException {
    int chunks = (profile.length + MAX_ICC_CHUNK - 1) / MAX_ICC_CHUNK;
    for (int i = 0; i < chunks && chunks <= MAX_ICC_CHUNKS; i++) {
      int from = i * MAX_ICC_CHUNK;
      int end = Math.min(profile.length, from + MAX_ICC_CHUNK);
      byte[] chunk = Arrays.copyOfRange(profile, from, end);
      byte[] counter = {(byte) (i + 1), (byte) chunks};
      out.write(segment(JpegMarker.APP2, ICC, Bytes.concat(counter, chunk)));
    }
  }

  /** Writes a segment of any kind, its content behind the length field. */
  public static void write(int marker, byte[] content, OutputStream out) throws IOException {
    out.write(segment(marker, "", content));
  }

  private static byte[] segment(int marker, String name, byte[] data) {
    byte[] start = {(byte) 0xFF, (byte) marker};
    byte[] length = Shorts.toByteArray((short) (2 + name.length() + data.length));
    return Bytes.concat(start, length, name.getBytes(ISO_8859_1), data);
  }

  /**
   * Writes what of a segment says what samples mean: JFIF without a thumbnail, whose size stands in
   * its last two bytes, and Adobe's color transform; nothing if it is neither.
   */
  public static void writeMeaning(int marker, byte[] content, OutputStream out) throws IOException {
    if (marker == JpegMarker.APP0 && isWhole(content, JFIF, JFIF_BYTES)) {
      write(marker, Arrays.copyOf(Arrays.copyOf(content, JFIF_BYTES - 2), JFIF_BYTES), out);
    } else if (marker == JpegMarker.APP14 && isWhole(content, ADOBE, ADOBE_BYTES)) {
      write(marker, Arrays.copyOf(content, ADOBE_BYTES), out);
    }
  }

  /** Whether a segment's content begins with a name and has all bytes of its kind. */
  static boolean isWhole(byte[] content, String name, int bytes) {
    return content.length >= bytes && isNamed(content, name);
  }

  /** Whether a segment's content begins with a name. */
  public static boolean isNamed(byte[] content, String name) {
    int length = Math.min(content.length, name.length());
    return Arrays.equals(Arrays.copyOf(content, length), name.getBytes(ISO_8859_1));
  }
}
