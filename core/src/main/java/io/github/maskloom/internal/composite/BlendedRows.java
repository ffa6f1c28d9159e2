package io.github.maskloom.internal.composite;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/**
 * The photo's rows with the paint over them: the strategy that takes every row through the blend.
 * It can be read on demand if the photo can. Whoever takes the last row also hears of what is wrong
 * with the end of the mask.
 */
class BlendedRows implements WindowSource {
  final WindowSource photo;
  private final PaintRows paint;
  private final SourceOver sourceOver;
  private final WorkOptions work;
  private long windows;
  private int nextY;
  private boolean finished;

  private BlendedRows(
      WindowSource photo, PaintRows paint, SourceOver sourceOver, WorkOptions work) {
    this.photo = photo;
    this.paint = paint;
    this.sourceOver = sourceOver;
    this.work = work;
  }

  /** Rows of a photo that has the result's shape already. */
  static BlendedRows of(
      WindowSource photo, PaintRows paint, SourceOver sourceOver, WorkOptions work) {
    return photo instanceof WindowReader reader
        ? new Reader(reader, paint, sourceOver, work)
        : new BlendedRows(photo, paint, sourceOver, work);
  }

  @Override
  public ImageGeometry geometry() {
    return photo.geometry();
  }

  @Override
  public ImageMetadata metadata() {
    return photo.metadata();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    if (photo instanceof WindowReader reader) {
      RasterWindow window = new RasterWindow(geometry(), windowRows);
      while (reader.read(window) > 0) {
        blend(window);
        sink.accept(window);
      }
    } else {
      photo.push(
          windowRows,
          window -> {
            blend(window);
            sink.accept(window);
          });
    }
    finish();
  }

  final void blend(RasterWindow window) throws IOException {
    work.cancel().throwIfCancelled();
    if (window.y() != nextY || window.rows() < 1) {
      throw new IllegalStateException("the photo's rows are out of order at row " + nextY);
    }
    nextY += window.rows();
    for (int row = 0; row < window.rows(); row++) {
      boolean painted = paint.next();
      paint.meet(window, row);
      if (painted) {
        paint.weigh();
        sourceOver.blend(paint.paint(), paint.paintRow(), window, row);
      }
    }
    windows++;
    work.progress().onRows((long) window.y() + window.rows(), window.geometry().height());
  }

  /** To be called when every row was taken. */
  final void finish() throws IOException {
    if (nextY < geometry().height()) {
      throw new IllegalStateException("the photo ended after row " + nextY);
    }
    if (!finished) {
      paint.finish();
      finished = true;
    }
  }

  /** Windows that went through. */
  final long windows() {
    return windows;
  }

  @Override
  public void close() throws IOException {
    photo.close();
  }

  private static final class Reader extends BlendedRows implements WindowReader {
    private final WindowReader reader;

    Reader(WindowReader photo, PaintRows paint, SourceOver sourceOver, WorkOptions work) {
      super(photo, paint, sourceOver, work);
      reader = photo;
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      int rows = reader.read(window);
      if (rows > 0) {
        blend(window);
      } else {
        finish();
      }
      return rows;
    }
  }
}
