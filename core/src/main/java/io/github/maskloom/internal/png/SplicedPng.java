package io.github.maskloom.internal.png;

import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * A PNG file that is written as a copy of another in which some rows change: what does not change
 * is copied compressed.
 *
 * <p>Other chunks are copied too, except that tIME is set. <b>Memory:</b> a dozen rows, about 900
 * KiB, and the chunks before the data.
 */
public final class SplicedPng {
  private static final long HEAP_BYTES = 912 << 10;
  private static final int ROWS = 18;

  private final ScanlineReader source;

  private SplicedPng(ScanlineReader source) {
    this.source = source;
  }

  /**
   * Whether the picture's pixels stand in the file as they are delivered, and nothing is animated.
   */
  static boolean possible(PngPreamble preamble, ChunkRecord record) {
    PngHeader header = preamble.header();
    return header.bitDepth() >= 8
        && header.colorType() != ColorType.PALETTE
        && preamble.transparent().isEmpty()
        && record.isComplete()
        && !record.holds(ChunkType.ACTL);
  }

  /** Takes over a file that was read up to its first IDAT; closing it stays the caller's. */
  static SplicedPng of(ScanlineReader source) {
    return new SplicedPng(source);
  }

  /** Heap that {@link #write} takes beside the chunks, about. */
  public static long heapBytes(ImageGeometry geometry) {
    return HEAP_BYTES + (long) ROWS * geometry.rowBytes();
  }

  /**
   * Reads the picture and writes its copy.
   *
   * @param edits changes rows
   * @param strict whether what is copied behind the last change is decoded too, so that a damage in
   *     it is found that its CRCs do not show
   * @param out takes the file, in pieces of up to 64 KiB; neither flushed nor closed
   * @throws IOException if the picture cannot be read or the copy cannot be written
   * @throws io.github.maskloom.errors.ImageFormatException if the picture is broken
   */
  public void write(RowEdits edits, boolean strict, OutputStream out) throws IOException {
    ChunkWriter chunks = new ChunkWriter(out);
    chunks.writeSignature();
    for (ChunkRecord.Chunk chunk : source.record().chunks()) {
      write(chunks, chunk.type(), chunk.data());
    }
    IdatWriter idat = new IdatWriter(chunks);
    IdatStream stream = source.takeData();
    new PngSplicer(stream, source.preamble(), edits, new BitWriter(idat)).run(strict);
    idat.finish();
    source.copyTrailer(chunks);
  }

  private static void write(ChunkWriter chunks, int type, byte[] data) throws IOException {
    chunks.write(type, type == ChunkType.TIME ? MetadataWriter.time(Instant.now()) : data);
  }
}
