package io.github.maskloom.internal.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The current row of a picture that is being changed, and the one above it, before and after.
 *
 * <p>As long as nothing has changed, in this row or the one above, one pair of rows stands for
 * both. Each row's array begins with its filter type. <b>Memory:</b> five rows.
 */
final class SpliceRows {
  private static final int START = ScanlineReader.START;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int pixelBytes;
  private byte[] old;
  private byte[] oldAbove;
  private byte[] changed;
  private byte[] changedAbove;
  private final byte[] filtered;

  /** Where the row, and the one above, differ from what they were. */
  private ByteRanges differences;

  private ByteRanges differencesAbove;

  /** Where the filtered row may differ. */
  private final ByteRanges touched;

  SpliceRows(int rowLength, int pixelBytes) {
    this.pixelBytes = pixelBytes;
    old = new byte[rowLength];
    oldAbove = new byte[rowLength];
    changed = new byte[rowLength];
    changedAbove = new byte[rowLength];
    filtered = new byte[rowLength];
    differences = new ByteRanges(rowLength);
    differencesAbove = new ByteRanges(rowLength);
    touched = new ByteRanges(rowLength);
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
    ByteRanges swapRanges = differencesAbove;
    differencesAbove = differences;
    differences = swapRanges;
    differences.clear();
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
    int first = nextDifference(START);
    while (first < old.length) {
      int end = differenceEnd(first);
      differences.add(first, end);
      first = nextDifference(end);
    }
  }

  private int nextDifference(int at) {
    int same = Arrays.mismatch(old, at, old.length, changed, at, changed.length);
    return same < 0 ? old.length : at + same;
  }

  /** A place behind which so many bytes are equal that a range ends, or the end of the row. */
  private int differenceEnd(int first) {
    int at = first;
    while (at < old.length && !isGap(at)) {
      at = Math.min(at + Long.BYTES, old.length);
    }
    return at;
  }

  private boolean isGap(int at) {
    int end = Math.min(at + ByteRanges.MIN_GAP_BYTES, old.length);
    return (end - at < Long.BYTES || (long) LONGS.get(old, at) == (long) LONGS.get(changed, at))
        && Arrays.equals(old, at, end, changed, at, end);
  }

  /** Whether the current row differs from what it was. */
  boolean isChanged() {
    return !differences.isEmpty();
  }

  /** Whether the filtered row may differ: this row or the one above has changed. */
  boolean isTouched() {
    return isChanged() || !differencesAbove.isEmpty();
  }

  /**
   * Filters the row anew where a change can show, which is then {@link #touched}.
   *
   * @param data holds the row as it was filtered, from its type at {@code at} on
   * @return the row as it is now, with its type
   */
  byte[] refilter(byte[] data, int at) {
    System.arraycopy(data, at, filtered, 0, filtered.length);
    byte[] row = differences.isEmpty() ? old : changed;
    byte[] above = differencesAbove.isEmpty() ? oldAbove : changedAbove;
    touched.unite(differences, differencesAbove, pixelBytes, filtered.length);
    for (int i = 0; i < touched.count(); i++) {
      int from = touched.from(i);
      Filter.apply(filtered[0], row, above, from, touched.to(i), pixelBytes, filtered);
    }
    return filtered;
  }

  /** The ranges of the filtered row in which bytes may differ from the source's. */
  ByteRanges touched() {
    return touched;
  }
}
