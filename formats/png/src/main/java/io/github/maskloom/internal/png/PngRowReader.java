package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What reading PNG rows has in common, interlaced or not.
 *
 * <p>Every rule that a sample depends on is checked, and every CRC; when the last row has been
 * delivered, so have the data's check value and the chunks up to IEND. What follows IEND is not
 * read. Of an animated PNG the default image is read. {@link DamagePolicy#LENIENT} says what it
 * lets pass of this.
 *
 * <p><b>Shape:</b> gray of 1, 2 and 4 bits is delivered with 8, 16 bits stay 16. A palette is
 * delivered as RGB, also if all its colors are gray, since its color profile is one for RGB. tRNS
 * becomes an alpha band.
 */
public abstract class PngRowReader extends RowReader {
  private final ScanlineReader head;
  private boolean knowsTrailer;
  private int missingRows;

  /** Rows of a file of which {@code head} has read what stands before them. */
  PngRowReader(ScanlineReader head) {
    super(head.preamble().geometry());
    this.head = head;
  }

  /** How pixels stand in the file. */
  public final PngHeader header() {
    return head.preamble().header();
  }

  /** Images of an animation, of which the first is read; 1 if it is none. */
  public final int frames() {
    return head.preamble().frames();
  }

  /** Rows delivered so far that lack samples, which are 0; the data had broken off before them. */
  public final int missingRows() {
    return missingRows;
  }

  /** Whether the file may be damaged, which a copy would inherit. */
  public final boolean mayBeDamaged() {
    return head.damage() == DamagePolicy.LENIENT;
  }

  /** Releases the metadata: there are none from now on. */
  public final void forgetMetadata() {
    replaceMetadata(ImageMetadata.NONE);
  }

  /**
   * Takes over what text and EXIF stand behind the data: an orientation there must be known before
   * the first row. Chunks are passed over by their lengths. What is broken there ends the search,
   * as reading the image tells of it. What is too large there is left out.
   *
   * @param stream at the first byte of the file; it should skip without reading; stays open
   * @throws IOException if the stream cannot be read
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many chunks
   */
  public final void readTrailer(InputStream stream, ImageLimits limits) throws IOException {
    ChunkReader chunks = ChunkReader.passing(stream, limits);
    MetadataReader trailer = new MetadataReader(limits, metadata());
    try {
      chunks.readSignature();
      boolean behindData = false;
      while (chunks.next() != ChunkType.IEND) {
        behindData |= chunks.type() == ChunkType.IDAT;
        if (behindData && !ChunkType.isCritical(chunks.type())) {
          trailer.readLate(chunks);
        }
        chunks.pass();
      }
    } catch (ImageFormatException e) {
      // Told when rows are read.
    }
    replaceMetadata(trailer.build());
    knowsTrailer = true;
  }

  /** Whether the metadata are those of the whole file. */
  final boolean knowsTrailer() {
    return knowsTrailer;
  }

  /** Puts other metadata in place of those of the file. */
  public final void replaceMetadata(ImageMetadata metadata) {
    head.replaceMetadata(metadata);
  }

  /** Heap that reading takes beside the windows of the caller and the metadata, about. */
  public abstract long heapBytes();

  @Override
  public final ImageMetadata metadata() {
    return head.preamble().metadata();
  }

  /** Whether these rows are the last ones. */
  final boolean endsWith(int y, int rows) {
    return rows > 0 && y + rows == geometry().height();
  }

  /** Counts a row that lacks samples, which are 0. */
  final void miss(int row) {
    if (row == 0) {
      head.throwBreakOff();
    }
    missingRows++;
  }

  /** Makes all samples of a row 0. */
  static void clear(RasterWindow window, int row) {
    int from = window.rowOffset(row);
    int end = from + window.geometry().rowSamples();
    if (window.geometry().depth() == 8) {
      Arrays.fill(window.bytes(), from, end, (byte) 0);
    } else {
      Arrays.fill(window.shorts(), from, end, (short) 0);
    }
  }
}
