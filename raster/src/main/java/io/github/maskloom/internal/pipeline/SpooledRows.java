package io.github.maskloom.internal.pipeline;

import com.google.common.io.Closer;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that cannot be delivered in the order in which they are stored: the first read writes all of
 * them to a temporary file, from which they are then read in another order.
 *
 * <p>Owns the source, which it closes as soon as it is used up, and the file.
 */
abstract class SpooledRows extends RowReader {
  private final Closer resources = Closer.create();
  private final WindowReader stored;
  private final ImageMetadata metadata;
  private final ImageLimits limits;
  private @Nullable SpoolFile spool;

  SpooledRows(WindowReader stored, ImageGeometry geometry, ImageLimits limits) {
    super(geometry);
    LimitCheck.spoolBytes(limits, (long) geometry.rowBytes() * geometry.height());
    this.stored = resources.register(stored);
    this.limits = limits;
    metadata = stored.metadata();
  }

  /** Writes every row of the stored image. */
  abstract void write(WindowReader source, SpoolFile file) throws IOException;

  /** Reads rows {@code [y, y + rows)} of the delivered image into the window's first rows. */
  abstract void read(SpoolFile file, int y, int rows, RasterWindow window) throws IOException;

  @Override
  public final ImageMetadata metadata() {
    return metadata;
  }

  @Override
  protected final void fill(RasterWindow window, int y, int rows) throws IOException {
    SpoolFile file = spool;
    if (file == null) {
      file = resources.register(SpoolFile.create(limits));
      spool = file;
      write(stored, file);
      stored.close();
    }
    read(file, y, rows, window);
  }

  @Override
  public final void close() throws IOException {
    super.close();
    resources.close();
  }
}
