package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of bytes, of which no more is held than is allowed. <b>Threads:</b> one. */
final class BoundedLines {
  /** The bytes of the line, from the first to {@link #length}; valid until the next one. */
  byte[] bytes = new byte[256];

  int length;

  /** The number of the line, from 1. */
  long number;

  /** How many bytes were read, to the end of the line. */
  long consumed;

  boolean tooLong;

  /** Whether a line feed ended the line. */
  boolean terminated;

  private final InputStream in;
  private final int mostBytes;
  private final byte[] buffer = new byte[1 << 14];
  private int next;
  private int end;

  BoundedLines(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /** Reads the next line; false at the end. What stands behind the last line feed is a line. */
  boolean advance() throws IOException {
    length = 0;
    tooLong = false;
    long before = consumed;
    int value = read();
    while (value >= 0 && value != '\n') {
      tooLong = length == mostBytes;
      if (!tooLong) {
        bytes = length == bytes.length ? Arrays.copyOf(bytes, 2 * length) : bytes;
        bytes[length++] = (byte) value;
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

  /** The line as a text. */
  String text() {
    return new String(bytes, 0, length, UTF_8);
  }
}
