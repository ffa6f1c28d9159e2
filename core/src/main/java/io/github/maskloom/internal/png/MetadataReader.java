package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Collects what travels beside the pixels from ancillary chunks (PNG 3rd edition, section 11.3).
 *
 * <p>A chunk whose CRC is right but whose content is not, and a second chunk of a type that may
 * stand once, are ignored as if of an unknown type, as section 13.1 recommends: no sample depends
 * on them. <b>Memory:</b> at most {@link ImageLimits#maxMetadataBytes} over all chunks.
 */
final class MetadataReader {
  private static final int CHRM_BYTES = 32;
  private static final int TIFF_HEADER_BYTES = 8;
  private static final int MAX_RENDERING_INTENT = 3;
  private static final int UNIT_METER = 1;

  private final ImageLimits limits;
  private final ImageMetadata.Builder builder = new ImageMetadata.Builder();
  private final Set<Integer> seen = new HashSet<>();
  private long bytes;

  MetadataReader(ImageLimits limits) {
    this.limits = limits;
  }

  ImageMetadata build() {
    return builder.build();
  }

  /**
   * Takes the current chunk, or leaves it if it is of no interest.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if metadata become too large
   */
  void read(ChunkReader chunks) throws IOException {
    int type = chunks.type();
    if (!seen.add(type)) {
      return;
    }
    if (type == ChunkType.ICCP) {
      byte[] profile = IccpChunk.readProfile(chunks, bytes, limits);
      bytes += profile.length;
      builder.iccProfile(profile);
    } else if (type == ChunkType.EXIF) {
      readExif(chunks);
    } else if (type == ChunkType.CHRM && chunks.length() == CHRM_BYTES) {
      builder.chromaticities(chunks.readAll());
    } else if (type == ChunkType.GAMA && chunks.length() == Integer.BYTES) {
      builder.gamma(Math.max(0, ByteBuffer.wrap(chunks.readAll()).getInt()));
    } else if (type == ChunkType.SRGB && chunks.length() == 1) {
      readRenderingIntent(chunks);
    } else if (type == ChunkType.PHYS && chunks.length() == 9) {
      readResolution(chunks);
    } else if (type == ChunkType.TIME) {
      builder.timestamped(true);
    }
  }

  private void readExif(ChunkReader chunks) throws IOException {
    if (chunks.length() < TIFF_HEADER_BYTES) {
      return;
    }
    limits.checkMetadataBytes(bytes + chunks.length());
    byte[] tiff = chunks.readAll();
    boolean hasByteOrder = tiff[0] == tiff[1] && (tiff[0] == 'I' || tiff[0] == 'M');
    if (hasByteOrder) {
      bytes += tiff.length;
      builder.exif(tiff);
    }
  }

  private void readRenderingIntent(ChunkReader chunks) throws IOException {
    int intent = chunks.readAll()[0];
    if (intent >= 0 && intent <= MAX_RENDERING_INTENT) {
      builder.renderingIntent(intent);
    }
  }

  private void readResolution(ChunkReader chunks) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(chunks.readAll());
    int x = data.getInt();
    int y = data.getInt();
    if (data.get() == UNIT_METER && x > 0 && y > 0) {
      builder.pixelsPerMeter(x, y);
    }
  }
}
