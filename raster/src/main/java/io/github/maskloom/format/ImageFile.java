package io.github.maskloom.format;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An image whose header is read: its rows, and what is known of them.
 *
 * <p>The rows are best a {@link io.github.maskloom.raster.RowReader}. Their metadata hold for the
 * image once it is turned upright. <b>Threads:</b> confined. <b>Ownership:</b> the {@link
 * FormatInput} closes what the format gave it.
 */
public interface ImageFile {
  /**
   * {@return the rows in the order in which the file stores them, smaller by {@link #denominator};
   * the same reader each time}
   */
  WindowReader rows();

  /** {@return the name of the file's format; empty if it is {@link ImageFormat#name}} */
  default Optional<String> formatName() {
    return Optional.empty();
  }

  /** {@return the media type of the file; empty if it is {@link ImageFormat#mediaType}} */
  default Optional<String> mediaType() {
    return Optional.empty();
  }

  /**
   * {@return the shape of the whole image as it is stored; that of {@link #rows} unless overridden}
   */
  default ImageGeometry wholeGeometry() {
    return rows().geometry();
  }

  /**
   * {@return the number by which both sides are divided in {@link #rows}, each rounded up: 1, 2, 4
   * or 8; 1 unless overridden}
   */
  default int denominator() {
    return 1;
  }

  /**
   * {@return EXIF's number, 1 to 8, for how the rows are stored; 1, which is upright, unless
   * overridden}
   */
  default int orientation() {
    return 1;
  }

  /**
   * {@return whether rows come as the file is read, a few at a time; if not, all are held in the
   * heap or written to a temporary file first; true unless overridden}
   */
  default boolean isStreamed() {
    return true;
  }

  /**
   * {@return bytes of heap that reading takes, about, beside windows of the caller and the
   * metadata; 0 unless overridden}
   */
  default long heapBytes() {
    return 0;
  }

  /**
   * {@return bytes of temporary files that reading takes, beside a copy of the encoded bytes; 0
   * unless overridden}
   */
  default long spoolBytes() {
    return 0;
  }

  /**
   * {@return bytes of heap that the open image takes while no row is read; empty if as many as
   * reading takes}
   */
  default OptionalLong idleHeapBytes() {
    return OptionalLong.empty();
  }

  /**
   * Drops the metadata, which were read once and are not needed again. It is called if {@link
   * FormatInput#kept} is {@link FormatInput.Kept#COLORS}. The rows carry none from then on. Does
   * nothing unless overridden, and the metadata then stay in memory.
   */
  default void forgetMetadata() {}

  /** {@return rows that turned out to be missing, of those that were read; 0 unless overridden} */
  default int missingRows() {
    return 0;
  }

  /**
   * Counts the images in the file, of which the first is read.
   *
   * @return at least 1; 1 unless overridden
   * @throws IOException if the file cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if the file breaks a rule on the way
   * @throws io.github.maskloom.errors.ImageLimitException if the file has more parts than are
   *     allowed
   */
  default int countFrames() throws IOException {
    return 1;
  }

  /**
   * {@return the encoded file, which can be opened once more beside the rows; empty if the format
   * does not support that, and unless overridden}
   */
  default Optional<ImageSource> again() {
    return Optional.empty();
  }

  /**
   * Offers to copy the file but for what is painted. It is asked before the first row is read. Rows
   * can no longer be read once there is an offer.
   *
   * @param output of this format's media type
   * @param colored whether paint may have another color than gray
   * @return the offer, or why there is none; none unless overridden
   * @throws IOException if the file cannot be read
   */
  default Splicing.Offer splicing(OutputFormat output, boolean colored) throws IOException {
    return Splicing.Offer.not("the format does not splice");
  }

  /**
   * Offers the components apart, before the first row is read. Rows can still be read, once planes
   * are closed.
   *
   * @param least what each plane is to have at least, unless the image has less: the format may
   *     reduce it as far as that. Bands do not count.
   * @return empty if the components mean other colors or are not stored apart, or if damaged rows
   *     are to be passed over; empty unless overridden
   */
  default Optional<PlaneReader> planes(PlaneReader.Layout least) {
    return Optional.empty();
  }

  /**
   * {@return how the file is copied with no more beside its pixels than is asked for; empty if the
   * format does not do that, and unless overridden}
   *
   * @param output how much of the metadata goes along, and the label
   */
  default Optional<BareCopy> bareCopy(OutputOptions output) {
    return Optional.empty();
  }

  /** Copies a file but for what no pixel depends on. */
  interface BareCopy {
    /**
     * Whether the data of the pixels have no bytes that no pixel depends on: a copy would keep
     * them. It is asked before the first row is read, and may read the file.
     *
     * @return true, unless overridden
     * @throws IOException if the file cannot be read
     */
    default boolean isOfPixelsOnly() throws IOException {
      return true;
    }

    /**
     * Copies the first image of the file with its colors. Thumbnails, manifests, whatever follows
     * the image, and metadata that are not asked for go. Nothing is encoded.
     *
     * @param file its bytes from the beginning; not closed
     * @param out needs no buffer; neither flushed nor closed
     * @throws IOException if the file cannot be read or the copy cannot be written
     */
    void write(InputStream file, OutputStream out) throws IOException;
  }

  /**
   * Drops what only {@link #splicing} needs, unless there was an offer. Does nothing unless
   * overridden.
   */
  default void forgetSplicing() {}
}
