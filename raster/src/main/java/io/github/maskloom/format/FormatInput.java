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
 * <p>Bytes are counted, held to {@link ImageLimits#maxInputBytes}, and end when the caller cancels.
 * <b>Ownership:</b> what is opened here is closed with the image. <b>Threads:</b> confined.
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

  /** A look at a header, before the bytes behind it are copied. */
  @FunctionalInterface
  interface StreamCheck {
    /** Throws if the image is not to be read. */
    void check(InputStream bytes) throws IOException;
  }

  /** A look at the first bytes, before those behind them are copied. */
  @FunctionalInterface
  interface BeginningCheck {
    /** Throws if the image is not to be read. */
    void check(SeekableBytes start) throws IOException;
  }

  /** The first {@value ImageFormat#HEAD_BYTES} bytes, or all if there are fewer. */
  byte[] head();

  /** What the image may ask for. */
  ImageLimits limits();

  /** What is done about missing rows. */
  DamagePolicy damage();

  /** Who may stop reading. */
  CancelSignal cancel();

  /** Where to reserve what opening takes by itself, if that is much. */
  MemoryBudget budget();

  /** What is kept beside the rows. */
  Kept kept();

  /**
   * By what both sides of the rows may be divided, for a format that can decode at 1/2, 1/4 or 1/8.
   *
   * @param width of the image upright
   * @param height likewise
   * @return 1, 2, 4 or 8
   */
  int denominator(int width, int height);

  /**
   * Refuses an image that cannot be used for what its header says. Every image is checked once it
   * is open; a format calls this where it knows earlier.
   *
   * @param hasAlpha whether the image has an alpha channel or a transparent color
   */
  void checkHeader(boolean hasAlpha);

  /**
   * Refuses a size that passes a limit. A format calls this with what the header says, before it
   * makes an {@link io.github.maskloom.raster.ImageGeometry}.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if a side or the number of pixels does
   */
  void checkSize(long width, long height);

  /** Closes something with the image. */
  <T extends Closeable> T owned(T resource);

  /** The source, which may open only once. */
  ImageSource source();

  /** Whether the source can be passed over without reading it: a file, or what is in memory. */
  boolean skipsForNothing();

  /**
   * Opens {@link #source} or {@link #reopenable} beside what is open, for a look that passes over
   * most of it. The bytes do not count.
   *
   * @throws IOException if it cannot be opened, or is a file that has changed
   */
  InputStream open(ImageSource opened) throws IOException;

  /** All bytes in order. */
  InputStream inOrder();

  /** All bytes, from the beginning as often as wanted. */
  ImageSource reopenable() throws IOException;

  /** The same, but a header that is refused is not copied. */
  ImageSource reopenable(StreamCheck header) throws IOException;

  /** All bytes, from any place. */
  SeekableBytes seekable() throws IOException;

  /** The same, but a stream whose beginning is refused is not copied. */
  SeekableBytes seekable(BeginningCheck beginning) throws IOException;
}
