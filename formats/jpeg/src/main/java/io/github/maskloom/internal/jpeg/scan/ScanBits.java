package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The coded bits of a scan (ITU-T T.81, F.2.2.5), without the zeros stuffed behind FF.
 *
 * <p>Before up to 32 bits are taken, {@link #require} makes sure of them; beyond the last bit it
 * supplies zeros, and complains once one of those was taken. <b>Memory:</b> a buffer, as large as
 * asked for.
 */
public final class ScanBits {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final String MORE_DATA = "there are more data than the scan needs";

  private static final long EACH_LOWEST = 0x0101010101010101L;
  private static final long EACH_HIGHEST = 0x8080808080808080L;

  private final ScanBytes source;
  final byte[] buffer;

  // Invariant: at <= end <= rawAt <= rawEnd. buffer[at, end) is data without stuffing, whose end is
  // known; buffer[rawAt, rawEnd) was read last from the source.
  int at;
  int end;
  private int rawAt;
  private int rawEnd;
  private long bytesRead;
  private boolean allRead;

  /** The next bits, the first of them topmost; those beyond the count are right or zero. */
  long bits;

  int count;

  /** How many of the bytes counted are behind the last byte of data. */
  private int paddingBytes;

  private int nextRestart;

  /** Begins with the first bit; the buffer has at least so many bytes, 2 or more. */
  public ScanBits(ScanBytes source, int bufferBytes) {
    this.source = source;
    this.buffer = new byte[bufferBytes];
  }

  /** Takes over where a loop that had the next bits for itself has got to. */
  void set(long newBits, int newCount, int newAt) {
    bits = newBits;
    count = newCount;
    at = newAt;
  }

  /** Makes sure of 32 bits. */
  void require() throws IOException {
    if (count < 32) {
      refill();
    }
  }

  void refill() throws IOException {
    if (end - at >= Long.BYTES) {
      bits |= (long) LONG.get(buffer, at) >>> count;
      at += (63 - count) >>> 3;
      count |= 56;
    } else {
      refillByByte();
    }
  }

  private void refillByByte() throws IOException {
    checkNotPassed();
    while (count <= 56) {
      if (at == end) {
        fill();
      }
      if (at < end) {
        bits |= (buffer[at++] & 0xFFL) << (56 - count);
      } else {
        paddingBytes++;
      }
      count += 8;
    }
  }

  /** Checks that no bit was taken beyond the last. */
  void checkNotPassed() {
    if (count < 8 * paddingBytes) {
      throw endsEarly("premature end: the scan's data end early");
    }
  }

  /** Gets more data without stuffing, if there are any before a marker. */
  private void fill() throws IOException {
    if (rawEnd - rawAt < 2 && !allRead) {
      readMore();
    }
    unstuff();
  }

  private void readMore() throws IOException {
    int kept = rawEnd - rawAt;
    System.arraycopy(buffer, rawAt, buffer, 0, kept);
    int length = source.read(buffer, kept, buffer.length - kept);
    bytesRead += length;
    allRead = length == 0;
    if (!allRead) {
      at = 0;
      end = 0;
      rawAt = 0;
      rawEnd = kept + length;
    }
  }

  private void unstuff() {
    // Invariant: what comes before rawAt was moved to where it ends at end, without stuffing.
    while (rawAt < rawEnd) {
      if (rawEnd - rawAt >= Long.BYTES) {
        long eight = (long) LONG.get(buffer, rawAt);
        if (((~eight - EACH_LOWEST) & eight & EACH_HIGHEST) == 0) {
          LONG.set(buffer, end, eight);
          rawAt += Long.BYTES;
          end += Long.BYTES;
          continue;
        }
      }
      byte next = buffer[rawAt];
      if (next == (byte) 0xFF) {
        if (rawAt + 1 == rawEnd || buffer[rawAt + 1] != 0) {
          return;
        }
        rawAt++;
      }
      buffer[end++] = next;
      rawAt++;
    }
  }

  /** Takes a Huffman code's word and returns its symbol. */
  int symbol(HuffmanTable code) {
    int found = code.find(bits);
    if (found == 0) {
      throw wrong("the bits are no word of the Huffman code");
    }
    drop(found >> 8);
    return found & 0xFF;
  }

  /** Takes 1 to 31 bits as a number. */
  int number(int length) {
    int number = (int) (bits >>> (64 - length));
    drop(length);
    return number;
  }

  /** Takes a coefficient or difference of a size of 1 to 15 bits (F.2.2.1, EXTEND). */
  int signed(int size) {
    int negative = (int) ~(bits >> 63);
    int number = (int) (bits >>> (64 - size));
    drop(size);
    return number + (negative & (1 - (1 << size)));
  }

  private void drop(int length) {
    bits <<= length;
    count -= length;
  }

  /** Goes over the next restart marker; the data before it must have been used up. */
  void restart() throws IOException {
    checkUsedUp();
    if (rawEnd - rawAt < 2) {
      throw endsEarly("the scan's data end where a restart marker was expected");
    }
    int marker = buffer[rawAt + 1] & 0xFF;
    if (marker != JpegMarker.RST0 + nextRestart) {
      throw wrong(
          "restart marker "
              + (marker - JpegMarker.RST0)
              + " stands in the place of "
              + nextRestart);
    }
    nextRestart = (nextRestart + 1) & 7;
    rawAt += 2;
    bits = 0;
    count = 0;
    paddingBytes = 0;
  }

  /**
   * Checks that the scan's data were used up, but for padding: bytes of zeros or ones, and restart
   * markers, as some cameras and programs write them.
   */
  void finish() throws IOException {
    checkNotPassed();
    drop(count & 7);
    for (; count - 8 * paddingBytes >= 8; drop(8)) {
      checkPadding((byte) (bits >>> (64 - 8)));
    }
    while (hasMore()) {
      if (at < end) {
        checkPadding(buffer[at++]);
      } else {
        rawAt += 2;
      }
    }
  }

  private boolean hasMore() throws IOException {
    if (at == end) {
      fill();
    }
    return at < end || rawAt < rawEnd;
  }

  private void checkPadding(byte value) {
    if (value != 0 && value != (byte) 0xFF) {
      throw wrong(MORE_DATA);
    }
  }

  private void checkUsedUp() throws IOException {
    checkNotPassed();
    if (at == end) {
      fill();
    }
    if (at < end || count - 8 * paddingBytes >= 8) {
      throw wrong(MORE_DATA);
    }
  }

  private ImageFormatException endsEarly(String rule) {
    long cutAt = source.cutAt();
    return cutAt >= 0 ? JpegInput.truncated(cutAt) : wrong(rule);
  }

  /** An exception about what was just taken. */
  ImageFormatException wrong(String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, "SOS", source.offset() + position(), rule);
  }

  /** How many bytes of the source stand before the next whole one. */
  private long position() {
    int loaded = Math.max(0, count / 8 - paddingBytes);
    long position = bytesRead - (rawEnd - rawAt) - (end - at) - loaded;
    for (int i = Math.max(0, at - loaded); i < end; i++) {
      if (buffer[i] == (byte) 0xFF) {
        position--;
      }
    }
    return position;
  }
}
