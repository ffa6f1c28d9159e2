package io.github.maskloom.examples.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of bytes, of which no more is held than is allowed. <b>Threads:</b> one. */
final class BoundedLines {
  private static final int BUFFER_BYTES = 1 << 14;

  private final InputStream in;
  private final int mostBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
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
    terminated = false;
    boolean any = false;
    while (!terminated && fill()) {
      any = true;
      int feed = next;
      while (feed < end && buffer[feed] != '\n') {
        feed++;
      }
      add(feed - next);
      terminated = feed < end;
      consumed += feed - next + (terminated ? 1 : 0);
      next = terminated ? feed + 1 : feed;
    }
    number += any ? 1 : 0;
    return any;
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    next = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** One byte more than is allowed is kept, which tells that the line is too long. */
  private void add(int count) {
    int kept = Math.min(count, mostBytes + 1 - length);
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.min(mostBytes + 1, Math.max(2 * line.length, length + kept)));
    }
    System.arraycopy(buffer, next, line, length, kept);
    length += kept;
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

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
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
