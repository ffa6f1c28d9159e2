package io.github.maskloom.internal.png.splice;

import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.deflate.BlockHeader;
import io.github.maskloom.internal.deflate.DynamicHeader;
import io.github.maskloom.internal.deflate.Inflate;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.RowBytes;
import io.github.maskloom.internal.png.ChunkWriter;
import io.github.maskloom.internal.png.IdatStream;
import io.github.maskloom.internal.png.PngHeader;
import io.github.maskloom.internal.png.PngPreamble;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.PngWriter;
import io.github.maskloom.internal.png.ScanlineReader;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.Adler32;

/**
 * Copies the compressed rows of a PNG while some of its rows change, and compresses only what the
 * change touches.
 *
 * <p>Rows keep the source's filter type, except where {@link SpliceRows#refilter} may choose.
 * Filtered bytes then differ only in the changed pixels, their right neighbors and the pixels
 * below: the rest of the compressed data is copied as it is. How that is correct: a copy may end
 * and begin at any token, and a token copied more than 32768 bytes after the last changed byte
 * refers to unchanged bytes only.
 *
 * <p>What is copied is decoded too, to the end of the stream, whose checksum is compared. Bytes
 * behind it, which could be anything, are refused.
 *
 * <p><b>Memory:</b> a dozen rows and about 1.1 MiB.
 */
public final class PngSplicer {
  /** A gap between changes is worth a copy of its own if it is longer than the seam costs. */
  private static final int MIN_COPY_BYTES = 1 << 15;

  /** Deflate with a window of 32 KiB, whatever the source declares: matches may go so far. */
  private static final int STREAM_HEADER = 0x01_78;

  private static final int STREAM_HEADER_BITS = 16;

  /** How far decoding runs ahead of the rows. */
  private static final int AHEAD_BYTES = 1 << 16;

  private final IdatStream stream;
  private final PngHeader header;
  private final Splicing.Paint edits;
  private final BitWriter out;
  private final SpliceSource source;
  private final Inflate decoded;
  private final SpliceTokens tokens;
  private final SpliceRows rows;

  /** The row that is painted on. */
  private final RasterWindow pixels;

  private final int rowLength;
  private final int maxUnreadBytes;

  /** The row that comes next, and the next one to change: the height if there is none. */
  private int y;

  private int nextEdit;

  /** The checksum of the rows that are done, as they are now. */
  private final Adler32 adler = new Adler32();

  /** Position after the last byte that differs, or 0. */
  private long changedEnd;

  PngSplicer(IdatStream stream, PngPreamble preamble, Splicing.Paint edits, BitWriter out) {
    this.stream = stream;
    header = preamble.header();
    this.edits = edits;
    this.out = out;
    pixels = new RasterWindow(preamble.geometry(), 1);
    rowLength = Math.toIntExact(1 + header.rowBytes(header.width()));
    maxUnreadBytes = Math.max(AHEAD_BYTES, 2 * rowLength) + 512;
    source = new SpliceSource(stream, maxUnreadBytes, rowLength, out);
    decoded = source.decoded();
    tokens = new SpliceTokens(source, out, rowLength);
    rows = new SpliceRows(rowLength, header.filterBytes());
  }

  /**
   * Writes the whole zlib stream.
   *
   * @param firstEdit the first row that changes, which was asked for already
   */
  public void run(int firstEdit) throws IOException {
    nextEdit = firstEdit;
    out.write(STREAM_HEADER, STREAM_HEADER_BITS);
    source.beginCopy(STREAM_HEADER_BITS, nextEdit < header.height());
    while (nextEdit < header.height()) {
      copyToNextEdit();
      do {
        encodeRow();
      } while (y < header.height() && !copyPays());
      if (y < header.height()) {
        resumeCopy();
      }
    }
    finish(y == header.height());
  }

  private long start(int row) {
    return (long) row * rowLength;
  }

  /** Passes over rows that stay, and ends the copy before the token that reaches the next edit. */
  private void copyToNextEdit() throws IOException {
    copyRows(nextEdit);
    BlockHeader open = source.cut();
    long position = decoded.position();
    tokens.begin(position, decoded.window(), decoded.index(position), open);
  }

  /** Decodes up to a row; if a token reaches into it, what the row above lacks is left to do. */
  private void copyRows(int endRow) throws IOException {
    long limit = start(endRow);
    long target;
    do {
      target = Math.min(limit, decoded.readPosition() + maxUnreadBytes);
      source.decode(target, null);
      while (y < endRow && decoded.position() >= start(y + 1)) {
        int at = decoded.index(start(y));
        if (nextEdit < header.height()) {
          takeRow();
        } else {
          stream.checkFilterType(decoded.window()[at] & 0xFF);
        }
        doneRow(decoded.window(), at);
      }
    } while (target < limit);
  }

