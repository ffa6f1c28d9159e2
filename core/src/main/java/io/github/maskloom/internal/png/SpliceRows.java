package io.github.maskloom.internal.png;

import java.util.Arrays;

/**
 * The current row of a picture that is being changed, and the one above it, before and after.
 *
 * <p>As long as nothing has changed, in this row or the one above, one pair of rows stands for
 * both. Each row's array begins with its filter type. <b>Memory:</b> five rows.
 */
final class SpliceRows {
  private static final int START = ScanlineReader.START;

  private final int pixelBytes;
  private byte[] old;
  private byte[] oldAbove;
  private byte[] changed;
  private byte[] changedAbove;
  private final byte[] filtered;

  /** Bytes that differ from the old row, [from, to); empty where they are equal. */
  private int from;

  private int to;
  private int aboveFrom;
  private int aboveTo;

  SpliceRows(int rowLength, int pixelBytes) {
    this.pixelBytes = pixelBytes;
    old = new byte[rowLength];
    oldAbove = new byte[rowLength];
    changed = new byte[rowLength];
    changedAbove = new byte[rowLength];
    filtered = new byte[rowLength];
  }

  /**
   * Goes to the next row.
   *
   * @param data holds the row as it was filtered, from its type at {@code at} on
   * @return the filter type, which is not checked
   */
  int next(byte[] data, int at) {
    byte[] swap = oldAbove;
    oldAbove = old;
    old = swap;
    swap = changedAbove;
    changedAbove = changed;
    changed = swap;
    aboveFrom = from;
    aboveTo = to;
    from = 0;
    to = 0;
    System.arraycopy(data, at, old, 0, old.length);
    return old[0] & 0xFF;
  }

  /** Undoes the filter of a row that {@link #next} has taken. */
  void unfilter() {
    Unfilter.apply(old[0], old, oldAbove, START, old.length, pixelBytes);
  }

  /** The row as it was, from {@link ScanlineReader#START} on. */
  byte[] old() {
    return old;
  }

  /** Where the changed row is to be put, from {@link ScanlineReader#START} on. */
  byte[] changed() {
    return changed;
  }

  /** Says that {@link #changed} holds the changed row. */
  void compare() {
    int first = Arrays.mismatch(old, START, old.length, changed, START, changed.length);
    if (first >= 0) {
      from = START + first;
      to = old.length;
      while (old[to - 1] == changed[to - 1]) {
        to--;
      }
    }
  }

  /** Whether the current row differs from what it was. */
  boolean isChanged() {
    return from < to;
  }

  /** Whether the filtered row may differ: this row or the one above has changed. */
  boolean isTouched() {
    return from < to || aboveFrom < aboveTo;
  }

  /**
   * Filters the row anew where a change can show.
   *
   * @param data holds the row as it was filtered, from its type at {@code at} on
   * @return the row as it is now, with its type
   */
  byte[] refilter(byte[] data, int at) {
    System.arraycopy(data, at, filtered, 0, filtered.length);
    byte[] row = old;
    byte[] above = oldAbove;
    int first = filtered.length;
    int last = 0;
    if (from < to) {
      row = changed;
      first = from;
      last = to;
    }
    if (aboveFrom < aboveTo) {
      above = changedAbove;
      first = Math.min(first, aboveFrom);
      last = Math.max(last, aboveTo);
    }
    int end = Math.min(last + pixelBytes, filtered.length);
    Filter.apply(filtered[0], row, above, first, end, pixelBytes, filtered);
    return filtered;
  }
}
