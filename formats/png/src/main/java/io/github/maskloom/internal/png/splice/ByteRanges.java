package io.github.maskloom.internal.png.splice;

/** Ranges of a row in ascending order, far enough apart that each is worth its own treatment. */
final class ByteRanges {
  /** Ranges with fewer bytes between them become one. */
  static final int MIN_GAP_BYTES = 64;

  /** No ranges, of any row. */
  static final ByteRanges NONE = new ByteRanges(0);

  private final int[] from;
  private final int[] to;
  private int count;

  ByteRanges(int rowLength) {
    int most = rowLength / MIN_GAP_BYTES + 1;
    from = new int[most];
    to = new int[most];
  }

  void clear() {
    count = 0;
  }

  /** Adds a range that begins where the last one does, or behind. */
  void add(int first, int end) {
    if (count > 0 && first < to[count - 1] + MIN_GAP_BYTES) {
      to[count - 1] = Math.max(to[count - 1], end);
    } else {
      from[count] = first;
      to[count++] = end;
    }
  }

  /** Becomes the ranges of two others together, each longer by {@code tail} up to {@code limit}. */
  void unite(ByteRanges a, ByteRanges b, int tail, int limit) {
    clear();
    int i = 0;
    int j = 0;
    while (i < a.count || j < b.count) {
      boolean takeA = j == b.count || (i < a.count && a.from[i] <= b.from[j]);
      ByteRanges taken = takeA ? a : b;
      int index = takeA ? i++ : j++;
      add(taken.from[index], Math.min(taken.to[index] + tail, limit));
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  int from(int index) {
    return from[index];
  }

  int to(int index) {
    return to[index];
  }

  /** Bytes in all ranges. */
  int totalBytes() {
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += to[i] - from[i];
    }
    return total;
  }
}
