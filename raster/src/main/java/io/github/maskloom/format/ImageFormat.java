package io.github.maskloom.format;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A format of images, found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations have a public constructor without arguments that does no I/O. They are named
 * in {@code META-INF/services} and in {@code provides} of their module. A format that is only read
 * implements {@link #name}, {@link #mediaType}, {@link #extensions}, {@link #begins} and {@link
 * #open}.
 *
 * <p><b>Threads:</b> one instance serves all threads, so it has no state.
 */
public interface ImageFormat {
  /** How many bytes {@link #begins} is shown, if a file has as many. */
  int HEAD_BYTES = 29;

  /** {@return what people call the format, such as {@code PNG}} */
  String name();

  /** {@return the media type of its files, such as {@code image/png}} */
  String mediaType();

  /**
   * {@return the endings of its files' names, in lower case and without a dot; the usual one first}
   */
  List<String> extensions();

  /**
   * {@return whether a file that begins so is of this format}
   *
   * @param head the first {@value #HEAD_BYTES} bytes, or all if there are fewer; not to be changed
   */
  boolean begins(byte[] head);

  /**
   * Reads the header of an image. No row is read yet, and nothing that is as large as the image is
   * allocated.
   *
   * @param input owns what is opened through it, and closes it, also if this fails
   * @return the image before its first row
   * @throws IOException if the bytes cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if they break a rule of the format
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   * @throws io.github.maskloom.errors.OpaqueMaskException if {@link FormatInput#checkHeader}
   *     refuses the image
   * @throws io.github.maskloom.errors.CancelledException if the caller cancels meanwhile
   */
  ImageFile open(FormatInput input) throws IOException;

  /**
   * {@return whether the format is asked only if no other knows a file; false unless overridden}
   * Such a format knows many kinds of files, as ImageIO's plug-ins do.
   */
  default boolean isLastResort() {
    return false;
  }

  /**
   * {@return how rows are written if nothing else is said; empty if the format is only read, and
   * unless overridden}
   */
  default Optional<OutputFormat> output() {
    return Optional.empty();
  }

  /**
   * Plans how rows are written. Nothing is allocated.
   *
   * @param rows the shape of the rows; the encoding may ask for another one
   * @param output of this format's media type
   * @return a plan that writes one image
   * @throws io.github.maskloom.errors.ImageLimitException if the format cannot hold the size
   * @throws UnsupportedOperationException if the format is only read
   */
  default RowEncoding encoding(ImageGeometry rows, OutputFormat output) {
    throw new UnsupportedOperationException(name() + " is not written");
  }
}
