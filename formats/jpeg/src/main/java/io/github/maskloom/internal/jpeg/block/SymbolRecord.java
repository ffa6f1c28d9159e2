package io.github.maskloom.internal.jpeg.block;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes down the symbols of a sequential scan and counts them, so that they can be coded once it
 * is known how often each occurs (ITU-T T.81, F.1.2 and annex K.2).
 *
 * <p>A symbol is a byte, and the bits of its value are another, or two if there are more than
 * eight. <b>Memory:</b> 40 KiB. <b>Ownership:</b> the stream stays the caller's.
 */
public final class SymbolRecord {
  /** Bytes of a block at the most. */
  public static final int MAX_BLOCK_BYTES = 3 + 63 * 3;

  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final int BUFFER_BYTES = 1 << 15;
  private static final int LAST = 63;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int end;
  private long flushed;

  /** By slot and symbol. */
  private final long[][] dc;

  private final long[][] ac;

  /**
   * An empty record.
   *
   * @param slots how many codes of each class blocks will be coded with
   */
  public SymbolRecord(int slots, OutputStream out) {
    this.out = out;
    dc = new long[slots][256];
    ac = new long[slots][256];
  }

  /**
   * Writes a block down.
   *
   * @param slot of the codes that it will be coded with
   * @param difference its DC difference
   * @param coefficients of the block from {@code base} on, in zigzag order
   * @param nonzero which of its AC coefficients are not zero
   * @return whether all of them are such as 8-bit samples can have; if not, the record is worthless
   */
  public boolean put(int slot, int difference, short[] coefficients, int base, long nonzero)
      throws IOException {
    if (end > BUFFER_BYTES - MAX_BLOCK_BYTES - Short.BYTES) {
      flush();
    }
    int size = BlockEncoder.size(difference);
    dc[slot][size]++;
    put(size, size, BlockEncoder.low(difference, size));
    return putAc(ac[slot], coefficients, base, nonzero) <= HuffmanCode.MAX_AC_SIZE
        && size <= HuffmanCode.MAX_DC_SIZE;
  }

  /** Returns the bits of the largest coefficient. */
  private int putAc(long[] counts, short[] coefficients, int base, long nonzero) {
    int at = 0;
    int magnitudes = 0;
    // Invariant: the coefficients up to at are written; left are those that are not and not zero.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int run = k - at - 1;
      for (; run > 15; run -= 16) {
        counts[HuffmanCode.SIXTEEN_ZEROS]++;
        buffer[end++] = (byte) HuffmanCode.SIXTEEN_ZEROS;
      }
      int value = coefficients[base + k];
      int magnitude = Math.abs(value);
      int size = BlockEncoder.size(magnitude);
      magnitudes |= magnitude;
      counts[run << 4 | size]++;
      put(run << 4 | size, size, BlockEncoder.low(value, size));
      at = k;
    }
    if (at < LAST) {
      counts[HuffmanCode.END_OF_BLOCK]++;
      buffer[end++] = HuffmanCode.END_OF_BLOCK;
    }
    return BlockEncoder.size(magnitudes);
  }

  private void put(int symbol, int size, int low) {
    buffer[end] = (byte) symbol;
    SHORT.set(buffer, end + 1, (short) (low << (Short.SIZE - size)));
    end += length(size);
  }

  /** Bytes of a symbol and a value of so many bits. */
  static int length(int size) {
    return 1 + (size + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Hands over to the stream what it lacks. */
  public void flush() throws IOException {
    out.write(buffer, 0, end);
    flushed += end;
    end = 0;
  }

  /** Bytes that were written down. */
  public long bytes() {
    return flushed + end;
  }

  /** By symbol: how often it stands for a DC difference of a slot. */
  public long[] dcCounts(int slot) {
    return dc[slot].clone();
  }

  /** By symbol: how often it stands for AC coefficients of a slot. */
  public long[] acCounts(int slot) {
    return ac[slot].clone();
  }
}
