package io.github.maskloom.format;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
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
  /** {@return what planes there are, and how large each is} */
  Layout layout();

  /** {@return what travels beside the samples} */
  ImageMetadata metadata();

  /**
   * {@return bytes of heap that reading takes, about, beside the windows of the caller and the
   * metadata}
   */
  long heapBytes();

  /**
   * Fills windows with the next rows of every plane, and places them.
   *
   * @param windows as {@link Layout#windows} makes them; each holds {@link Layout.Plane#bandRows}
   *     rows afterwards, or what is left of its plane
   * @return false if there was no row left; what the windows hold is then undefined
   * @throws IOException if the underlying bytes cannot be read; the reader is dead afterwards
   * @throws io.github.maskloom.errors.ImageFormatException if they break the format's rules; the
   *     reader is dead afterwards
   * @throws io.github.maskloom.errors.CancelledException if the work is stopped; the reader is dead
   *     afterwards
   * @throws IllegalStateException if the reader failed before or is closed
   */
  boolean read(List<RasterWindow> windows) throws IOException;

  /**
   * How the components of an image lie apart from each other, each in a plane of samples of 8 bits.
   *
   * <p>All planes begin at the image's left upper corner. A sample stands for a square of it, or a
   * rectangle, and has its center there. So a plane of half as many samples is sited as JFIF says.
   *
   * @param planes one of gray, or three: luma, and the blue and the red chroma of JFIF, at the full
   *     range
   */
  record Layout(List<Plane> planes) {
    /** {@return whether the only plane is gray} */
    public boolean isGray() {
      return planes.size() == 1;
    }

    /**
     * A component's samples.
     *
     * @param across how many samples there are across the image; no whole number if the last counts
     *     in part
     * @param down how many samples there are down the image, likewise
     * @param bandRows how many rows one read gives; fewer at the end
     */
    public record Plane(double across, double down, int bandRows) {
      /**
       * {@return the shape of a gray image of these samples, with a whole one for the last that
       * counts in part}
       */
      public ImageGeometry geometry() {
        return ImageGeometry.of((int) Math.ceil(across), (int) Math.ceil(down), 1, 8);
      }

      /**
       * {@return whether this has at least so many samples on both sides}
       *
       * @param otherAcross samples across the image
       * @param otherDown samples down the image
       */
      public boolean covers(double otherAcross, double otherDown) {
        return across >= otherAcross && down >= otherDown;
      }
    }

    /**
     * {@return new windows to read into, one for each plane, of its {@link Plane#bandRows} rows}
     */
    public List<RasterWindow> windows() {
      return planes.stream()
          .map(plane -> new RasterWindow(plane.geometry(), plane.bandRows()))
          .toList();
    }

    /** {@return bytes of heap that {@link #windows} takes} */
    public long windowBytes() {
      return planes.stream()
          .mapToLong(plane -> (long) plane.geometry().width() * plane.bandRows())
          .sum();
    }
  }
}
