package io.github.maskloom.testing;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;

/** Images of any size that are computed row by row: a noisy photo, and a painted mask. */
public final class SyntheticRows implements WindowReader {
  private final ImageGeometry geometry;
  private final Pixels pixels;
  private int nextY;

  private SyntheticRows(ImageGeometry geometry, Pixels pixels) {
    this.geometry = geometry;
    this.pixels = pixels;
  }

  /** Fills a row of 8-bit samples. */
  private interface Pixels {
    void fill(byte[] samples, int offset, int y);
  }

  /** An RGB photo: soft shades with noise. */
  public static SyntheticRows photo(int width, int height) {
    return noisy(width, height, 7);
  }

  /** The same with so much noise that a JPEG of it is as full as photos get. */
  public static SyntheticRows busy(int width, int height) {
    return noisy(width, height, 127);
  }

  private static SyntheticRows noisy(int width, int height, int noiseBits) {
    return new SyntheticRows(
        ImageGeometry.of(width, height, 3, 8),
        (samples, offset, y) -> {
          int noise = y * 0x9E3779B9 | 1;
          for (int i = 0; i < width * 3; i++) {
            noise ^= noise << 13;
            noise ^= noise >>> 17;
            noise ^= noise << 5;
            samples[offset + i] = (byte) (96 + (i / 24 + y / 8) % 96 + (noise & noiseBits));
          }
        });
  }

  /** An RGBA mask: half-opaque blue in the middle third of a third of the rows. */
  public static SyntheticRows mask(int width, int height) {
    Rectangle middle = new Rectangle(width / 3, height / 3, width / 3, height / 3);
    return painted(width, height, 120, (x, y) -> middle.contains(x, y) ? 128 : 0);
  }

  /** An RGBA mask: an opaque blue spot. */
  public static SyntheticRows spot(int width, int height, Rectangle spot) {
    return painted(width, height, 0, (x, y) -> spot.contains(x, y) ? 255 : 0);
  }

  /** An RGBA mask of opaque dots that touch at their corners, with a hole between any two. */
  public static SyntheticRows dots(int width, int height) {
    return dots(width, height, height);
  }

  /** The same with dots in the first rows only. */
  public static SyntheticRows dots(int width, int height, int rows) {
    return painted(width, height, 0, (x, y) -> y < rows ? (x + y) % 2 * 255 : 0);
  }

  private static SyntheticRows painted(
      int width, int height, int green, IntBinaryOperator alphaAt) {
    return new SyntheticRows(
        ImageGeometry.of(width, height, 4, 8),
        (samples, offset, y) -> {
          for (int x = 0; x < width; x++) {
            int at = offset + x * 4;
            int alpha = alphaAt.applyAsInt(x, y);
            samples[at] = 0;
            samples[at + 1] = (byte) (alpha > 0 ? green : 0);
            samples[at + 2] = (byte) (alpha > 0 ? 255 : 0);
            samples[at + 3] = (byte) alpha;
          }
        });
  }

  /** Encodes the rows into a file. */
  public Path write(OutputFormat format, Path file) throws IOException {
    try (ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      Stage<WindowReader> rows = Stage.of("draw", this, Cost.NONE);
      try (Scope scope = new Scope(WorkOptions.DEFAULT)) {
        ImageEncoder.of(rows, format, 4).open(scope).write(draft.stream());
      }
      draft.commit();
    }
    return file;
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public int read(RasterWindow window) {
    int rows = Math.min(window.capacityRows(), geometry.height() - nextY);
    for (int row = 0; row < rows; row++) {
      pixels.fill(window.bytes(), window.rowOffset(row), nextY + row);
    }
    window.place(nextY, rows);
    nextY += rows;
    return rows;
  }

  @Override
  public void close() {}
}
