package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.metadata.IccProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;

/** Writes what travels beside the pixels as ancillary chunks (PNG 3rd edition, section 11.3). */
final class MetadataWriter {
  private static final byte[] ICC_NAME_AND_METHOD =
      "ICC profile\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int UNIT_METER = 1;

  private final ChunkWriter chunks;

  MetadataWriter(ChunkWriter chunks) {
    this.chunks = chunks;
  }

  /**
   * Writes the chunks, all of which may stand before IDAT.
   *
   * @param colorBands 1 if the picture is grey, 3 if it has colour; a colour profile for another
   *     kind of picture is dropped, as section 11.3.2.3 demands
   * @param now the time of change that is written if there is one to be renewed
   */
  void write(ImageMetadata metadata, int colorBands, Instant now) throws IOException {
    if (metadata.gamma() > 0) {
      chunks.write(ChunkType.GAMA, ints(metadata.gamma()));
    }
    Optional<byte[]> chromaticities = metadata.chromaticities();
    if (chromaticities.isPresent()) {
      chunks.write(ChunkType.CHRM, chromaticities.get());
    }
    writeColorSpace(metadata, colorBands);
    if (metadata.pixelsPerMeterX() > 0 && metadata.pixelsPerMeterY() > 0) {
      chunks.write(ChunkType.PHYS, resolution(metadata));
    }
    Optional<byte[]> exif = metadata.exif();
    if (exif.isPresent()) {
      chunks.write(ChunkType.EXIF, exif.get());
    }
    if (metadata.timestamped()) {
      chunks.write(ChunkType.TIME, time(now));
    }
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

  /** Compresses into one array, large enough whatever the profile. */
  private void writeCompressed(byte[] profile) throws IOException {
    int nameBytes = ICC_NAME_AND_METHOD.length;
    int room = nameBytes + profile.length + profile.length / 16 + 256;
    byte[] data = Arrays.copyOf(ICC_NAME_AND_METHOD, room);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(profile);
      deflater.finish();
      int length = nameBytes + deflater.deflate(data, nameBytes, room - nameBytes);
      chunks.begin(ChunkType.ICCP, length);
      chunks.add(data, length);
      chunks.end();
    } finally {
      deflater.end();
    }
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
