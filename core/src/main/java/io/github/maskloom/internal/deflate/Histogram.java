package io.github.maskloom.internal.deflate;

/** Counts bytes. */
final class Histogram {
  private Histogram() {}

  /** Adds the first {@code count} bytes to the counts of their values. */
  static void count(byte[] bytes, int count, int[] counts) {
    // Four tables, because equal neighbours would wait for each other's store.
    int[] second = new int[256];
    int[] third = new int[256];
    int[] fourth = new int[256];
    int i = 0;
    for (; i <= count - 4; i += 4) {
      counts[bytes[i] & 0xFF]++;
      second[bytes[i + 1] & 0xFF]++;
      third[bytes[i + 2] & 0xFF]++;
      fourth[bytes[i + 3] & 0xFF]++;
    }
    for (; i < count; i++) {
      counts[bytes[i] & 0xFF]++;
    }
    for (int value = 0; value < 256; value++) {
      counts[value] += second[value] + third[value] + fourth[value];
    }
  }
}
