package io.github.maskloom.internal.png;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.Deflater;

/**
 * Compresses filtered rows to zlib data (RFC 1950, RFC 1951) in IDAT chunks of 64 KiB.
 *
 * <p><b>Memory:</b> 64 KiB and zlib's own 256 KiB, which {@link #close} frees.
 */
final class IdatDeflater implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;

  private final ChunkWriter chunks;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int filled;

  IdatDeflater(ChunkWriter chunks) {
    this.chunks = chunks;
  }

  /** Compresses the first bytes of an array, which is free again when this returns. */
  void write(byte[] bytes, int count) throws IOException {
    deflater.setInput(bytes, 0, count);
    while (!deflater.needsInput()) {
      deflate();
    }
  }

  /** Ends the data and writes the last chunk. */
  void finish() throws IOException {
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    chunks.write(ChunkType.IDAT, chunk, filled);
  }

  private void deflate() throws IOException {
    if (filled == CHUNK_BYTES) {
      chunks.write(ChunkType.IDAT, chunk, filled);
      filled = 0;
    }
    filled += deflater.deflate(chunk, filled, CHUNK_BYTES - filled);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
