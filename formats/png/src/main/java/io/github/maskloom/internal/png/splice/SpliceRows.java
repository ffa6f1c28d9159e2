package io.github.maskloom.internal.png.splice;

import static io.github.maskloom.internal.deflate.Words.LONGS;

import io.github.maskloom.internal.png.RowFilter;
import io.github.maskloom.internal.png.ScanlineReader;
import io.github.maskloom.internal.png.Unfilter;
import java.util.Arrays;

/**
 * The current row of an image that is being changed, and the one above it, before and after.
 *
 * <p>As long as nothing has changed, in this row or the one above, one pair of rows stands for
 * both. Each row's array begins with its filter type. <b>Memory:</b> six rows.
 */
final class SpliceRows {
  private static final int START = ScanlineReader.START;

  /** Another filter must save one part in this many of the bytes that are not zero. */
  private static final int PARTS_TO_SAVE = 10;

  private final int pixelBytes;
  private byte[] old;
  private byte[] oldAbove;
  private byte[] changed;
  private byte[] changedAbove;
  private byte[] filtered;

  /** What another filter makes of the row. */
  private byte[] candidate;

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
    candidate = new byte[rowLength];
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

  /** Whether the row has no filter in the source. */
  boolean isUnfiltered() {
    return old[0] == Unfilter.NONE;
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

  /** A place behind which enough bytes are equal to end a range, or the end of the row. */
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
   * Filters the row again where a change can show, which is then {@link #touched}.
   *
   * @param data holds the row as it was filtered, from its type at {@code at} on
   * @param mayChoose whether a filtered row that mostly changed may take another filter, which
   *     changes all of its bytes: one that leaves far more of them zero
   * @return the row as it is now, with its type
   */
  byte[] refilter(byte[] data, int at, boolean mayChoose) {
    System.arraycopy(data, at, filtered, 0, filtered.length);
    byte[] row = differences.isEmpty() ? old : changed;
    byte[] above = differencesAbove.isEmpty() ? oldAbove : changedAbove;
    touched.unite(differences, differencesAbove, pixelBytes, filtered.length);
    for (int i = 0; i < touched.count(); i++) {
      RowFilter.apply(
          filtered[0], row, above, touched.from(i), touched.to(i), pixelBytes, filtered);
    }
    if (mayChoose && !isUnfiltered() && differences.totalBytes() > old.length / 2) {
      chooseFilter(row, above);
    }
    return filtered;
  }

  private void chooseFilter(byte[] row, byte[] above) {
    int others = nonZeros(filtered);
    int fewest = others - others / PARTS_TO_SAVE;
    for (byte type = Unfilter.NONE; type <= Unfilter.PAETH; type++) {
      candidate[0] = type;
      RowFilter.apply(type, row, above, START, candidate.length, pixelBytes, candidate);
      int count = nonZeros(candidate);
      if (count < fewest) {
        fewest = count;
        byte[] swap = filtered;
        filtered = candidate;
        candidate = swap;
        touched.clear();
        touched.add(0, filtered.length);
      }
    }
  }

  /** Bytes of a filtered row that a run of zeros does not take in. */
  private static int nonZeros(byte[] filtered) {
    int count = 0;
    for (int i = START; i < filtered.length; i++) {
      count += filtered[i] == 0 ? 0 : 1;
    }
    return count;
  }

  /** The ranges of the filtered row in which bytes may differ from the source's. */
  ByteRanges touched() {
    return touched;
  }
}
