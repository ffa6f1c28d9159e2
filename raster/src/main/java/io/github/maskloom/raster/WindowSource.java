package io.github.maskloom.raster;

import io.github.maskloom.image.ImageMetadata;
import java.io.Closeable;
import java.io.IOException;

/**
 * An image that delivers its rows once, from top to bottom, by pushing them.
 *
 * <p>One that can also be asked for rows is a {@link WindowReader}. The library only asks: rows of
 * a source that cannot be asked are pushed by a thread of their own.
 *
 * <p><b>Memory:</b> a window and what the decoder needs, never the image. <b>Threads:</b> confined
 * to one thread at a time. <b>Ownership:</b> the code that opened it closes it. Closing is
 * idempotent and ends a source that was not read to its end.
 */
public interface WindowSource extends Closeable {
  /** {@return the image's shape} Fixed for the life of the source. */
  ImageGeometry geometry();

  /**
   * {@return what travels beside the pixels; nothing unless overridden} Fixed for the life of the
   * source.
   */
  default ImageMetadata metadata() {
    return ImageMetadata.NONE;
  }

  /**
   * Pushes every row into a sink, then returns.
   *
   * @param windowRows how many rows a window should hold, at least 1; a source may deliver fewer at
   *     a time
   * @param sink takes the windows, on the calling thread. What it throws comes out unchanged and
   *     ends the source
   * @throws IOException if the underlying bytes cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if they break the format's rules
   * @throws io.github.maskloom.errors.CancelledException if the work is stopped
   * @throws IllegalStateException if rows were already taken, or the source failed or is closed. A
   *     {@link WindowReader} may push the rows that are left instead.
   */
  void push(int windowRows, WindowSink sink) throws IOException;
}
