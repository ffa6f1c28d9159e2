package io.github.maskloom.format;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** How rows of one shape are written. */
public interface RowEncoding {
  /**
   * {@return the shape of rows that are taken: others are converted to its bands and depth before}
   */
  ImageGeometry geometry();

  /**
   * {@return 0xRRGGBB that shows through transparent pixels, if {@link #geometry} has no alpha;
   * white unless overridden}
   */
  default int backgroundRgb() {
    return 0xFFFFFF;
  }

  /**
   * {@return whether the format has a place for a color profile of the samples; true unless
   * overridden} Reports name a profile that is left out.
   */
  default boolean keepsProfile() {
    return true;
  }

  /**
   * {@return what {@link #write} leaves out of an image's metadata, added to what its report says
   * already; nothing unless overridden}
   *
   * @param metadata what travels with the rows
   */
  default MetadataReport report(ImageMetadata metadata) {
    return metadata.report();
  }

  /**
   * {@return how many rows {@link #write} asks for at a time, at least 1; the usual number unless
   * overridden}
   *
   * @param usual the number to return, unless the format has a reason for another one
   */
  default int windowRows(int usual) {
    return usual;
  }

  /**
   * {@return bytes of heap that {@link #write} takes at most, about, with its windows}
   *
   * @param windowRows as in {@link #write}
   */
  long heapBytes(int windowRows);

  /**
   * Writes the whole image. Takes every row, and asks once more behind the last one.
   *
   * @param rows of {@link #geometry}, with the metadata to write; not closed
   * @param windowRows what {@link #windowRows} said
   * @param out neither flushed nor closed; small writes are slow
   * @throws IOException if rows cannot be read or bytes cannot be written. What else reading the
   *     rows throws comes out too, such as {@link io.github.maskloom.errors.CancelledException}
   */
  void write(WindowReader rows, int windowRows, OutputStream out) throws IOException;

  /** {@return the planes that {@link #writePlanes} takes; empty if the format takes rows only} */
  default Optional<PlaneReader.Layout> planes() {
    return Optional.empty();
  }

  /**
   * Writes the whole image from its planes. Takes every row of them, and asks once more behind the
   * last one.
   *
   * @param planes as {@link #planes} says, with the metadata to write; not closed
   * @param out neither flushed nor closed; small writes are slow
   * @throws IOException if planes cannot be read or bytes cannot be written. What else reading the
   *     planes throws comes out too, such as {@link io.github.maskloom.errors.CancelledException}
   * @throws UnsupportedOperationException if {@link #planes} is empty
   */
  default void writePlanes(PlaneReader planes, OutputStream out) throws IOException {
    throw new UnsupportedOperationException("the format takes rows only");
  }
}
