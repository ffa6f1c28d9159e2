package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a PNG that is not interlaced (PNG 3rd edition).
 *
 * <p>What is checked and how samples are delivered is said at {@link PngRowReader}. <b>Memory:</b>
 * two scanlines, about 192 KiB, and the metadata. <b>Ownership:</b> owns its stream.
 */
public final class PngReader extends PngRowReader {
  private static final long HEAP_BYTES = 192 << 10;

  private final ScanlineReader scanlines;
  private final RowExpander expander;
  private boolean mayBeCopied = true;

  private PngReader(ScanlineReader scanlines) {
    super(scanlines);
    this.scanlines = scanlines;
    this.expander = RowExpander.of(scanlines.preamble());
    scanlines.beginPass(geometry().width());
  }

  /**
   * Reads up to the first row.
   *
   * @param stream at the first byte of the file; closed by the reader, also if this fails
   * @throws IOException if the stream cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if this is not a PNG, is broken, or is
   *     interlaced, which {@link Adam7Reader} reads
   * @throws io.github.maskloom.errors.ImageLimitException if it is too large
   */
  public static PngReader open(InputStream stream, ImageLimits limits, DamagePolicy damage)
      throws IOException {
    return new PngReader(ScanlineReader.open(stream, limits, damage, false, true));
  }

  /**
   * Takes the reader over for a copy of the file in which rows change. No row can be read then; the
   * reader still is to be closed, after the copy was made.
   *
   * <p>An image must be encoded as a whole if its samples do not stand in the file as they are
   * delivered, or if it is animated. So must one that may be damaged, as a copy would inherit that.
   *
   * @return nothing if the image must be encoded as a whole, and its rows can be read; nothing,
   *     too, after {@link #forgetCopy}
   * @throws IllegalStateException if a row was read before
   */
  public Optional<CopySource> beginCopy() {
    if (!mayBeCopied || mayBeDamaged() || !canBeCopied(scanlines.preamble())) {
      return Optional.empty();
    }
    takeOver();
    mayBeCopied = false;
    CopySource source = new CopySource(scanlines, metadata(), knowsTrailer());
    forgetMetadata();
    return Optional.of(source);
  }

  /**
   * Whether the image's pixels stand in the file as they are delivered, and nothing is animated.
   */
  private static boolean canBeCopied(PngPreamble preamble) {
    PngHeader header = preamble.header();
    return header.bitDepth() >= 8
        && header.colorType() != ColorType.PALETTE
        && preamble.transparent().isEmpty()
        && preamble.frames() == 1;
  }

  /** There will be no copy. */
  public void forgetCopy() {
    mayBeCopied = false;
  }

  @Override
  public long heapBytes() {
    return HEAP_BYTES + 2 * header().rowBytes(header().width());
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      byte[] scanline = scanlines.next();
      if (scanline == null) {
        clear(window, row);
        miss(y + row);
      } else {
        expander.expand(scanline, window, row);
      }
    }
    if (endsWith(y, rows)) {
      scanlines.finish();
    }
  }

  @Override
  protected int passRepeats(int maxRows) {
    return scanlines.skipRepeats(maxRows);
  }

  @Override
  public void close() throws IOException {
    super.close();
    scanlines.close();
  }

  /**
   * What a copy of a PNG file is made from: the file, read up to its first IDAT, and its metadata.
   * Closing the file stays the reader's that it was taken from.
   *
   * @param isWhole whether metadata behind the data are among them
   */
  public record CopySource(ScanlineReader scanlines, ImageMetadata metadata, boolean isWhole) {}
}
