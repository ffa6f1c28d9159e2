package io.github.maskloom.internal.png;

import io.github.maskloom.image.ChecksumPolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an interlaced PNG row by row (PNG 3rd edition, section 8.1).
 *
 * <p>The rows of such a file come in seven passes over the whole picture. Instead of keeping it,
 * the source is opened once for every pass: each cursor skips the passes before its own, and then
 * all advance together. This decompresses the file about twice in all. What is checked and how
 * samples are delivered is said at {@link PngRowReader}.
 *
 * <p><b>Memory:</b> six scanlines and about 256 KiB for each pass. <b>Ownership:</b> closes the
 * streams it opens.
 */
public final class Adam7Reader extends PngRowReader {
  private static final long HEAP_BYTES_OF_PASS = 256 << 10;

  private final List<Adam7Cursor> cursors;
  private int y;

  private Adam7Reader(List<Adam7Cursor> cursors) {
    super(cursors.get(0).preamble());
    this.cursors = cursors;
  }

  /**
   * Reads up to the first row.
   *
   * @param source a picture that can be opened again
   * @throws IOException if the source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if this is not a PNG, is broken, or is
   *     not interlaced, which {@link PngReader} reads
   * @throws io.github.maskloom.errors.ImageLimitException if it is too large
   * @throws IllegalArgumentException if the source cannot be opened again
   */
  public static Adam7Reader open(ImageSource source, ImageLimits limits, ChecksumPolicy checksums)
      throws IOException {
    if (!source.reopenable()) {
      throw new IllegalArgumentException("an interlaced PNG needs a source that can be reopened");
    }
    List<ScanlineReader> opened = new ArrayList<>();
    try {
      return new Adam7Reader(openCursors(source, limits, checksums, opened));
    } catch (IOException | RuntimeException e) {
      opened.forEach(scanlines -> ScanlineReader.closeAfter(e, scanlines));
      throw e;
    }
  }

  private static List<Adam7Cursor> openCursors(
      ImageSource source, ImageLimits limits, ChecksumPolicy checksums, List<ScanlineReader> opened)
      throws IOException {
    List<Adam7Cursor> cursors = new ArrayList<>();
    for (Adam7Pass pass : Adam7Pass.values()) {
      if (opened.isEmpty() || !pass.isEmpty(opened.get(0).preamble().header())) {
        boolean first = opened.isEmpty();
        ScanlineReader scanlines = ScanlineReader.open(source.open(), limits, checksums, first);
        opened.add(scanlines);
        scanlines.preamble().requireInterlaced(true);
        opened.get(0).preamble().requireSameLayout(scanlines.preamble());
        cursors.add(new Adam7Cursor(pass, scanlines));
      }
    }
    return cursors;
  }

  @Override
  public long heapBytes() {
    return cursors.size() * (HEAP_BYTES_OF_PASS + 6 * header().rowBytes(header().width()));
  }

  @Override
  void readRow(RasterWindow window, int row) throws IOException {
    for (Adam7Cursor cursor : cursors) {
      if (cursor.pass().holdsRow(y)) {
        cursor.readRow(window, row);
      }
    }
    y++;
  }

  /** The last cursor has passed all the data there are. */
  @Override
  void finish() throws IOException {
    cursors.get(cursors.size() - 1).finish();
  }

  @Override
  public void close() throws IOException {
    super.close();
    IOException failure = null;
    for (Adam7Cursor cursor : cursors) {
      try {
        cursor.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
