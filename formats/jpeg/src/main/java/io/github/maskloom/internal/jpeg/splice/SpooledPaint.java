package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Paint that cannot be had in the order of a file, and so goes through a temporary one. */
abstract class SpooledPaint extends StoredPaint {
  /** Pixels of a stored row. */
  final int width;

  /** Stored rows. */
  final int height;

  private final ImageLimits limits;
  private @Nullable PaintSpool spool;

  SpooledPaint(PaintedRows upright, JpegHeader header, boolean mirrored, ImageLimits limits) {
    super(upright, header.width(), mirrored);
    width = header.width();
    height = header.height();
    this.limits = limits;
  }

  /** Takes all paint into a temporary file. */
  abstract PaintSpool taken(ImageLimits within) throws IOException;

  /** The temporary file, which is made when it is first asked for. */
  final PaintSpool spool() throws IOException {
    PaintSpool spooled = spool;
    if (spooled == null) {
      spooled = taken(limits);
      spool = spooled;
    }
    return spooled;
  }

  @Override
  public final void close() throws IOException {
    if (spool != null) {
      spool.close();
    }
  }
}
