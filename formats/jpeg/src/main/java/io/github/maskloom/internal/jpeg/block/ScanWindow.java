package io.github.maskloom.internal.jpeg.block;

import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A window over the coded data of a scan, without stuffing, up to the next marker (ITU-T T.81,
 * F.1.2.3 and B.1.1.5).
 *
 * <p>Positions count bits from the start of the window; zeros stand behind the last bit before a
 * marker. Fill bytes are dropped. <b>Memory:</b> {@value #HEAP_BYTES} bytes, about.
 */
public final class ScanWindow {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Heap that a window takes, about. */
  public static final int HEAP_BYTES = 100 << 10;

  private static final String FORMAT = "JPEG";
  private static final int DATA_BYTES = 1 << 16;
  private static final int RAW_BYTES = 1 << 15;

  /** More than the longest MCU: blocks of at most 27 bits of DC and 63 times 26 bits of AC. */
  private static final int MAX_MCU_BYTES = McuLayout.MAX_BLOCKS * 209 + 2 * Long.BYTES;

  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;

  private final InputStream in;
  private final byte[] raw = new byte[RAW_BYTES];
  private int rawAt;
  private int rawEnd;

  /** Where raw begins in the file. */
  private long rawOffset;

  final byte[] data = new byte[DATA_BYTES + MAX_MCU_BYTES];

  /** Bytes of data; the rest, at least the longest MCU, is zero once a marker is near. */
  private int end;

  /** The next bit to decode. */
  int position;

  /** The last place where an MCU may begin so that the window surely has all of it. */
  int limit = -1;

  /** Whether a marker, or the end of the file, stands behind the data. */
  private boolean complete;

  private boolean ended;

  /**
   * Begins at the first byte of coded data.
   *
   * @param in stays the caller's; it is read in pieces of up to 32 KiB, also beyond the scan
   * @param offset where it stands in the file, for messages
   */
  public ScanWindow(InputStream in, long offset) {
    this.in = in;
    this.rawOffset = offset;
  }

  /** The bytes of the window. */
  public byte[] data() {
    return data;
  }

  /** The next bit to decode. */
  public int position() {
    return position;
  }

  /** Goes to another bit of the window. */
  public void moveTo(int other) {
    position = other;
  }

  /** The bit behind the last one of the window. */
  public int endPosition() {
    return end << 3;
  }

  /** Whether the whole of the next MCU is in the window, as far as there is one. */
  public boolean isReady() {
    return position <= limit;
  }

  /** Whether the data end within the window, at a marker or where the file does. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Drops what was decoded, but for the last byte if it is decoded in part, and reads more.
   *
   * @throws ImageFormatException if all that is left was decoded already
   */
  public void slide() throws IOException {
    if (complete) {
      throw endsEarly();
    }
    int from = Math.min(position >>> 3, end);
    System.arraycopy(data, from, data, 0, end - from);
    end -= from;
    position -= from << 3;
    fill();
  }

  private void fill() throws IOException {
    while (!complete && end < DATA_BYTES) {
      if (rawEnd - rawAt < 2) {
        readRaw();
      }
      if (!complete) {
        unstuff();
      }
    }
    if (complete) {
      Arrays.fill(data, end, end + MAX_MCU_BYTES, (byte) 0);
    }
    limit = complete ? end << 3 : (end - MAX_MCU_BYTES) << 3;
  }

  private void readRaw() throws IOException {
    int kept = rawEnd - rawAt;
    System.arraycopy(raw, rawAt, raw, 0, kept);
    rawOffset += rawAt;
    rawAt = 0;
    rawEnd = kept;
    while (rawEnd < 2 && !complete) {
      int count = in.read(raw, rawEnd, raw.length - rawEnd);
      if (count < 0) {
        endFile();
      } else {
        rawEnd += count;
      }
    }
  }

  /** Takes a last byte over; half a marker is worth nothing. */
  private void endFile() {
    complete = true;
    ended = true;
    if (rawEnd == 1 && raw[0] != (byte) 0xFF) {
      data[end++] = raw[0];
    }
    rawOffset += rawEnd;
    rawEnd = 0;
  }

  private void unstuff() {
    int to = end;
    int at = rawAt;
    // Invariant: what stands before at was moved to where it ends at to, without stuffing; a byte
    // follows every byte that is looked at.
    while (at + 1 < rawEnd && to < DATA_BYTES) {
      if (at + Long.BYTES < rawEnd && to + Long.BYTES <= DATA_BYTES) {
        long eight = (long) LONG.get(raw, at);
        if (((~eight - 0x0101010101010101L) & eight & 0x8080808080808080L) == 0) {
          LONG.set(data, to, eight);
          at += Long.BYTES;
          to += Long.BYTES;
          continue;
        }
      }
      byte next = raw[at];
      if (next != (byte) 0xFF) {
        data[to++] = next;
        at++;
      } else if (raw[at + 1] == 0) {
        data[to++] = next;
        at += 2;
      } else if (raw[at + 1] == (byte) 0xFF) {
        at++;
      } else {
        complete = true;
        break;
      }
    }
    rawAt = at;
    end = to;
  }

  /**
   * Goes over the restart marker behind the data, which {@link #complete} made known.
   *
   * @param number which it must be, 0 to 7
   */
  public void restart(int number) throws IOException {
    int marker = marker();
    if (marker != RST0 + number) {
      throw wrong("marker " + Integer.toHexString(marker) + " stands in the place of RST" + number);
    }
    rawAt += 2;
    begin();
  }

  /** Reads the first data behind the scan header or a restart marker. */
  public void begin() throws IOException {
    end = 0;
    position = 0;
    complete = false;
    fill();
  }

  /** Makes sure that the data were used up, but for the padding of the last byte. */
  public void complete() throws IOException {
    if (!complete && endPosition() - position < 8) {
      slide();
    }
    if (endPosition() - position >= 8) {
      throw wrong("there are more data than the scan needs");
    }
  }

  /** Makes sure that a marker stands behind the data, not the end of the file. */
  public void checkMarked() {
    if (ended) {
      throw endsEarly();
    }
  }

  /** The marker behind the data. */
  private int marker() {
    checkMarked();
    return raw[rawAt + 1] & 0xFF;
  }

  /**
   * Goes to the end of the scan's data: only bytes of zeros or ones, and restart markers, may be
   * left, as some cameras and programs write them.
   */
  public void finish() throws IOException {
    position = (position + 7) & ~7;
    while (true) {
      for (int at = position >>> 3; at < end; at++) {
        if (data[at] != 0 && data[at] != (byte) 0xFF) {
          position = at << 3;
          throw wrong("there are more data than the scan needs");
        }
      }
      position = end << 3;
      if (!complete) {
        slide();
      } else if (!ended && marker() >= RST0 && marker() <= RST7) {
        rawAt += 2;
        begin();
      } else {
        return;
      }
    }
  }

  /** What follows the data, from the marker on: bytes that were read already, and the rest. */
  public InputStream rest() {
    return new RestOfFile(raw, rawAt, rawEnd, in);
  }

  /** Where {@link #rest} begins in the file. */
  public long restOffset() {
    return rawOffset + rawAt;
  }

  /** An exception for data that end within an MCU. */
  ImageFormatException endsEarly() {
    return ended
        ? ImageFormatException.at(
            FORMAT, "", rawOffset + rawAt, "the file ends before the image does")
        : wrong("the scan's data end early");
  }

  /** An exception about what stands at the next bit. */
  ImageFormatException wrong(String rule) {
    return ImageFormatException.at(FORMAT, "SOS", offset(), rule);
  }

  /** Where the byte of the next bit stands in the file, but for fill bytes behind it. */
  public long offset() {
    long offset = rawOffset + rawAt;
    for (int at = position >>> 3; at < end; at++) {
      offset -= data[at] == (byte) 0xFF ? 2 : 1;
    }
    return offset;
  }
}
