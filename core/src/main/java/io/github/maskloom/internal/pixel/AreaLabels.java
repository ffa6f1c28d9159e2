package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an image's unpainted area that turned out to hang together, by union and find. Label
 * 0 is the outside. Once everything was seen, {@link #decide} starts over with the labels known.
 *
 * <p><b>Memory:</b> four bytes a label.
 */
final class AreaLabels {
  /** What leads out of the image. */
  static final int OUTSIDE = 0;

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final ImageLimits limits;

  /** For each label one that is no larger and hangs together with it; itself if there is none. */
  private final List<int[]> lower = new ArrayList<>();

  private int count;
  private boolean decided;

  AreaLabels(ImageLimits limits) {
    this.limits = limits;
    create();
  }

  /** Heap that so many labels take. */
  static long heapBytes(long labels) {
    long chunks = labels / CHUNK + 1;
    return chunks * CHUNK * Integer.BYTES;
  }

  /**
   * A label that hangs together with no other yet; the same ones in the same order after {@link
   * #decide}.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many
   */
  int create() {
    if (!decided) {
      LimitCheck.areas(limits, count);
      if (count % CHUNK == 0) {
        lower.add(new int[CHUNK]);
      }
      set(count, count);
    }
    return count++;
  }

  /** Makes two labels hang together, and returns one for both. */
  int join(int one, int other) {
    if (decided) {
      return one;
    }
    int first = root(one);
    int second = root(other);
    set(Math.max(first, second), Math.min(first, second));
    return Math.min(first, second);
  }

  private int root(int label) {
    int at = label;
    while (get(at) != at) {
      // Halving the way keeps it short for those who come later.
      set(at, get(get(at)));
      at = get(at);
    }
    return at;
  }

  /**
   * Ends the joining: labels are given anew in the same order.
   *
   * @return whether any is enclosed
   */
  boolean decide() {
    boolean any = false;
    // Ascending, so that what a label leads to is known already.
    for (int label = 0; label < count; label++) {
      set(label, get(get(label)));
      any |= isEnclosed(label);
    }
    decided = true;
    count = OUTSIDE + 1;
    return any;
  }

  /** Whether a label does not hang together with the outside, once that was decided. */
  boolean isEnclosed(int label) {
    return get(label) != OUTSIDE;
  }

  private int get(int label) {
    return lower.get(label >> CHUNK_BITS)[label & CHUNK - 1];
  }

  private void set(int label, int value) {
    lower.get(label >> CHUNK_BITS)[label & CHUNK - 1] = value;
  }
}
