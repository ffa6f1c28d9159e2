package io.github.maskloom.internal.png;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.Closer;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an interlaced PNG row by row (PNG 3rd edition, section 8.1).
 *
 * <p>The rows of such a file come in seven passes over the whole image. Instead of keeping it, the
 * source is opened once for every pass: each cursor skips the passes before its own, and then all
 * advance together. This decompresses the file about twice in all. What is checked and how samples
 * are delivered is said at {@link PngRowReader}.
 *
 * <p><b>Memory:</b> six scanlines and about 208 KiB for each pass, from the first row on; before it
 * 4 KiB, and one stream. <b>Ownership:</b> closes the streams it opens.
 */
public final class Adam7Reader extends PngRowReader {
  private static final long HEAP_BYTES_OF_PASS = 208 << 10;

  private final ImageSource source;
  private final ImageLimits limits;
  private final DamagePolicy damage;

  /** Every stream that was opened, the one that the header was read from first. */
  private final List<ScanlineReader> opened = new ArrayList<>();

  /** One for each pass that is not empty, once the first row was asked for. */
  private final List<Adam7Cursor> cursors = new ArrayList<>();

  private Adam7Reader(
      ImageSource source, ImageLimits limits, DamagePolicy damage, ScanlineReader first) {
    super(first);
    this.source = source;
    this.limits = limits;
    this.damage = damage;
    opened.add(first);
  }

  /**
   * Reads the header.
   *
   * @param source an image that can be opened again, as it is when the first row is read
   * @throws IOException if the source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if this is not a PNG, is broken, or is
   *     not interlaced, which {@link PngReader} reads
   * @throws io.github.maskloom.errors.ImageLimitException if it is too large
   * @throws IllegalArgumentException if the source cannot be opened again
   */
  public static Adam7Reader open(ImageSource source, ImageLimits limits, DamagePolicy damage)
      throws IOException {
    checkArgument(source.reopenable(), "an interlaced PNG needs a source that can be reopened");
    ScanlineReader first = ScanlineReader.open(source.open(), limits, damage, true, true);
    return new Adam7Reader(source, limits, damage, first);
  }

  private void openCursors() throws IOException {
    long before = 0;
    for (Adam7Pass pass : passes()) {
      ScanlineReader scanlines = cursors.isEmpty() ? opened.get(0) : openAgain();
      scanlines.skip(before);
      cursors.add(new Adam7Cursor(pass, scanlines));
      before += pass.bytes(header());
    }
  }

  private List<Adam7Pass> passes() {
    return Adam7Pass.ALL.stream().filter(pass -> !pass.isEmpty(header())).toList();
  }

  private ScanlineReader openAgain() throws IOException {
    ScanlineReader scanlines = ScanlineReader.open(source.open(), limits, damage, true, false);
    opened.add(scanlines);
    opened.get(0).preamble().requireSameLayout(scanlines.preamble());
    return scanlines;
  }

  @Override
  public long heapBytes() {
    return passes().size() * (HEAP_BYTES_OF_PASS + 6 * header().rowBytes(header().width()));
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      if (!readRow(window, row, y + row)) {
        miss(y + row);
      }
    }
    if (endsWith(y, rows)) {
      // The last cursor has passed all the data there are.
      cursors.get(cursors.size() - 1).scanlines.finish();
    }
  }

  private boolean readRow(RasterWindow window, int row, int y) throws IOException {
    if (cursors.isEmpty()) {
      openCursors();
    }
    if (damage == DamagePolicy.LENIENT) {
      clear(window, row);
    }
    boolean whole = true;
    for (Adam7Cursor cursor : cursors) {
      if (cursor.pass.holdsRow(y)) {
        whole &= cursor.readRow(window, row);
      }
    }
    return whole;
  }

  @Override
  public void close() throws IOException {
    super.close();
    try (Closer closer = Closer.create()) {
      opened.forEach(closer::register);
    }
  }

  /**
   * The seven reduced images of an interlaced one (PNG 3rd edition, section 8.1), in the order of
   * the file. Each takes every {@code stepX}-th pixel of every {@code stepY}-th row.
   */
  private record Adam7Pass(int startX, int startY, int stepX, int stepY) {
    static final List<Adam7Pass> ALL =
        List.of(
            new Adam7Pass(0, 0, 8, 8),
            new Adam7Pass(4, 0, 8, 8),
            new Adam7Pass(0, 4, 4, 8),
            new Adam7Pass(2, 0, 4, 4),
            new Adam7Pass(0, 2, 2, 4),
            new Adam7Pass(1, 0, 2, 2),
            new Adam7Pass(0, 1, 1, 2));

    /** Pixels in a row of this pass; may be 0. */
    int width(PngHeader header) {
      return count(header.width(), startX, stepX);
    }

    /** Rows of this pass; may be 0. */
    int height(PngHeader header) {
      return count(header.height(), startY, stepY);
    }

    /** Whether the file holds no scanline of this pass. */
    boolean isEmpty(PngHeader header) {
      return width(header) == 0 || height(header) == 0;
    }

    /** Whether this pass has a row at that row of the image. */
    boolean holdsRow(int y) {
      return y >= startY && (y - startY) % stepY == 0;
    }

    /** Bytes of all scanlines of this pass, each with its filter type. */
    long bytes(PngHeader header) {
      return height(header) * (1 + header.rowBytes(width(header)));
    }

    private static int count(int size, int start, int step) {
      return size <= start ? 0 : (size - start - 1) / step + 1;
    }
  }

  /** Reads the rows of one pass of an interlaced image through a stream of its own. */
  private static final class Adam7Cursor {
    private final Adam7Pass pass;
    private final ScanlineReader scanlines;
    private final RowExpander expander;
    private final RasterWindow passRow;

    /**
     * Begins with the first row of a pass.
     *
     * @param pass one that is not empty
     * @param scanlines a reader that has passed those before
     */
    Adam7Cursor(Adam7Pass pass, ScanlineReader scanlines) {
      PngPreamble preamble = scanlines.preamble();
      PngHeader header = preamble.header();
      int width = pass.width(header);
      this.pass = pass;
      this.scanlines = scanlines;
      this.expander = RowExpander.of(preamble);
      this.passRow = new RasterWindow(preamble.geometry().withSize(width, pass.height(header)), 1);
      scanlines.beginPass(width);
    }

    /**
     * Puts the next row of this pass into its places in a row of the image.
     *
     * @return false if it is missing
     */
    boolean readRow(RasterWindow window, int row) throws IOException {
      byte[] scanline = scanlines.next();
      if (scanline == null) {
        return false;
      }
      if (pass.stepX == 1) {
        expander.expand(scanline, window, row);
        return true;
      }
      expander.expand(scanline, passRow, 0);
      int bands = window.geometry().bands();
      int from = window.rowOffset(row) + pass.startX * bands;
      int step = pass.stepX * bands;
      if (window.geometry().depth() == 8) {
        scatter(passRow.bytes(), window.bytes(), from, step, bands);
      } else {
        scatter(passRow.shorts(), window.shorts(), from, step, bands);
      }
      return true;
    }

    private void scatter(byte[] samples, byte[] target, int from, int step, int bands) {
      int source = 0;
      for (int to = from; source < samples.length; to += step) {
        for (int band = 0; band < bands; band++) {
          target[to + band] = samples[source++];
        }
      }
    }

    private void scatter(short[] samples, short[] target, int from, int step, int bands) {
      int source = 0;
      for (int to = from; source < samples.length; to += step) {
        for (int band = 0; band < bands; band++) {
          target[to + band] = samples[source++];
        }
      }
    }
  }
}
