package io.github.maskloom;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.internal.pixel.Strokes;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * The coverage of a painted mask of another size than the photo's: where at least half of a pixel
 * is painted, so that the faint echo of scaled strokes beside them is not. What is counted is the
 * mask as a composite paints it.
 */
final class ScaledStrokes implements MaskCoverage {
  private final RowCursor scaled;
  private final Strokes strokes;
  private final MaskTally tally;
  private final RasterWindow paint;

  /**
   * The coverage that scaled rows of strokes make.
   *
   * @param scaled {@link #split} and brought to the photo's size
   * @param paint the shape of the paint: RGBA of the photo's size and depth
   */
  ScaledStrokes(RowCursor scaled, Strokes strokes, ImageGeometry paint) {
    this.scaled = scaled;
    this.strokes = strokes;
    tally = new MaskTally(paint.width(), paint.height());
    this.paint = new RasterWindow(paint, 1);
  }

  /** A mask's rows taken apart, which own the mask. */
  static WindowReader split(WindowReader mask, Strokes strokes) {
    return new SplitRows(mask, strokes);
  }

  @Override
  public boolean next() throws IOException {
    scaled.next();
    strokes.paintOpacity(scaled.window(), scaled.row(), paint, 0);
    tally.add(paint, 0);
    strokes.paintCoverage(scaled.window(), scaled.row(), paint, 0);
    return PaintedPixels.next(paint, 0, 0) < paint.geometry().width();
  }

  @Override
  public RasterWindow paint() {
    return paint;
  }

  @Override
  public int paintRow() {
    return 0;
  }

  @Override
  public void finish() throws IOException {
    scaled.finish();
  }

  @Override
  public MaskStatistics statistics() {
    return MaskStatistics.of(tally, paint.geometry().pixels());
  }

  private static final class SplitRows implements WindowReader {
    private final WindowReader mask;
    private final Strokes strokes;
    private final ImageGeometry geometry;
    private final RasterWindow maskRow;

    SplitRows(WindowReader mask, Strokes strokes) {
      this.mask = mask;
      this.strokes = strokes;
      geometry = Strokes.geometry(mask.geometry());
      maskRow = new RasterWindow(mask.geometry(), 1);
    }

    @Override
    public ImageGeometry geometry() {
      return geometry;
    }

    @Override
    public ImageMetadata metadata() {
      return ImageMetadata.NONE;
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      int rows = 0;
      int y = geometry.height();
      while (rows < window.capacityRows() && mask.read(maskRow) > 0) {
        y = rows == 0 ? maskRow.y() : y;
        strokes.split(maskRow, 0, window, rows);
        rows++;
      }
      window.place(y, rows);
      return rows;
    }

    @Override
    public void close() throws IOException {
      mask.close();
    }
  }
}
