package io.github.maskloom.internal.rows;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.MadeRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;

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

  /**
   * Rows of an image that is seen at a reduced size, or becomes so.
   *
   * @param seen what the pixels below stand for
   * @param wanted what those of the result stand for
   * @throws IllegalArgumentException if the source's alpha is premultiplied
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> below, Area seen, Area wanted, Averaging averaging) {
    ImageGeometry geometry = below.geometry();
    int blockWidth = block(geometry, averaging, geometry.width(), wanted.width());
    int blockHeight = block(geometry, averaging, geometry.height(), wanted.height());
    Stage<WindowReader> averaged = AveragedRows.stage(below, blockWidth, blockHeight);
    ImageGeometry shape = averaged.geometry();
    Area from = seen.inBlocks(blockWidth, blockHeight);
    return averaged.then(
        "scale",
        shape.withSize(wanted.width(), wanted.height()),
        Cost.heap(shape.rowBytes() + Lanczos.heapBytes(shape, from, wanted, averaging)),
        (rows, scope) -> new ScaledRows(rows, new Lanczos(shape, from, wanted, averaging)));
  }

  /**
   * Rows of another size: blocks of samples are averaged as far as that goes, and what is left is
   * scaled. Samples of 16 bits, and those beside an alpha, are only scaled.
   *
   * @param seen what the pixels below stand for
   * @param wanted what those of the result stand for
   */
  public static Stage<WindowReader> means(Stage<WindowReader> below, Area seen, Area wanted) {
    ImageGeometry stored = below.geometry();
    boolean simple = stored.depth() == 8 && !stored.hasAlpha();
    int across = simple ? wholeBlock(seen.width(), wanted.width()) : 1;
    int down = simple ? wholeBlock(seen.height(), wanted.height()) : 1;
    Stage<WindowReader> averaged = AveragedRows.stage(below, across, down);
    Area left = seen.inBlocks(across, down);
    return left.isSameAs(wanted) ? averaged : stage(averaged, left, wanted, Averaging.SAMPLES);
  }

  /** Samples of a block: the number that gives the size exactly, if there is one. */
  private static int wholeBlock(int from, int to) {
    int cut = Span.of(from).inBlocks(to).size();
    return Span.of(from).inBlocks(cut).size() == to ? cut : Math.max(1, from / to);
  }

  /**
   * How many samples may be averaged before the kernel is applied: so many that the kernel still
   * shrinks {@value #LEFT_FOR_KERNEL} times. Noise, edges, stripes and rings then come out within 2
   * levels of what they would be without; at 5 times noise is off by 5.
   */
  private static int block(ImageGeometry geometry, Averaging averaging, int from, int to) {
    boolean simple =
        averaging == Averaging.SAMPLES && geometry.depth() == 8 && !geometry.hasAlpha();
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
    window.requireGeometry(geometry());
    begin();
    int rows = Math.min(window.capacityRows(), geometry().height() - nextY);
    for (int row = 0; row < rows; row++) {
      feed();
      scaler.emit(window, row);
    }
    while (rows == 0 && source.read(sourceRow) > 0) {
      // The last rows may weigh nothing, but what is wrong with them must come out.
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
    checkState(!dead, "the reader failed before or is closed");
    dead = true;
  }

  private void feed() throws IOException {
    while (scaler.needsRow()) {
      checkState(source.read(sourceRow) != 0, "the source ended before its last row");
      scaler.feed(sourceRow, 0);
    }
  }

  @Override
  public void close() throws IOException {
    dead = true;
    source.close();
  }

  /**
   * An image in which blocks of pixels are averaged to one each, rounded to nearest. The last block
   * of a row or column may be smaller. Owns the source.
   *
   * <p>8-bit samples without alpha only. <b>Memory:</b> two source rows and 4 bytes a sample of
   * one.
   */
  static final class AveragedRows extends MadeRows {
    private final int blockWidth;
    private final int blockHeight;
    private final RasterWindow sourceRow;
    private final int[] sums;

    /** Rows whose blocks are averaged; the same rows if a block is a pixel. */
    static Stage<WindowReader> stage(Stage<WindowReader> below, int blockWidth, int blockHeight) {
      if (blockWidth * blockHeight == 1) {
        return below;
      }
      ImageGeometry stored = below.geometry();
      return below.then(
          "average",
          geometry(stored, blockWidth, blockHeight),
          Cost.heap(stored.rowBytes() + 4L * stored.rowSamples()),
          (rows, scope) -> new AveragedRows(rows, blockWidth, blockHeight));
    }

    AveragedRows(WindowReader source, int blockWidth, int blockHeight) {
      super(source, geometry(source.geometry(), blockWidth, blockHeight), source.metadata());
      ImageGeometry stored = source.geometry();
      checkArgument(
          stored.depth() == 8 && !stored.hasAlpha(),
          "only 8-bit samples without alpha are averaged");
      this.blockWidth = blockWidth;
      this.blockHeight = blockHeight;
      sourceRow = new RasterWindow(stored, 1);
      sums = new int[stored.rowSamples()];
    }

    /** The shape of an image whose blocks are averaged. */
    private static ImageGeometry geometry(ImageGeometry stored, int blockWidth, int blockHeight) {
      Area blocks = Area.of(stored).inBlocks(blockWidth, blockHeight);
      return stored.withSize(blocks.width(), blocks.height());
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) throws IOException {
      for (int row = 0; row < rows; row++) {
        int summed = sumRows(y + row);
        average(summed, window.bytes(), window.rowOffset(row));
      }
      if (rows == 0) {
        source.read(sourceRow);
      }
    }

    /** Adds up the rows of a block and returns how many there are. */
    private int sumRows(int y) throws IOException {
      int count = Math.min(blockHeight, source.geometry().height() - y * blockHeight);
      Arrays.fill(sums, 0);
      for (int i = 0; i < count; i++) {
        next(sourceRow);
        byte[] samples = sourceRow.bytes();
        for (int s = 0; s < sums.length; s++) {
          sums[s] += samples[s] & 0xFF;
        }
      }
      return count;
    }

    private void average(int summedRows, byte[] target, int offset) {
      int bands = geometry().bands();
      int width = source.geometry().width();
      int at = offset;
      for (int x = 0; x < width; x += blockWidth) {
        int count = Math.min(blockWidth, width - x);
        int divisor = count * summedRows;
        for (int band = 0; band < bands; band++) {
          int sum = divisor / 2;
          for (int i = 0; i < count; i++) {
            sum += sums[(x + i) * bands + band];
          }
          target[at++] = (byte) (sum / divisor);
        }
      }
    }
  }
}
