package io.github.maskloom.internal.png;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Puts compressed data into IDAT chunks of 64 KiB. Where they are split has no meaning (PNG 3rd
 * edition, section 11.2.3).
 */
public final class IdatWriter extends OutputStream {
  private static final int CHUNK_BYTES = 1 << 16;

  private final ChunkWriter chunks;
  private final byte[] chunk =
      new byte[ChunkWriter.HEAD_BYTES + CHUNK_BYTES + ChunkWriter.TAIL_BYTES];
  private int filled;

  public IdatWriter(ChunkWriter chunks) {
    this.chunks = chunks;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == CHUNK_BYTES) {
        chunks.writeInPlace(ChunkType.IDAT, chunk, filled);
        filled = 0;
      }
      int part = Math.min(length - done, CHUNK_BYTES - filled);
      System.arraycopy(bytes, offset + done, chunk, ChunkWriter.HEAD_BYTES + filled, part);
      filled += part;
      done += part;
    }
  }

  /** Writes the last chunk. */
  public void finish() throws IOException {
    if (filled > 0) {
      chunks.writeInPlace(ChunkType.IDAT, chunk, filled);
      filled = 0;
    }
  }
}
