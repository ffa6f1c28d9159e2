package io.github.maskloom.internal.deflate;

import java.util.Arrays;

/** Counts bytes. */
final class Histogram {
  private final int[] second = new int[256];
  private final int[] third = new int[256];
  private final int[] fourth = new int[256];

  /** Adds the first {@code count} bytes to the counts of their values. */
  void count(byte[] bytes, int count, int[] counts) {
    // Four tables, because equal neighbours would wait for each other's store.
    Arrays.fill(second, 0);
    Arrays.fill(third, 0);
    Arrays.fill(fourth, 0);
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
