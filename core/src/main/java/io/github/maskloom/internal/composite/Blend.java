package io.github.maskloom.internal.composite;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.rows.ConvertedRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The photo under paint as a stage, and what was blended once its rows were taken. */
final class Blend {
  private final Stage<WindowReader> rows;
  private OutputOptions options;
  private @Nullable Rows opened;

  Blend(
      Stage<WindowReader> photo,
      PaintRows.Plan paint,
      RowBlend.Rule rule,
      OutputOptions options,
      Scope scope) {
    this.options = options;
    ImageGeometry canvas = canvas(photo.geometry(), paint.mayBeColored());
    int windowRows = scope.windowRows(photo.geometry());
    rows =
        ConvertedRows.stage(photo, canvas.bands(), canvas.depth(), 0, windowRows)
            .with(
                paint.rows(),
                "blend",
                Cost.NONE,
                (below, over, running) -> {
                  opened =
                      new Rows(
                          below,
                          over,
                          rule.onto(canvas),
                          running.work(),
                          TravellingMetadata.of(below.metadata(), this.options));
                  return opened;
                });
  }

  /** The shape of a result: a gray photo takes on color if the paint may have some. */
  static ImageGeometry canvas(ImageGeometry photo, boolean paintMayBeColored) {
    return photo.colorBands() == 1 && paintMayBeColored
        ? photo.withSamples(photo.bands() + 2, photo.depth())
        : photo;
  }

  /** Other metadata go into the result, until its first row is asked for. */
  void take(OutputOptions other) {
    options = other;
  }

  /** The rows. */
  Stage<WindowReader> rows() {
    return rows;
  }

  /** The rows, made ahead by a thread of their own if there may be more than one. */
  Stage<WindowReader> rowsAhead(Scope scope) {
    return scope.work().threads() == 1
        ? rows
        : WindowHandOff.ahead(rows, scope.windowRows(rows.geometry()));
  }

  /** How the photo went out to somebody who takes its rows, once every row was taken. */
  PhotoPlan.Written written(long outputBytes, boolean profileDropped) {
    return written(outputBytes, profileDropped, opened().metadata().report());
  }

  /** How the photo went out, once every row was taken. */
  PhotoPlan.Written written(long outputBytes, boolean profileDropped, MetadataReport metadata) {
    Rows blended = opened();
    return new PhotoPlan.Written(
        blended.geometry(),
        Strategy.STREAM,
        blended.windows,
        outputBytes,
        profileDropped,
        blended.paint,
        Optional.empty(),
        metadata);
  }

  /** The rows as they were opened. */
  Rows opened() {
    return Objects.requireNonNull(opened, "no row was taken");
  }

  /** The photo's rows with the paint over them. The last read also checks the end of the mask. */
  static final class Rows implements WindowReader {
    private final WindowReader photo;
    private final PaintRows paint;
    private final RowBlend rowBlend;
    private final WorkOptions work;
    private final ImageMetadata metadata;
    private long windows;
    private int nextY;
    private boolean finished;

    Rows(
        WindowReader photo,
        PaintRows paint,
        RowBlend rowBlend,
        WorkOptions work,
        ImageMetadata metadata) {
      this.metadata = metadata;
      this.photo = photo;
      this.paint = paint;
      this.rowBlend = rowBlend;
      this.work = work;
    }

    @Override
    public ImageGeometry geometry() {
      return photo.geometry();
    }

    @Override
    public ImageMetadata metadata() {
      return metadata;
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      int rows = photo.read(window);
      if (rows == 0) {
        finish();
        return 0;
      }
      work.cancel().throwIfCancelled();
      checkState(
          window.y() == nextY && window.rows() == rows,
          "the photo's rows are out of order at row %s",
          nextY);
      for (int row = 0; row < rows; row++) {
        boolean painted = paint.next();
        paint.meet(window, row);
        if (painted) {
          paint.weigh();
          rowBlend.blend(paint.paint(), paint.paintRow(), window, row);
        }
      }
      nextY += rows;
      windows++;
      work.listener().onRows(nextY, window.geometry().height());
      return rows;
    }

    private void finish() throws IOException {
      checkState(nextY == geometry().height(), "the photo ended after row %s", nextY);
      if (!finished) {
        paint.finish();
        finished = true;
      }
    }

    @Override
    public void close() throws IOException {
      photo.close();
    }
  }
}
