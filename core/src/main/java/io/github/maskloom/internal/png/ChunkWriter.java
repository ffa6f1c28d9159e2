package io.github.maskloom.internal.png;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes the signature and the chunks of a PNG file (PNG 3rd edition, section 5). */
final class ChunkWriter {
  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private final ByteBuffer word = ByteBuffer.allocate(2 * Integer.BYTES);

  ChunkWriter(OutputStream out) {
    this.out = out;
  }

  void writeSignature() throws IOException {
    out.write(ByteBuffer.allocate(Long.BYTES).putLong(PngSignature.bytes()).array());
  }

  void write(int type, byte[] data) throws IOException {
    write(type, data, data.length);
  }

  /** Writes a chunk with the first {@code length} bytes of {@code data}. */
  void write(int type, byte[] data, int length) throws IOException {
    begin(type, length);
    add(data, length);
    end();
  }

  /** Begins a chunk of so many bytes, which {@link #add} is to bring. */
  void begin(int type, long length) throws IOException {
    word.putInt(0, (int) length).putInt(Integer.BYTES, type);
    byte[] head = word.array();
    crc.reset();
    crc.update(head, Integer.BYTES, Integer.BYTES);
    out.write(head);
  }

  /** Writes the first {@code count} bytes of {@code data} into the chunk. */
  void add(byte[] data, int count) throws IOException {
    crc.update(data, 0, count);
    out.write(data, 0, count);
  }

  /** Ends the chunk. */
  void end() throws IOException {
    out.write(word.putInt(0, (int) crc.getValue()).array(), 0, Integer.BYTES);
  }
}
