package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.LONGS;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Adler32;

/**
 * Writes bits to a stream of bytes, the lowest bit of each byte first (RFC 1951, section 3.1.1).
 *
 * <p>Holds back at most 8 KiB; {@link #flush} passes on all whole bytes. For one thread.
 */
public final class BitWriter {

  /** When this many bytes wait, they are passed on before the next write. */
  private static final int FULL_BYTES = 8192;

  private final OutputStream out;
  private final byte[] buffer = new byte[FULL_BYTES + 2 * Long.BYTES];
  private int at;

  /** The last {@link #held} bits, fewer than eight between calls. */
  private long hold;

  private int held;
  private long bytesPassedOn;

  public BitWriter(OutputStream out) {
    this.out = out;
  }

  /** Bits written so far. */
  public long position() {
    return (bytesPassedOn + at) * 8 + held;
  }

  /**
   * Writes the lowest bits of a value, the lowest one first.
   *
   * @param bits the bits, with nothing above them
   * @param count how many, at most 56
   */
  public void write(long bits, int count) throws IOException {
    if (at >= FULL_BYTES) {
      passOn();
    }
    hold |= bits << held;
    held += count;
    drain();
  }

  /** Writes zeros up to the next byte. */
  public void align() throws IOException {
    write(0, -held & 7);
  }

  /**
   * Writes bits as they stand in an array, whatever the phases of the two sides.
   *
   * @param fromBit index of the first bit, where bit 8 is the lowest one of {@code source[1]}
   */
  public void copy(byte[] source, long fromBit, long count) throws IOException {
    long end = fromBit + count;
    long bytesFrom = Math.min(end, (fromBit + 7) & -8);
    long bytesEnd = Math.max(bytesFrom, end & -8);
    copyBits(source, fromBit, bytesFrom);
    copyBytes(source, (int) (bytesFrom >>> 3), (int) ((bytesEnd - bytesFrom) >>> 3));
    copyBits(source, bytesEnd, end);
  }

  /** Copies up to seven bits that lie in one byte. */
  private void copyBits(byte[] source, long from, long to) throws IOException {
    int count = (int) (to - from);
    if (count > 0) {
      write((source[(int) (from >>> 3)] & 0xFF) >>> (from & 7) & (1 << count) - 1, count);
    }
  }

  private void copyBytes(byte[] source, int from, int count) throws IOException {
    if (held == 0) {
      passOn();
      out.write(source, from, count);
      bytesPassedOn += count;
      return;
    }
    int next = from;
    int end = from + count;
    for (; next <= end - Long.BYTES; next += 7) {
      write((long) LONGS.get(source, next) & (1L << 56) - 1, 56);
    }
    for (; next < end; next++) {
      write(source[next] & 0xFF, 8);
    }
  }

  /** Ends a zlib stream by the checksum of its data. */
  public void end(Adler32 adler) throws IOException {
    align();
    write(Integer.reverseBytes((int) adler.getValue()) & 0xFFFFFFFFL, 32);
    flush();
  }

  /** Passes on every whole byte. */
  public void flush() throws IOException {
    passOn();
    out.flush();
  }

  /**
   * Writes the codes of many symbols.
   *
   * @param codes a code for each value of a byte, as {@link HuffmanCode#entry} packs it
   */
  void writeCodes(byte[] symbols, int from, int to, int[] codes) throws IOException {
    int next = from;
    while (next < to) {
      if (at >= FULL_BYTES) {
        passOn();
      }
      // Three codes and what is held need 52 bits at most, so the position moves by six bytes.
      int rounds = (FULL_BYTES - at) / 6 + 1;
      int stop = (int) Math.min(to, next + 3L * rounds);
      next = fill(symbols, next, stop, codes);
    }
  }

  private int fill(byte[] symbols, int from, int to, int[] codes) {
    long bits = hold;
    int count = held;
    int end = at;
    int next = from;
    for (; next <= to - 3; next += 3) {
      int first = codes[symbols[next] & 0xFF];
      int second = codes[symbols[next + 1] & 0xFF];
      int third = codes[symbols[next + 2] & 0xFF];
      bits |= (long) HuffmanCode.code(first) << count;
      count += HuffmanCode.length(first);
      bits |= (long) HuffmanCode.code(second) << count;
      count += HuffmanCode.length(second);
      bits |= (long) HuffmanCode.code(third) << count;
      count += HuffmanCode.length(third);
      LONGS.set(buffer, end, bits);
      end += count >>> 3;
      bits >>>= count & ~7;
      count &= 7;
    }
    for (; next < to; next++) {
      int entry = codes[symbols[next] & 0xFF];
      bits |= (long) HuffmanCode.code(entry) << count;
      count += HuffmanCode.length(entry);
    }
    hold = bits;
    held = count;
    at = end;
    drain();
    return next;
  }

  private void drain() {
    LONGS.set(buffer, at, hold);
    at += held >>> 3;
    hold >>>= held & ~7;
    held &= 7;
  }

  private void passOn() throws IOException {
    out.write(buffer, 0, at);
    bytesPassedOn += at;
    at = 0;
  }
}
