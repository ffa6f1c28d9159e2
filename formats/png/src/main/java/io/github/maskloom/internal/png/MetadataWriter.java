package io.github.maskloom.internal.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.raster.ImageGeometry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.zip.DeflaterOutputStream;

/** Writes what travels beside the pixels as ancillary chunks (PNG 3rd edition, section 11.3). */
record MetadataWriter(ChunkWriter chunks) {
  private static final byte[] ICC_NAME_AND_METHOD =
      "ICC profile\0\0".getBytes(StandardCharsets.US_ASCII);

  /** XMP (XMP specification, part 3, section 1.1.5): in no language, and not compressed. */
  private static final byte[] XMP_HEAD = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1);

  private static final int UNIT_METER = 1;
  private static final Set<Integer> COLOR_HINTS =
      Set.of(ChunkType.CICP, ChunkType.MDCV, ChunkType.CLLI);

  /**
   * Writes the chunks, all of which may stand before IDAT.
   *
   * @param geometry of the samples that are written; a color profile for others is dropped, as
   *     section 11.3.2.3 demands, and so is an sBIT
   * @param now the time of change that is written if there is one to be renewed
   */
  void write(ImageMetadata metadata, ImageGeometry geometry, Instant now) throws IOException {
    writePngChunks(metadata, COLOR_HINTS::contains);
    if (metadata.gamma() > 0) {
      chunks.write(ChunkType.GAMA, ints(metadata.gamma()));
    }
    write(ChunkType.CHRM, metadata.chromaticities());
    writeColorSpace(metadata, geometry.colorBands());
    writeSignificantBits(metadata, geometry);
    if (metadata.pixelsPerMeterX() > 0 && metadata.pixelsPerMeterY() > 0) {
      chunks.write(ChunkType.PHYS, resolution(metadata));
    }
    write(ChunkType.EXIF, metadata.exif().filter(ExifBlock::isTiff));
    write(ChunkType.ITXT, metadata.xmp().map(xmp -> Bytes.concat(XMP_HEAD, xmp)));
    write(ChunkType.TEXT, metadata.iptc().map(MetadataWriter::profile));
    writePngChunks(metadata, ChunkType::isText);
    if (metadata.timestamped()) {
      chunks.write(ChunkType.TIME, time(now));
    }
  }

  private void write(int type, Optional<byte[]> data) throws IOException {
    if (data.isPresent()) {
      chunks.write(type, data.get());
    }
  }

  /** Photoshop's resources as text of hexadecimal digits, as ImageMagick keeps them. */
  private static byte[] profile(byte[] resources) {
    String digits = BaseEncoding.base16().lowerCase().withSeparator("\n", 72).encode(resources);
    return "Raw profile type iptc\0\niptc\n%8d\n%s\n"
        .formatted(resources.length, digits)
        .getBytes(ISO_8859_1);
  }

  private void writePngChunks(ImageMetadata metadata, IntPredicate types) throws IOException {
    for (PngChunk chunk : metadata.pngChunks()) {
      int type = ChunkType.of(chunk.type());
      if (types.test(type)) {
        chunks.write(type, chunk.data());
      }
    }
  }

  /** An sBIT has a number for each channel, none greater than the depth (section 11.3.2.4). */
  private void writeSignificantBits(ImageMetadata metadata, ImageGeometry geometry)
      throws IOException {
    write(
        ChunkType.SBIT,
        metadata.pngChunks().stream()
            .filter(chunk -> chunk.type().equals("sBIT"))
            .map(PngChunk::data)
            .filter(bits -> bits.length == geometry.bands() && isWithin(bits, geometry.depth()))
            .findFirst());
  }

  private static boolean isWithin(byte[] significantBits, int depth) {
    for (byte bits : significantBits) {
      if (bits < 1 || bits > depth) {
        return false;
      }
    }
    return true;
  }

  /** Section 11.3.2.5 allows one of iCCP and sRGB; the profile says more. */
  private void writeColorSpace(ImageMetadata metadata, int colorBands) throws IOException {
    Optional<byte[]> profile =
        metadata.iccProfile().filter(icc -> IccProfile.describes(icc, colorBands));
    if (profile.isPresent()) {
      writeCompressed(profile.get());
    } else if (metadata.renderingIntent() >= 0) {
      chunks.write(ChunkType.SRGB, new byte[] {(byte) metadata.renderingIntent()});
    }
  }

  private void writeCompressed(byte[] profile) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(ICC_NAME_AND_METHOD);
    try (DeflaterOutputStream compressed = new DeflaterOutputStream(data)) {
      compressed.write(profile);
    }
    chunks.write(ChunkType.ICCP, data.toByteArray());
  }

  private static byte[] resolution(ImageMetadata metadata) {
    return ByteBuffer.allocate(9)
        .putInt(metadata.pixelsPerMeterX())
        .putInt(metadata.pixelsPerMeterY())
        .put((byte) UNIT_METER)
        .array();
  }

  /** The content of tIME. */
  static byte[] time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    return ByteBuffer.allocate(7)
        .putShort((short) time.getYear())
        .put((byte) time.getMonthValue())
        .put((byte) time.getDayOfMonth())
        .put((byte) time.getHour())
        .put((byte) time.getMinute())
        .put((byte) time.getSecond())
        .array();
  }

  private static byte[] ints(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
