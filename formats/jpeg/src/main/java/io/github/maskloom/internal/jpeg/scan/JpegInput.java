package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads a JPEG stream as what it is made of: markers, segments, and entropy-coded data (ITU-T T.81,
 * annex B).
 *
 * <p>An image ends with its EOI marker. A stream that ends earlier is reported as truncated, but
 * for coded data, which may end there: see {@link #ended}. <b>Memory:</b> one buffer of 16 KiB,
 * unless stated. <b>Ownership:</b> the underlying stream is the caller's to close.
 */
public final class JpegInput {
  private static final String FORMAT = "JPEG";

  private static final long EACH_LOWEST = 0x0101010101010101L;
  private static final long EACH_HIGHEST = 0x8080808080808080L;

  private static final int BUFFER_BYTES = 1 << 14;

  private final InputStream source;
  private final byte[] buffer;
  private int at;
  private int end;
  private long bufferOffset;
  private boolean ended;

  public JpegInput(InputStream source) {
    this(source, 0, BUFFER_BYTES);
  }

  /**
   * Begins within a file.
   *
   * @param offset where the stream stands in it, for messages
   * @param bufferBytes at least two
   */
  JpegInput(InputStream source, long offset, int bufferBytes) {
    this.source = source;
    this.bufferOffset = offset;
    this.buffer = new byte[bufferBytes];
  }

  /** Bytes taken so far. */
  public long position() {
    return bufferOffset + at;
  }

  /** Whether more bytes were asked for than there are. */
  public boolean ended() {
    return ended;
  }

  /** Whether another byte follows. */
  public boolean hasMore() throws IOException {
    return has(1);
  }

  public int readByte() throws IOException {
    require(1);
    return buffer[at++] & 0xFF;
  }

  int readShort() throws IOException {
    return readByte() << 8 | readByte();
  }

  /**
   * Takes the next marker, with whatever stands before it: fill bytes, and stray ones that the IJG
   * library passes over too ({@code next_marker} in {@code jdmarker.c}).
   */
  public int readMarker() throws IOException {
    int marker = 0;
    while (marker == 0) {
      while (readByte() != 0xFF) {
        // Nothing in between means anything.
      }
      do {
        marker = readByte();
      } while (marker == 0xFF);
    }
    return marker;
  }

  /** Takes a segment's length field and returns how many bytes of content follow it. */
  public int readContentLength(int marker) throws IOException {
    long start = position();
    int length = readShort();
    if (length < 2) {
      throw wrong(JpegMarker.name(marker), start, "a segment's length counts its own two bytes");
    }
    return length - 2;
  }

  /** Copies at least one and at most {@code length} bytes. */
  public int read(byte[] target, int offset, int length) throws IOException {
    require(1);
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  /** Takes exactly {@code length} bytes. */
  public byte[] readBytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int filled = 0; filled < length; ) {
      filled += read(bytes, filled, length - filled);
    }
    return bytes;
  }

  public void skip(int count) throws IOException {
    for (int left = count; left > 0; ) {
      require(1);
      int step = Math.min(left, end - at);
      at += step;
      left -= step;
    }
  }

  /**
   * Copies entropy-coded data, restart markers included, up to the next other marker or the end of
   * the stream; half a stuffed byte or marker before that is dropped.
   */
  void copyScanData(OutputStream out) throws IOException {
    while (has(2)) {
      int from = at;
      passScanData();
      out.write(buffer, from, at - from);
      if (end - at >= 2) {
        if (buffer[at + 1] != (byte) 0xFF) {
          return;
        }
        at++;
      }
    }
    if (at < end && buffer[at] != (byte) 0xFF) {
      out.write(buffer, at, 1);
    }
    at = end;
  }

  /** Goes on within the buffer, up to a byte of 0xFF that is no data or the last there. */
  private void passScanData() {
    passToFF();
    while (end - at >= 2 && (buffer[at + 1] == 0 || JpegMarker.isRestart(buffer[at + 1] & 0xFF))) {
      at += 2;
      passToFF();
    }
  }

  /**
   * Takes entropy-coded data up to the next marker or the end of the stream, without what is
   * stuffed or fills; half a marker at the end is dropped.
   *
   * @return how many bytes; 0 if a marker or nothing stands next
   */
  int readCoded(byte[] target, int offset, int length) throws IOException {
    int to = offset;
    int stop = offset + length;
    while (to < stop && has(2)) {
      to = unstuff(target, to, stop);
      if (to < stop && end - at >= 2) {
        return to - offset;
      }
    }
    if (to < stop) {
      if (at < end && buffer[at] != (byte) 0xFF) {
        target[to++] = buffer[at];
      }
      at = end;
    }
    return to - offset;
  }

  private int unstuff(byte[] target, int from, int stop) {
    int to = from;
    int next = at;
    // Invariant: what stands before next was moved to where it ends at to, without stuffing; a byte
    // follows every byte that is looked at.
    while (next + 1 < end && to < stop) {
      if (next + Long.BYTES < end && to + Long.BYTES <= stop) {
        long eight = (long) ScanBits.LONG.get(buffer, next);
        if (((~eight - EACH_LOWEST) & eight & EACH_HIGHEST) == 0) {
          ScanBits.LONG.set(target, to, eight);
          next += Long.BYTES;
          to += Long.BYTES;
          continue;
        }
      }
      byte value = buffer[next];
      boolean fill = value == (byte) 0xFF && buffer[next + 1] == (byte) 0xFF;
      if (value == (byte) 0xFF && !fill && buffer[next + 1] != 0) {
        break;
      }
      if (!fill) {
        target[to++] = value;
      }
      next += value == (byte) 0xFF && !fill ? 2 : 1;
    }
    at = next;
    return to;
  }

  /** The marker that stands next, behind coded data that were taken; 0 if there is none. */
  int nextMarker() {
    return end - at >= 2 ? buffer[at + 1] & 0xFF : 0;
  }

  private void passToFF() {
    int i = at;
    while (end - i >= Long.BYTES) {
      long eight = (long) ScanBits.LONG.get(buffer, i);
      if (((~eight - EACH_LOWEST) & eight & EACH_HIGHEST) != 0) {
        break;
      }
      i += Long.BYTES;
    }
    while (i < end && buffer[i] != (byte) 0xFF) {
      i++;
    }
    at = i;
  }

  private void require(int count) throws IOException {
    if (!has(count)) {
      throw truncated(bufferOffset + end);
    }
  }

  private boolean has(int count) throws IOException {
    while (end - at < count) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      bufferOffset += at;
      end -= at;
      at = 0;
      int read = source.read(buffer, end, buffer.length - end);
      if (read < 0) {
        ended = true;
        return false;
      }
      end += read;
    }
    return true;
  }

  /** What to say of a part, at an offset, that breaks a rule. */
  public static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(FORMAT, part, offset, rule);
  }

  /** What to say of a file that ends at an offset, where it should not. */
  public static ImageFormatException truncated(long offset) {
    return wrong("", offset, "the file ends before the image does");
  }
}
