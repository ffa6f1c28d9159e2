package io.github.maskloom.internal.codec;

import io.github.maskloom.format.ImageFile.Access;
import io.github.maskloom.internal.pipeline.Cost;

/**
 * What an encoded image is, beside the shape of its rows and their metadata.
 *
 * @param format the format's name, such as {@code PNG}
 * @param mediaType its media type, such as {@code image/png}
 * @param orientation EXIF's number, 1 to 8, for how rows are stored; they are delivered upright
 * @param access how the rows are had
 * @param heapBytes heap that reading takes, about, beside the windows of whoever reads, with the
 *     metadata and what writing these takes
 * @param spoolBytes bytes of temporary files, beside a copy of a source that opens only once
 */
public record ImageDescription(
    String format,
    String mediaType,
    int orientation,
    Access access,
    long heapBytes,
    long spoolBytes) {

  /** The same, had in another way that takes so much in all. */
  ImageDescription with(Access otherAccess, Cost cost) {
    return new ImageDescription(
        format, mediaType, orientation, otherAccess, cost.heapBytes(), cost.spooledBytes());
  }
}
