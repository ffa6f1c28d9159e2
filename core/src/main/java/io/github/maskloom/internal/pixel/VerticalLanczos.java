package io.github.maskloom.internal.pixel;

/** Scales rows of floats from top to bottom: as many rows go in as the next one out needs. */
interface VerticalLanczos {
  /** A pass for an axis, over rows of {@code width} pixels of {@code bands} samples. */
  static VerticalLanczos of(LanczosAxis axis, int width, int bands) {
    return axis.shrinks()
        ? new ShrinkingRows(axis, width, bands)
        : new GrowingRows(axis, width, bands);
  }

  /** Whether the current target row lacks source rows. */
  boolean needsRow();

  /** Takes the next source row; only while {@link #needsRow}. */
  void feed(HorizontalLanczos row);

  /** Whether every sample of the current target row is zero. */
  boolean isEmpty();

  /** Writes pixels [x, x + pixels) of the current target row to the start of {@code target}. */
  void read(int x, int pixels, float[] target);

  /** Goes on to the next target row; there may be none. */
  void advance();

  /** Adds {@code weight} times a stretch of a row to a stretch of another. */
  static void addWeighted(
      float weight, float[] from, int fromIndex, float[] to, int toIndex, int count) {
    for (int i = 0; i < count; i++) {
      to[toIndex + i] += weight * from[fromIndex + i];
    }
  }
}
