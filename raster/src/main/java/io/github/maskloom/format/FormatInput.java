package io.github.maskloom.format;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an encoded image, had as its format needs them: {@link #inOrder}, from the beginning
 * {@linkplain #reopenable as often as wanted}, or {@linkplain #seekable from any place}. A format
 * asks for one of these, once. A source that cannot do that is copied to a temporary file.
 *
 * <p>Bytes are counted, held to {@link ImageLimits#maxInputBytes}, and end when the caller cancels,
 * except as {@link #open} says. <b>Ownership:</b> what is opened here is closed with the image.
 * <b>Threads:</b> confined.
 */
public interface FormatInput {
  /** What of an image is kept beside its rows. */
  enum Kept {
    /** Nothing. */
    NOTHING,
    /** What tells the meaning of the colors, until it is asked for. */
    COLORS,
    /** The metadata. */
    METADATA,
    /** The metadata, and what {@link ImageFile#splicing} needs. */
    SPLICING
  }

  /**
   * A look at the beginning of an image, before the bytes behind it are copied.
   *
   * @param <T> how the beginning is read
   */
  @FunctionalInterface
  interface Check<T> {
    /**
     * Throws if the image is not to be read.
     *
     * @param beginning a stream of all bytes, which is not to be closed, or what was read so far;
     *     behind it there may be more
     * @throws IOException if the bytes cannot be read
     */
    void check(T beginning) throws IOException;
  }

  /**
   * {@return the first {@value ImageFormat#HEAD_BYTES} bytes, or all if there are fewer; not to be
   * changed}
   */
  byte[] head();

  /** {@return the limits that the image is held to} */
  ImageLimits limits();

  /** {@return what to do about rows that cannot be read} */
  DamagePolicy damage();

  /** {@return what may stop reading, asked whenever bytes are read} */
  CancelSignal cancel();

  /**
   * {@return the budget from which a format reserves heap while it opens the image, if it takes
   * much}
   */
  MemoryBudget budget();

  /** {@return what is kept beside the rows} */
  Kept kept();

  /**
   * Says by what number a format that can decode at 1/2, 1/4 or 1/8 may divide both sides of the
   * rows.
   *
   * @param width of the image upright
   * @param height likewise
   * @return 1, 2, 4 or 8
   */
  int denominator(int width, int height);

  /**
   * Refuses an image that cannot be used, as its header shows. Every image is checked once it is
   * open; a format calls this where it knows earlier.
   *
   * @param hasAlpha whether the image has an alpha channel or a transparent color
   * @throws io.github.maskloom.errors.OpaqueMaskException if this is a mask that must leave
   *     something unpainted, and it has neither
   */
  void checkHeader(boolean hasAlpha);

  /**
   * Refuses a size that passes a limit. A format calls this with what the header says, before it
   * makes an {@link io.github.maskloom.raster.ImageGeometry}.
   *
   * @param width columns, as the header says; may pass {@code int}
   * @param height rows, likewise
   * @throws io.github.maskloom.errors.ImageLimitException if a side or the number of pixels passes
   *     a limit
   */
  void checkSize(long width, long height);

  /**
   * Has something closed with the image, what was given last first.
   *
   * @param <T> its type
   * @param resource what the format opened
   * @return the resource
   */
  <T extends Closeable> T owned(T resource);

  /** {@return the source, which may open only once} */
  ImageSource source();

  /**
   * {@return whether parts of the source can be skipped without being read, as in a file or in
   * memory}
   */
  boolean skipsForNothing();

  /**
   * Opens {@link #source}, or the copy that {@link #reopenable} made, beside what is open. It is
   * for a look that skips most of the bytes. They need not be counted or held to a limit, and a
   * cancel need not end them: ask {@link #cancel}.
   *
   * @param opened the source or the copy
   * @return a stream at the first byte, closed by the format
   * @throws IOException if it cannot be opened, or is a file that has changed
   */
  InputStream open(ImageSource opened) throws IOException;

  /**
   * {@return all bytes in order, as a stream that is closed with the image} Reading it throws
   * {@link io.github.maskloom.errors.ImageLimitException} beyond {@link ImageLimits#maxInputBytes},
   * and {@link io.github.maskloom.errors.CancelledException} if the caller cancels.
   */
  InputStream inOrder();

  /**
   * {@return all bytes, from the beginning as often as wanted} A source that opens only once is
   * copied to a temporary file.
   *
   * @throws IOException if the source cannot be read or copied
   * @throws io.github.maskloom.errors.ImageLimitException if the source or its copy is too large
   * @throws io.github.maskloom.errors.CancelledException if the caller cancels meanwhile
   */
  default ImageSource reopenable() throws IOException {
    return reopenable(header -> {});
  }

  /**
   * {@return what {@link #reopenable()} does} If the header is refused, the bytes behind it are not
   * copied.
   *
   * @param header reads the bytes from the first on, which are copied meanwhile; not called if no
   *     copy is needed. What it throws comes out
   * @throws IOException if the source cannot be read or copied
   * @throws io.github.maskloom.errors.ImageLimitException if the source or its copy is too large
   * @throws io.github.maskloom.errors.CancelledException if the caller cancels meanwhile
   */
  ImageSource reopenable(Check<InputStream> header) throws IOException;

  /**
   * {@return all bytes, from any place} A file and a source of ranges are read in place. Any other
   * source is copied to a temporary file, also one in memory.
   *
   * @throws IOException if the source cannot be opened, read or copied
   * @throws io.github.maskloom.errors.ImageLimitException if the source or its copy is too large
   * @throws io.github.maskloom.errors.CancelledException if the caller cancels meanwhile
   */
  default SeekableBytes seekable() throws IOException {
    return seekable(beginning -> {});
  }

  /**
   * {@return what {@link #seekable()} does} A stream whose beginning is refused is not copied.
   *
   * @param beginning is shown the first bytes before all are copied; not called if they need not
   *     be. What it throws comes out
   * @throws IOException if the source cannot be opened, read or copied
   * @throws io.github.maskloom.errors.ImageLimitException if the source or its copy is too large
   * @throws io.github.maskloom.errors.CancelledException if the caller cancels meanwhile
   */
  SeekableBytes seekable(Check<SeekableBytes> beginning) throws IOException;
}
