package io.github.maskloom.local;

import io.github.maskloom.ImageRows;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.function.ObjIntConsumer;

/**
 * An encoded image as rows on demand, whose failures name the part that it plays. Asks the cancel
 * signal before each window. Owns whatever it opens.
 */
record ImageReader(WindowReader rows, String role, CancelSignal cancel) implements WindowReader {
  private static final int WINDOW_BYTES = 1 << 16;
  private static final int RGB = 3;

  static ImageReader open(ImageSource source, String role, ImageReading reading)
      throws IOException {
    // A call names its images, by which a reference has its number.
    String called = source.name().orElse(role);
    try {
      return new ImageReader(reading.rows().open(source.named(role)), called, reading.cancel());
    } catch (ImageException e) {
      throw e.about(called);
    }
  }

  /** Takes every row of a mask whose white edits: how white each pixel is, 0 to 255, and its y. */
  void eachWhite(ObjIntConsumer<int[]> rows) throws IOException {
    int[] white = new int[geometry().width()];
    WindowReader rgb = ImageRows.converted(this, RGB, 8, 0);
    rgb.push(
        Math.max(1, WINDOW_BYTES / geometry().rowBytes()),
        window -> {
          for (int row = 0; row < window.rows(); row++) {
            load(window.bytes(), window.rowOffset(row), white);
            rows.accept(white, window.y() + row);
          }
        });
  }

  private static void load(byte[] rgb, int offset, int[] white) {
    for (int x = 0; x < white.length; x++) {
      white[x] = Thumbnail.luma(Thumbnail.rgb(rgb, offset + x * RGB));
    }
  }

  @Override
  public ImageGeometry geometry() {
    return rows.geometry();
  }

  @Override
  public ImageMetadata metadata() {
    return rows.metadata();
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    cancel.throwIfCancelled();
    try {
      return rows.read(window);
    } catch (ImageException e) {
      throw e.about(role);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /**
   * How the images of a call are read.
   *
   * @param limits what each may ask for
   * @param cancel asked wherever rows are read
   */
  record ImageReading(ImageLimits limits, CancelSignal cancel) {
    /** What opens them; a call's budget is drawn on by the composite alone. */
    ImageRows rows() {
      return ImageRows.create()
          .withReading(ReadOptions.DEFAULT.withLimits(limits))
          .withWork(WorkOptions.DEFAULT.withBudget(MemoryBudget.UNLIMITED).withCancel(cancel));
    }
  }
}
