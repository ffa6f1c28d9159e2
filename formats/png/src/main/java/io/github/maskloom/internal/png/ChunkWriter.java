package io.github.maskloom.internal.png;

import io.github.maskloom.internal.file.BlockOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes the signature and the chunks of a PNG file (PNG 3rd edition, section 5). */
public final class ChunkWriter {
  /** Length and type. */
  static final int HEAD_BYTES = 2 * Integer.BYTES;

  /** The CRC. */
  static final int TAIL_BYTES = Integer.BYTES;

  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private final ByteBuffer word = ByteBuffer.allocate(HEAD_BYTES);

  public ChunkWriter(OutputStream out) {
    this.out = out;
  }

  public void writeSignature() throws IOException {
    out.write(ByteBuffer.allocate(Long.BYTES).putLong(PngHeader.SIGNATURE).array());
  }

  void write(int type, byte[] data) throws IOException {
    byte[] head = word.putInt(0, data.length).putInt(Integer.BYTES, type).array();
    crc.reset();
    crc.update(head, Integer.BYTES, Integer.BYTES);
    crc.update(data);
    out.write(head);
    out.write(data);
    out.write(word.putInt(0, (int) crc.getValue()).array(), 0, TAIL_BYTES);
  }

  /**
   * Writes an IDAT chunk at once, which takes less time than in three parts.
   *
   * @param chunk holds the data from {@link #HEAD_BYTES} on, and has room for {@link #TAIL_BYTES}
   *     behind them
   * @param length of the data
   */
  void writeData(byte[] chunk, int length) throws IOException {
    word.putInt(0, length).putInt(Integer.BYTES, ChunkType.IDAT);
    System.arraycopy(word.array(), 0, chunk, 0, HEAD_BYTES);
    crc.reset();
    crc.update(chunk, Integer.BYTES, Integer.BYTES + length);
    word.putInt(0, (int) crc.getValue());
    System.arraycopy(word.array(), 0, chunk, HEAD_BYTES + length, TAIL_BYTES);
    out.write(chunk, 0, HEAD_BYTES + length + TAIL_BYTES);
  }

  /**
   * Puts compressed data into IDAT chunks of 64 KiB. Where they are split has no meaning (PNG 3rd
   * edition, section 11.2.3).
   */
  public static final class IdatWriter extends BlockOutputStream {
    private static final int CHUNK_BYTES = 1 << 16;

    private final ChunkWriter chunks;
    private final byte[] chunk =
        new byte[ChunkWriter.HEAD_BYTES + CHUNK_BYTES + ChunkWriter.TAIL_BYTES];
    private int filled;

    public IdatWriter(ChunkWriter chunks) {
      this.chunks = chunks;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        if (filled == CHUNK_BYTES) {
          chunks.writeData(chunk, filled);
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
        chunks.writeData(chunk, filled);
        filled = 0;
      }
    }
  }
}
