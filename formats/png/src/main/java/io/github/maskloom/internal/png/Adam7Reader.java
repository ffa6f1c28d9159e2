package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    if (!source.reopenable()) {
      throw new IllegalArgumentException("an interlaced PNG needs a source that can be reopened");
    }
    ScanlineReader first = ScanlineReader.open(source.open(), limits, damage, true, false);
    try {
      first.preamble().requireInterlaced(true);
      return new Adam7Reader(source, limits, damage, first);
    } catch (RuntimeException e) {
      ScanlineReader.closeAfter(e, first);
      throw e;
    }
  }

  private void openCursors() throws IOException {
    for (Adam7Pass pass : passes()) {
      cursors.add(new Adam7Cursor(pass, cursors.isEmpty() ? opened.get(0) : openAgain()));
    }
  }

  private List<Adam7Pass> passes() {
    return Stream.of(Adam7Pass.values()).filter(pass -> !pass.isEmpty(header())).toList();
  }

  private ScanlineReader openAgain() throws IOException {
    ScanlineReader scanlines = ScanlineReader.open(source.open(), limits, damage, false, false);
    opened.add(scanlines);
    scanlines.preamble().requireInterlaced(true);
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
      cursors.get(cursors.size() - 1).finish();
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
      if (cursor.pass().holdsRow(y)) {
        whole &= cursor.readRow(window, row);
      }
    }
    return whole;
  }

  @Override
  public void close() throws IOException {
    super.close();
    IOException failure = null;
    for (ScanlineReader scanlines : opened) {
      try {
        scanlines.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
