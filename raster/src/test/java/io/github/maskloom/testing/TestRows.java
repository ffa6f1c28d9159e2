package io.github.maskloom.testing;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Random;

/** Rows in memory, as sources that push or can be read, and as sinks that collect. */
public final class TestRows {
  private TestRows() {}

  /** Random samples of an image, row by row; one int a sample. */
  public static int[] random(ImageGeometry geometry, long seed) {
    Random random = new Random(seed);
    int[] samples = new int[geometry.rowSamples() * geometry.height()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextInt(1 << geometry.depth());
    }
    return samples;
  }

  /** A source that can be read on demand. */
  public static WindowReader reader(ImageGeometry geometry, int[] samples) {
    return new Reader(geometry, samples);
  }

  /** A window that holds a whole image. */
  public static RasterWindow window(ImageGeometry geometry, int[] samples) {
    RasterWindow window = new RasterWindow(geometry, geometry.height());
    copyIn(samples, window, 0, geometry.height());
    return window;
  }

  /** A source that can only push, {@code pushRows} at a time at the most. */
  public static WindowSource pusher(ImageGeometry geometry, int[] samples, int pushRows) {
    return new Pusher(geometry, samples, pushRows);
  }

  /** Everything a source delivers. */
  public static int[] drain(WindowSource source, int windowRows) throws IOException {
    ImageGeometry geometry = source.geometry();
    int[] samples = new int[geometry.rowSamples() * geometry.height()];
    int[] rows = {0};
    source.push(
        windowRows,
        window -> {
          if (window.y() != rows[0] || window.rows() < 1) {
            throw new AssertionError("window at " + window.y() + " after row " + rows[0]);
          }
          copyOut(window, samples);
          rows[0] += window.rows();
        });
    if (rows[0] != geometry.height()) {
      throw new AssertionError("only " + rows[0] + " rows of " + geometry.height());
    }
    return samples;
  }

  /** Copies a window's rows to their place among all samples. */
  public static void copyOut(RasterWindow window, int[] samples) {
    int rowSamples = window.geometry().rowSamples();
    int start = window.y() * rowSamples;
    for (int i = 0; i < window.rows() * rowSamples; i++) {
      samples[start + i] =
          window.geometry().depth() == 8 ? window.bytes()[i] & 0xFF : window.shorts()[i] & 0xFFFF;
    }
  }

  private static void copyIn(int[] samples, RasterWindow window, int y, int rows) {
    int rowSamples = window.geometry().rowSamples();
    for (int i = 0; i < rows * rowSamples; i++) {
      int sample = samples[y * rowSamples + i];
      if (window.geometry().depth() == 8) {
        window.bytes()[i] = (byte) sample;
      } else {
        window.shorts()[i] = (short) sample;
      }
    }
    window.place(y, rows);
  }

  private static final class Reader extends RowReader {
    private final int[] samples;

    Reader(ImageGeometry geometry, int[] samples) {
      super(geometry);
      this.samples = samples;
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) {
      copyIn(samples, window, y, rows);
    }
  }

  private static final class Pusher implements WindowSource {
    private final ImageGeometry geometry;
    private final int[] samples;
    private final int pushRows;

    Pusher(ImageGeometry geometry, int[] samples, int pushRows) {
      this.geometry = geometry;
      this.samples = samples;
      this.pushRows = pushRows;
    }

    @Override
    public ImageGeometry geometry() {
      return geometry;
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      RasterWindow window = new RasterWindow(geometry, Math.min(windowRows, pushRows));
      WindowReader reader = reader(geometry, samples);
      while (reader.read(window) > 0) {
        sink.accept(window);
      }
    }

    @Override
    public void close() {}
  }
}
