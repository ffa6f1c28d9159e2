package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import java.io.IOException;
import java.io.InputStream;

/**
 * What stands behind the data of a PNG, found before these are read: chunks are passed over by
 * their lengths. An orientation there must be known before the first row is delivered.
 *
 * @param metadata what was known before, and what text and EXIF there are behind the data
 * @param ended whether the file has its IEND; if not, nothing but decoding tells whether it is
 *     whole
 */
public record PngTrailer(ImageMetadata metadata, boolean ended) {

  /**
   * Looks behind the data. What is broken there ends the search; reading the image tells of it.
   * What is too large there is left out.
   *
   * @param stream at the first byte of a PNG; it should skip without reading; stays open
   * @param before metadata that stand before the data
   * @throws IOException if the stream cannot be read
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many chunks
   */
  public static PngTrailer find(InputStream stream, ImageMetadata before, ImageLimits limits)
      throws IOException {
    ChunkReader chunks = ChunkReader.passing(stream, limits);
    MetadataReader metadata = new MetadataReader(limits, before);
    try {
      chunks.readSignature();
      boolean behindData = false;
      while (chunks.next() != ChunkType.IEND) {
        behindData |= chunks.type() == ChunkType.IDAT;
        if (behindData
            && mayStandBehindData(chunks.type())
            && metadata.hasRoomFor(chunks.length())) {
          metadata.read(chunks);
        }
        chunks.pass();
      }
      return new PngTrailer(metadata.build(), true);
    } catch (ImageFormatException e) {
      return new PngTrailer(metadata.build(), false);
    }
  }

  private static boolean mayStandBehindData(int type) {
    return type == ChunkType.EXIF || type == ChunkType.TIME || ChunkType.isText(type);
  }
}
