package io.github.maskloom.internal.rows;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * An image scaled to another size while it is read. Owns the source.
 *
 * <p>Where much is shrunk, blocks of samples are averaged first. <b>Memory:</b> the scaler's, which
 * is O(width), and a source row.
 */
public final class ScaledRows implements WindowReader {
  private static final int LEFT_FOR_KERNEL = 16;

  private final WindowReader source;
  private final Lanczos scaler;
  private final RasterWindow sourceRow;
  private int nextY;
  private boolean dead;

  private ScaledRows(WindowReader source, Lanczos scaler) {
    this.source = source;
    this.scaler = scaler;
    sourceRow = new RasterWindow(source.geometry(), 1);
  }

  /** Rows of a reader that is open already at another size; see {@link #stage}. */
  public static WindowReader of(WindowReader source, int width, int height) {
    ImageGeometry from = source.geometry();
    ImageGeometry to = from.withSize(width, height);
    int blockWidth = block(from, from.width(), width);
    int blockHeight = block(from, from.height(), height);
    WindowReader averaged = AveragedRows.of(source, blockWidth, blockHeight);
    Area seen = Area.of(from).inBlocks(blockWidth, blockHeight);
    return new ScaledRows(averaged, new Lanczos(averaged.geometry(), seen, Area.of(to), false));
  }

  /**
   * Rows at another size.
   *
   * @param linearLight whether colours are averaged as light under sRGB's curve, not as samples
   * @throws IllegalArgumentException if the source's alpha is premultiplied
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> below, int width, int height, boolean linearLight) {
    return stage(below, Area.of(below.geometry()), Area.of(width, height), linearLight);
  }

  /**
   * Rows of an image that is seen at a reduced size, or becomes so.
   *
   * @param seen what the pixels below stand for
   * @param wanted what those of the result stand for
   * @throws IllegalArgumentException if the source's alpha is premultiplied
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> below, Area seen, Area wanted, boolean linearLight) {
    ImageGeometry geometry = below.geometry();
    int blockWidth = linearLight ? 1 : block(geometry, geometry.width(), wanted.width());
    int blockHeight = linearLight ? 1 : block(geometry, geometry.height(), wanted.height());
    Stage<WindowReader> averaged = AveragedRows.stage(below, blockWidth, blockHeight);
    ImageGeometry shape = averaged.geometry();
    Area from = seen.inBlocks(blockWidth, blockHeight);
    return averaged.then(
        "scale",
        shape.withSize(wanted.width(), wanted.height()),
        Cost.heap(shape.rowBytes() + Lanczos.heapBytes(shape, from, wanted, linearLight)),
        (rows, scope) -> new ScaledRows(rows, new Lanczos(shape, from, wanted, linearLight)));
  }

  /**
   * How many samples may be averaged before the kernel is applied: so many that the kernel still
   * shrinks {@value #LEFT_FOR_KERNEL} times. Noise, edges, stripes and rings then come out within 2
   * levels of what they would be without; at 5 times noise is off by 5.
   */
  private static int block(ImageGeometry geometry, int from, int to) {
    boolean simple = geometry.depth() == 8 && !geometry.hasAlpha();
    return simple ? Math.max(1, from / to / LEFT_FOR_KERNEL) : 1;
  }

  @Override
  public ImageGeometry geometry() {
    return scaler.targetGeometry();
  }

  @Override
  public ImageMetadata metadata() {
    return source.metadata();
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    begin();
    int rows = Math.min(window.capacityRows(), geometry().height() - nextY);
    for (int row = 0; row < rows; row++) {
      feed();
      scaler.emit(window, row);
    }
    if (rows == 0) {
      readToTheEnd();
    }
    window.place(nextY, rows);
    nextY += rows;
    dead = false;
    return rows;
  }

  /**
   * Passes over the next row, which costs no more than reading what it is made of.
   *
   * @throws IOException as {@link #read}
   * @throws IllegalStateException as {@link #read}, or if every row was taken
   */
  public void skip() throws IOException {
    begin();
    feed();
    scaler.skip();
    nextY++;
    dead = false;
  }

  /** The reader is dead until what begins here has ended well. */
  private void begin() {
    if (dead) {
      throw new IllegalStateException("the reader failed before or is closed");
    }
    dead = true;
  }

  private void feed() throws IOException {
    while (scaler.needsRow()) {
      if (source.read(sourceRow) == 0) {
        throw new IllegalStateException("the source ended before its last row");
      }
      scaler.feed(sourceRow, 0);
    }
  }

  /** The last rows may weigh nothing, but what is wrong with them must come out. */
  private void readToTheEnd() throws IOException {
    int rows;
    do {
      rows = source.read(sourceRow);
    } while (rows > 0);
  }

  @Override
  public void close() throws IOException {
    dead = true;
    source.close();
  }
}
