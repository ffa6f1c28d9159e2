package io.github.maskloom.internal.jpeg;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Codes blocks for a sequential scan (ITU-T T.81, F.1.2) and writes them.
 *
 * <p><b>Memory:</b> 16 KiB. <b>Ownership:</b> the stream stays the caller's.
 */
final class EntropyEncoder implements BlockSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int SIXTEEN_ZEROS = 0xF0;
  private static final int LAST = 63;

  /** 64 coefficients of at most 16 and 11 bits, all of them stuffed, and bits from before. */
  private static final int MAX_BLOCK_BYTES = 64 * 27 / 8 * 2 + 16;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 14];
  private final int[][] dcWords;
  private final int[][] acWords;
  private int end;

  /** Bits not written yet, fewer than 32, the last of them lowest. */
  private long bits;

  private int count;

  /**
   * An encoder before its first block.
   *
   * @param dcCodes by slot; may be fewer than there are slots, if those have no block
   */
  EntropyEncoder(OutputStream out, WordTable[] dcCodes, WordTable[] acCodes) {
    this.out = out;
    this.dcWords = words(dcCodes);
    this.acWords = words(acCodes);
  }

  private static int[][] words(WordTable[] codes) {
    int[][] words = new int[codes.length][];
    for (int i = 0; i < codes.length; i++) {
      words[i] = codes[i].words();
    }
    return words;
  }

  @Override
  public void put(int slot, int difference, short[] coefficients, long nonzero) throws IOException {
    if (buffer.length - end < MAX_BLOCK_BYTES) {
      flush();
    }
    int size = size(difference);
    put(dcWords[slot][size], low(difference, size));
    int[] words = acWords[slot];
    int at = 0;
    // Invariant: the coefficients up to at are coded; left are those that are not and not zero.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int run = k - at - 1;
      for (; run > 15; run -= 16) {
        put(words[SIXTEEN_ZEROS], 0);
      }
      int value = coefficients[k];
      size = size(value);
      put(words[run << 4 | size], low(value, size));
      at = k;
    }
    if (at < LAST) {
      put(words[0], 0);
    }
  }

  /** How many bits tell a value from the others of its size (F.1.2.1.2). */
  static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  /** Those bits: one less if it is negative. */
  private static int low(int value, int size) {
    return (value + (value >> 31)) & ((1 << size) - 1);
  }

  private void put(int word, int low) {
    bits = bits << (word & 0x1F) | (word >>> 5) | low;
    count += word & 0x1F;
    if (count >= 32) {
      count -= 32;
      write((int) (bits >>> count));
    }
  }

  private void write(int four) {
    int zeros = ~four;
    if (((zeros - 0x01010101) & four & 0x80808080) == 0) {
      INT.set(buffer, end, four);
      end += 4;
    } else {
      for (int shift = 24; shift >= 0; shift -= 8) {
        stuff(four >>> shift);
      }
    }
  }

  private void stuff(int value) {
    buffer[end++] = (byte) value;
    if ((byte) value == (byte) 0xFF) {
      buffer[end++] = 0;
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, end);
    end = 0;
  }

  /** Fills the last byte with ones and writes what is left. */
  @Override
  public void finish() throws IOException {
    int padding = -count & 7;
    bits = bits << padding | ((1 << padding) - 1);
    for (count += padding; count > 0; count -= 8) {
      stuff((int) (bits >>> (count - 8)));
    }
    flush();
  }
}
