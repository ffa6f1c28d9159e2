package io.github.maskloom.internal.png.splice;

import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.png.ChunkRecord;
import io.github.maskloom.internal.png.ChunkType;
import io.github.maskloom.internal.png.ChunkWriter;
import io.github.maskloom.internal.png.IdatStream;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.ScanlineReader;
import io.github.maskloom.internal.png.TrailerCopy;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A PNG file that is written as a copy of another in which some rows change: what does not change
 * is copied compressed.
 *
 * <p>Other chunks are copied too if they hold for other pixels ({@link ChunkType#outlivesEdits}),
 * except that tIME is set and eXIf loses its thumbnail, and text that holds EXIF is left out. This
 * is so even if nothing is painted: what stands before the data is written before anybody knows.
 * <b>Memory:</b> {@value #ROWS} rows, about 1.2 MiB, and the chunks before the data.
 */
public final class SplicedPng implements Splicing {
  private static final long HEAP_BYTES = 1208 << 10;
  private static final int ROWS = 19;

  private final ScanlineReader source;
  private final ChunkRecord chunks;

  private SplicedPng(PngReader.CopySource source) {
    this.source = source.scanlines();
    chunks = source.chunks();
  }

  /**
   * Takes an image over for a copy in which rows change; see {@link PngReader#beginCopy}.
   *
   * @return nothing if the image must be encoded anew
   * @throws IllegalStateException if a row was read before
   */
  public static Optional<SplicedPng> of(PngReader reader) {
    return reader.beginCopy().map(SplicedPng::new);
  }

  /** Heap that the copy takes, about, and the chunks. */
  @Override
  public long heapBytes() {
    ImageGeometry geometry = source.preamble().geometry();
    return HEAP_BYTES + (long) ROWS * geometry.rowBytes() + chunks.bytes();
  }

  /** Writes the copy in pieces of up to 64 KiB. */
  @Override
  public Optional<SplicedMcus> write(Paint paint, boolean strict, OutputStream out)
      throws IOException {
    ChunkWriter copy = new ChunkWriter(out);
    copy.writeSignature();
    for (ChunkRecord.Chunk chunk : chunks.chunks()) {
      TrailerCopy.write(copy, chunk.type(), chunk.data());
    }
    ChunkWriter.IdatWriter idat = new ChunkWriter.IdatWriter(copy);
    IdatStream stream = source.takeData();
    new PngSplicer(stream, source.preamble(), paint, new BitWriter(idat)).run(strict);
    idat.finish();
    source.copyTrailer(copy);
    return Optional.empty();
  }
}
