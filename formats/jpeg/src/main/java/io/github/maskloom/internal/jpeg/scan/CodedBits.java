package io.github.maskloom.internal.jpeg.scan;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes coded bits with stuffing (ITU-T T.81, F.1.2.3), its own or copied from elsewhere.
 *
 * <p><b>Memory:</b> {@value #BUFFER_BYTES} bytes. <b>Ownership:</b> the stream stays the caller's.
 */
public final class CodedBits {
  /** Bytes of the buffer. */
  public static final int BUFFER_BYTES = 1 << 16;

  private static final int BLOCK_BYTES = 64 * 27 / 8 * 2;
  private static final int MCU_ROOM = ScanHeader.MAX_MCU_BLOCKS * BLOCK_BYTES + 32;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int end;

  /** Bits not written yet, fewer than 32 of them, the last one lowest. */
  private long bits;

  private int count;

  public CodedBits(OutputStream out) {
    this.out = out;
  }

  /** Makes room in the buffer for an MCU and more; call it before each MCU is coded. */
  public void require() throws IOException {
    if (end > BUFFER_BYTES - MCU_ROOM) {
      flush();
    }
  }

  /** Hands the buffer over to the stream, which is not flushed; bits of half a byte stay. */
  public void flush() throws IOException {
    out.write(buffer, 0, end);
    end = 0;
  }

  /** Where the next bit stands in its byte. */
  public int phase() {
    return count & 7;
  }

  /**
   * Writes a word and the bits of a value.
   *
   * @param word an element of {@link HuffmanCode#words}, not 0
   * @param low the bits of the value, as many as the word has room for
   */
  void put(int word, int low) {
    bits = bits << (word & 0x1F) | (word >>> 5) | low;
    count += word & 0x1F;
    if (count >= 32) {
      count -= 32;
      write((int) (bits >>> count));
    }
  }

  /** Copies bits from an array, of which 8 more bytes must be there. */
  public void copy(byte[] source, int from, int to) throws IOException {
    require();
    int position = from;
    if (to - from >= 2 * Long.SIZE) {
      position += putBits(source, from, -count & 7);
      drain();
      position = copyLongs(source, position, to);
      require();
    }
    while (position < to) {
      position += putBits(source, position, Math.min(to - position, 31));
    }
  }

  /** Copies eight bytes at a time where no bits wait, and returns where fewer are left. */
  private int copyLongs(byte[] source, int from, int to) throws IOException {
    int position = from;
    while (to - position >= Long.SIZE) {
      if (end > BUFFER_BYTES - 2 * Long.BYTES) {
        flush();
      }
      int at = position >>> 3;
      int phase = position & 7;
      int behind = (source[at + Long.BYTES] & 0xFF) >>> (Byte.SIZE - phase);
      write(((long) ScanBits.LONG.get(source, at) << phase) | behind);
      position += Long.SIZE;
    }
    return position;
  }

  /** Copies up to 31 bits and returns how many. */
  private int putBits(byte[] source, int from, int length) {
    long next = (long) ScanBits.LONG.get(source, from >>> 3) << (from & 7);
    putBits((int) (next >>> 1 >>> (Long.SIZE - 1 - length)), length);
    return length;
  }

  /** Writes up to 31 bits; the others of the value are zero. */
  private void putBits(int value, int length) {
    bits = bits << length | value;
    count += length;
    if (count >= 32) {
      count -= 32;
      write((int) (bits >>> count));
    }
  }

  private void write(int four) {
    int zeros = ~four;
    if (((zeros - 0x01010101) & four & 0x80808080) == 0) {
      ScanBits.LONG.set(buffer, end, (long) four << 32);
      end += 4;
    } else {
      for (int shift = 24; shift >= 0; shift -= 8) {
        stuff(four >>> shift);
      }
    }
  }

  private void write(long eight) {
    long zeros = ~eight;
    if (((zeros - 0x0101010101010101L) & eight & 0x8080808080808080L) == 0) {
      ScanBits.LONG.set(buffer, end, eight);
      end += Long.BYTES;
    } else {
      write((int) (eight >>> 32));
      write((int) eight);
    }
  }

  private void stuff(int value) {
    buffer[end++] = (byte) value;
    if ((byte) value == (byte) 0xFF) {
      buffer[end++] = 0;
    }
  }

  /** Fills the last byte with ones. */
  public void align() throws IOException {
    require();
    int padding = -count & 7;
    putBits((1 << padding) - 1, padding);
    drain();
  }

  /** Writes the bytes that wait, all of which are whole. */
  private void drain() {
    for (; count > 0; count -= 8) {
      stuff((int) (bits >>> (count - 8)));
    }
  }

  /** Writes a marker; the last byte must be full. */
  public void marker(int marker) throws IOException {
    require();
    buffer[end++] = (byte) 0xFF;
    buffer[end++] = (byte) marker;
  }
}
