package io.github.maskloom.format;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.RasterWindow;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * An image whose components can be asked for as they are stored, each in a plane of its own, from
 * top to bottom. Nothing is allocated or opened before the first read.
 *
 * <p><b>Threads:</b> confined to one at a time.
 */
public interface PlaneReader extends Closeable {
  /** How the planes lie. */
  PlaneLayout layout();

  /** What travels beside the samples. */
  ImageMetadata metadata();

  /** Heap that reading takes, about, beside the windows of the caller and the metadata. */
  long heapBytes();

  /**
   * Fills windows with the next rows of every plane, and places them.
   *
   * @param windows as {@link PlaneLayout#windows} makes them; each holds {@link
   *     PlaneLayout.Plane#bandRows} rows afterwards, or what is left of its plane
   * @return false if there was no row left
   * @throws IOException if the underlying bytes cannot be read; the reader is dead afterwards
   * @throws io.github.maskloom.errors.ImageFormatException if they break the format's rules; the
   *     reader is dead afterwards
   */
  boolean read(List<RasterWindow> windows) throws IOException;
}
