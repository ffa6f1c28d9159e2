package io.github.maskloom.internal.pipeline;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** The frame of rows that are made of another reader's. Owns that reader. */
public abstract class MadeRows extends RowReader {
  /** Has the rows that these are made of. */
  protected final WindowReader source;

  private final ImageMetadata metadata;

  /**
   * Begins before the first row.
   *
   * @param source closed with this
   * @param geometry the shape of the rows that come out
   * @param metadata what travels beside them
   */
  protected MadeRows(WindowReader source, ImageGeometry geometry, ImageMetadata metadata) {
    super(geometry);
    this.source = source;
    this.metadata = metadata;
  }

  @Override
  public final ImageMetadata metadata() {
    return metadata;
  }

  /**
   * Reads the source's next row.
   *
   * @param row a window of one row
   * @throws IOException if it cannot be read
   * @throws IllegalStateException if the source has no more
   */
  protected final void next(RasterWindow row) throws IOException {
    checkState(source.read(row) != 0, "the source ended before its last row");
  }

  @Override
  public final void close() throws IOException {
    super.close();
    source.close();
  }
}
