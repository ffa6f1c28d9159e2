package io.github.maskloom.internal.pipeline;

import com.google.common.io.Closer;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that cannot be delivered in the order in which they are stored: the first read writes all of
 * them to a temporary file, from which they are then read in another order.
 *
 * <p>Owns the source, which it closes as soon as it is used up, and the file.
 */
abstract class SpooledRows implements WindowReader {
  private final Closer resources = Closer.create();
  private final WindowSource stored;
  private final ImageGeometry geometry;
  private final ImageMetadata metadata;
  private final ImageLimits limits;
  private @Nullable SpoolFile spool;
  private int nextY;
  private boolean dead;

  SpooledRows(WindowSource stored, ImageGeometry geometry, ImageLimits limits) {
    LimitCheck.spoolBytes(limits, (long) geometry.rowBytes() * geometry.height());
    this.stored = resources.register(stored);
    this.geometry = geometry;
    this.limits = limits;
    metadata = stored.metadata();
  }

  /** Writes every row of the stored image. */
  abstract void write(WindowSource source, SpoolFile file) throws IOException;

  /** Reads rows {@code [y, y + rows)} of the delivered image into the window's first rows. */
  abstract void read(SpoolFile file, int y, int rows, RasterWindow window) throws IOException;

  @Override
  public final ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public final ImageMetadata metadata() {
    return metadata;
  }

  @Override
  public final int read(RasterWindow window) throws IOException {
    if (dead) {
      throw new IllegalStateException("the reader failed before or is closed");
    }
    dead = true;
    int rows = Math.min(window.capacityRows(), geometry.height() - nextY);
    read(spooled(), nextY, rows, window);
    window.place(nextY, rows);
    nextY += rows;
    dead = false;
    return rows;
  }

  private SpoolFile spooled() throws IOException {
    SpoolFile file = spool;
    if (file == null) {
      file = resources.register(SpoolFile.create(limits));
      spool = file;
      write(stored, file);
      stored.close();
    }
    return file;
  }

  @Override
  public final void close() throws IOException {
    dead = true;
    resources.close();
  }
}
