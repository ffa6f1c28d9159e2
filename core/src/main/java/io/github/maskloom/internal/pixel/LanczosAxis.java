package io.github.maskloom.internal.pixel;

/**
 * Where along one axis each target position takes its samples from, and how they weigh.
 *
 * <p>Position {@code i} of the target has its centre at {@code (i + 0.5) * scale} of the source,
 * with {@code scale = source size / target size}. It reaches {@code 3 * max(1, scale)} to either
 * side: shrinking widens the kernel so that it also filters. Samples beyond the edges do not count;
 * weights are normalised over those that do. These are the conventions of Pillow's {@code resize}.
 */
final class LanczosAxis {
  static final int LOBES = 3;

  private final int sourceSize;
  private final int targetSize;
  private final double scale;
  private final double stretch;
  private final double support;
  private final double lastShare;

  LanczosAxis(int sourceSize, int targetSize) {
    this(sourceSize, sourceSize, targetSize);
  }

  /**
   * An axis whose last source position may be a part of one.
   *
   * @param extent source positions with the part, more than {@code sourceSize - 1}
   */
  LanczosAxis(int sourceSize, double extent, int targetSize) {
    this.sourceSize = sourceSize;
    this.targetSize = targetSize;
    lastShare = extent - (sourceSize - 1);
    scale = extent / targetSize;
    stretch = Math.max(1, scale);
    support = LOBES * stretch;
  }

  int sourceSize() {
    return sourceSize;
  }

  int targetSize() {
    return targetSize;
  }

  /** Whether the target is smaller than the source. */
  boolean shrinks() {
    return scale > 1;
  }

  /** The first source position that counts; never falls as {@code target} grows. */
  int first(int target) {
    return Math.max(0, (int) (center(target) - support + 0.5));
  }

  /** One past the last source position that counts; never falls as {@code target} grows. */
  int end(int target) {
    return Math.min(sourceSize, (int) (center(target) + support + 0.5));
  }

  private double center(int target) {
    return (target + 0.5) * scale;
  }

  /** The most source positions that count for one target position. */
  int maxTaps() {
    int most = 0;
    for (int target = 0; target < targetSize; target++) {
      most = Math.max(most, end(target) - first(target));
    }
    return most;
  }

  /** The most target positions that one source position counts for. */
  int maxOverlap() {
    int most = 0;
    int opened = 0;
    for (int target = 0; target < targetSize; target++) {
      while (opened < targetSize && first(opened) < end(target)) {
        opened++;
      }
      most = Math.max(most, opened - target);
    }
    return most;
  }

  /** The kernel at a source position, not normalised: divide it by {@link #total}. */
  double kernel(int target, int source) {
    double share = source == sourceSize - 1 ? lastShare : 1;
    return share * lanczos((source + 0.5 * share - center(target)) / stretch);
  }

  /** The sum of the kernel over the source positions that count. */
  double total(int target) {
    double total = 0;
    for (int source = first(target); source < end(target); source++) {
      total += kernel(target, source);
    }
    return total;
  }

  private static double lanczos(double x) {
    return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
