package io.github.maskloom.format;

import io.github.maskloom.internal.codec.ImageDescription;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** An image as its format opens it: its rows in the stored order, and what is known of them. */
interface StoredImage {
  /** The rows, in the stored order. */
  WindowSource rows();

  /** What the image is. */
  ImageDescription description();

  /** Length of the encoded file, if it is known. */
  OptionalLong encodedBytes();

  /** The shape of the whole image, which may be decoded at a fraction of its sides. */
  default ImageGeometry wholeGeometry() {
    return rows().geometry();
  }

  /** By what both sides are divided: 1, 2, 4 or 8. */
  default int denominator() {
    return 1;
  }

  /** Lets go of the metadata that the rows would carry. */
  default void forgetMetadata() {}

  /** Rows that turned out to be missing, of those that were read. */
  default int missingRows() {
    return 0;
  }

  /** Counts the images in the file, for which it may be walked through. */
  default int countFrames() throws IOException {
    return 1;
  }

  /** Lets go of what a copy of the file needs, unless one was begun. */
  default void forgetChunks() {}

  /** Decodes the file with its rows as they are stored, if it is a JPEG. */
  default Optional<JpegReader> jpeg() {
    return Optional.empty();
  }
}
