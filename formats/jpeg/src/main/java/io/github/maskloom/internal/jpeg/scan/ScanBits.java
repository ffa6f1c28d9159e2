package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The coded bits of a scan, without the zeros stuffed behind FF, a window at a time (ITU-T T.81,
 * F.1.2.3 and B.1.1.5).
 *
 * <p>Positions count bits from the start of the window, which ends at a marker. Zeros stand behind
 * the last bit before a marker; it is an error to take one of them. <b>Memory:</b> the window, as
 * large as asked for, and room for the longest blocks.
 */
public final class ScanBits {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final String MORE_DATA = "there are more data than the scan needs";

  /** A block of 27 bits of DC and 63 times 26 bits of AC. */
  private static final int MAX_BLOCK_BYTES = 209;

  private final JpegInput input;
  private final boolean endsFile;

  /** The bytes of the window. */
  public final byte[] data;

  /** Room behind the window for what is decoded at once, and for reading beyond. */
  private final int spareBytes;

  /** Bytes of data; what is spare behind them is zero once a marker is near. */
  private int end;

  /** The next bit to decode. */
  int position;

  /** The last place where blocks may begin so that the window surely has all of them. */
  int limit = -1;

  /** Whether a marker, or the end of the input, stands behind the data. */
  private boolean complete;

  private int nextRestart;

  /**
   * Begins before the first bit.
   *
   * @param input stands at the first byte of coded data; it is read from when bits are asked for
   * @param windowBytes how many bytes the window has
   * @param blocks how many blocks are decoded at once
   * @param endsFile whether the file ends where the input does
   */
  public ScanBits(JpegInput input, int windowBytes, int blocks, boolean endsFile) {
    this.input = input;
    this.endsFile = endsFile;
    this.spareBytes = blocks * MAX_BLOCK_BYTES + 2 * Long.BYTES;
    this.data = new byte[windowBytes + spareBytes];
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

  /** Whether all bits of the next blocks are in the window, as far as there are any. */
  public boolean isReady() {
    return position <= limit;
  }

  /** Whether the data end within the window, at a marker or where the file does. */
  public boolean isComplete() {
    return complete;
  }

  /** Makes sure that the window has all bits of the next blocks. */
  void require() throws IOException {
    if (position > limit) {
      slide();
    }
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
    int windowBytes = data.length - spareBytes;
    while (!complete && end < windowBytes) {
      int count = input.readCoded(data, end, windowBytes - end);
      complete = count == 0;
      end += count;
    }
    if (complete) {
      Arrays.fill(data, end, end + spareBytes, (byte) 0);
    }
    limit = (complete ? end : end - spareBytes) << 3;
  }

  /** The next bits, the first of them topmost, of which 57 are right. */
  long next() {
    return (long) LONG.get(data, position >>> 3) << (position & 7);
  }

  /** Takes a Huffman code's word and returns its symbol. */
  int symbol(HuffmanTable table) {
    long next = next();
    int found = table.find(next);
    if (found == 0) {
      throw wrong(table.brokenRule(next, false));
    }
    position += found >> 8;
    return found & 0xFF;
  }

  /** Takes 1 to 31 bits as a number. */
  int number(int length) {
    int number = (int) (next() >>> (64 - length));
    position += length;
    return number;
  }

  /**
   * Checks that no bit was taken beyond the last.
   *
   * @throws ImageFormatException if the data end early
   */
  public void checkNotPassed() {
    if (complete && position > endPosition()) {
      throw endsEarly();
    }
  }

  /** Makes sure that the data were used up, but for the padding of the last byte. */
  public void checkUsedUp() throws IOException {
    checkNotPassed();
    if (!complete && endPosition() - position < 8) {
      slide();
    }
    if (endPosition() - position >= 8) {
      throw wrong(MORE_DATA);
    }
  }

  /**
   * Goes over the next restart marker; the data before it must have been used up.
   *
   * @return its number, 0 to 7
   */
  public int restart() throws IOException {
    checkUsedUp();
    int number = input.nextMarker() - JpegMarker.RST0;
    if (!JpegMarker.isRestart(input.nextMarker())) {
      throw endsEarly("the scan's data end where a restart marker was expected");
    }
    if (number != nextRestart) {
      throw wrong("restart marker " + number + " stands in the place of " + nextRestart);
    }
    nextRestart = (nextRestart + 1) & 7;
    begin();
    return number;
  }

  /** Begins behind a marker. */
  private void begin() throws IOException {
    input.skip(2);
    end = 0;
    position = 0;
    complete = false;
    fill();
  }

  /** Makes sure that a marker stands behind the data, not the end of the file. */
  public void checkMarked() {
    if (input.nextMarker() == 0) {
      throw endsEarly();
    }
  }

  /**
   * Goes to the end of the scan's data: only bytes of zeros or ones, and restart markers, may be
   * left, as some cameras and programs write them.
   */
  public void finish() throws IOException {
    checkNotPassed();
    position = (position + 7) & ~7;
    while (true) {
      for (int at = position >>> 3; at < end; at++) {
        if (data[at] != 0 && data[at] != (byte) 0xFF) {
          position = at << 3;
          throw wrong(MORE_DATA);
        }
      }
      position = end << 3;
      if (!complete) {
        slide();
      } else if (JpegMarker.isRestart(input.nextMarker())) {
        begin();
      } else {
        return;
      }
    }
  }

  private ImageFormatException endsEarly() {
    return endsEarly("premature end: the scan's data end early");
  }

  private ImageFormatException endsEarly(String rule) {
    return endsFile && input.ended() ? JpegInput.truncated(input.position()) : wrong(rule);
  }

  /** An exception about what stands at the next bit. */
  public ImageFormatException wrong(String rule) {
    return JpegInput.wrong("SOS", offset(), rule);
  }

  /** Where the byte of the next bit stands in the file, but for fill bytes behind it. */
  private long offset() {
    long offset = input.position();
    for (int at = position >>> 3; at < end; at++) {
      offset -= data[at] == (byte) 0xFF ? 2 : 1;
    }
    return offset;
  }
}
