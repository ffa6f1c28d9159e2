package io.github.maskloom.examples.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of bytes, of which no more is held than is allowed. <b>Threads:</b> one. */
final class BoundedLines {
  private final InputStream in;
  private final int mostBytes;
  private final byte[] buffer = new byte[1 << 14];
  private int next;
  private int end;
  private byte[] line = new byte[256];
  private int length;
  private long number;
  private long consumed;
  private boolean terminated;

  BoundedLines(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /** Reads the next line; false at the end. What stands behind the last line feed is a line. */
  boolean advance() throws IOException {
    length = 0;
    long before = consumed;
    int value = read();
    while (value >= 0 && value != '\n') {
      // One byte more than is allowed is kept, which tells that the line is too long.
      if (length <= mostBytes) {
        line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
        line[length++] = (byte) value;
      }
      value = read();
    }
    terminated = value == '\n';
    number++;
    return consumed > before;
  }

  private int read() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return -1;
      }
    }
    consumed++;
    return buffer[next++] & 0xFF;
  }

  /** The bytes of the line, from the first to {@link #length}; valid until the next one. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return Math.min(length, mostBytes);
  }

  boolean isTooLong() {
    return length > mostBytes;
  }

  /** Whether a line feed ended the line. */
  boolean isTerminated() {
    return terminated;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  /** How many bytes were read, to the end of the line. */
  long consumed() {
    return consumed;
  }
}