  /** Takes over the next row as it was. */
  private void takeRow() {
    int type = rows.next(decoded.window(), decoded.index(start(y)));
    stream.checkFilterType(type);
    rows.unfilter();
  }

  /** Goes on to the next row; this one is now as it stands there. */
  private void doneRow(byte[] data, int at) throws IOException {
    adler.update(data, at, rowLength);
    decoded.release(rowLength);
    y++;
    edits.done(y);
  }

  private void encodeRow() throws IOException {
    long rowEnd = start(y + 1);
    source.decode(rowEnd, tokens.log());
    if (decoded.position() < rowEnd) {
      source.step(tokens.log());
    }
    takeRow();
    tokens.beginRow(rows.isUnfiltered());
    if (y == nextEdit) {
      edit();
    }
    int known = (int) (tokens.position() - start(y));
    int at = decoded.index(start(y));
    if (rows.isTouched()) {
      byte[] data = rows.refilter(decoded.window(), at, tokens.isSearching());
      tokens.append(data, known, rowLength - known, rows.touched());
      changedEnd = rowEnd;
      doneRow(data, 0);
    } else {
      tokens.append(decoded.window(), at + known, rowLength - known, ByteRanges.NONE);
      doneRow(decoded.window(), at);
    }
  }

  private void edit() throws IOException {
    int samples = pixels.geometry().rowSamples();
    pixels.place(y, 1);
    RowBytes.copyIn(rows.old(), ScanlineReader.START, pixels, 0, samples);
    edits.edit(pixels);
    RowBytes.copyOut(pixels, 0, samples, rows.changed(), ScanlineReader.START);
    rows.compare();
    nextEdit = edits.nextRow();
  }

  private boolean copyPays() {
    long position = decoded.position();
    return !rows.isChanged()
        && position - changedEnd >= SpliceWindow.LOOK_BACK
        && (nextEdit == header.height() || start(nextEdit) - position >= MIN_COPY_BYTES)
        && !source.insideStored();
  }

  private void resumeCopy() throws IOException {
    int known = (int) (decoded.position() - tokens.position());
    int at = decoded.index(tokens.position());
    tokens.append(decoded.window(), at, known, ByteRanges.NONE);
    tokens.endBlock(false);
    DynamicHeader.padTo(out, source.resumePhase());
    source.resumeCopy(nextEdit < header.height());
  }

  /** Decodes all the same: only that tells where the stream ends, and what may not follow it. */
  private void finish(boolean encoded) throws IOException {
    copyRows(header.height());
    source.finish(start(header.height()));
    if (encoded) {
      tokens.endBlock(true);
    }
    out.end(adler);
  }

  /**
   * A PNG file that is written as a copy of another in which some rows change: what does not change
   * is copied compressed.
   *
   * <p>No other chunk is copied: metadata are those of {@link TravellingMetadata}, written anew. If
   * nothing is painted there is no label, as nothing is a model's work. <b>Memory:</b> {@value
   * #ROWS} rows, about 1.2 MiB, and the metadata twice.
   *
   * @param file what {@link PngReader#beginCopy} has given
   */
  public record SplicedPng(PngReader.CopySource file) implements Splicing.Copy {
    private static final long HEAP_BYTES = 1208 << 10;
    private static final int ROWS = 19;

    /** Heap that the copy takes, about, and the metadata. */
    public long heapBytes() {
      ImageGeometry geometry = file.scanlines().preamble().geometry();
      return HEAP_BYTES + (long) ROWS * geometry.rowBytes() + 2 * file.metadata().heapBytes();
    }

    /** Writes the copy in pieces of up to 64 KiB. */
    @Override
    public Splicing.Result write(Splicing.Paint paint, boolean strict, OutputStream out)
        throws IOException {
      ScanlineReader source = file.scanlines();
      PngPreamble preamble = source.preamble();
      int firstEdit = paint.nextRow();
      boolean painted = firstEdit < preamble.geometry().height();
      OutputOptions options = painted ? paint.output() : paint.output().withLabel(AiLabel.NONE);
      ImageMetadata metadata = TravellingMetadata.of(file.metadata(), options);
      ChunkWriter copy = new ChunkWriter(out);
      PngWriter.begin(copy, preamble.geometry(), metadata, Instant.now());
      ChunkWriter.IdatWriter idat = new ChunkWriter.IdatWriter(copy);
      IdatStream stream = source.takeData();
      new PngSplicer(stream, preamble, paint, new BitWriter(idat)).run(firstEdit);
      idat.finish();
      MetadataReport.Builder report = metadata.report().toBuilder();
      if (source.finishCopy() && !file.isWhole()) {
        report.dropped("what follows the pixels", "the photo can be read only once");
      }
      PngWriter.end(copy);
      return new Splicing.Result(Optional.empty(), report.build());
    }
  }
}
