package io.github.maskloom.internal.scale;

/**
 * Where along one axis each target position takes its samples from, and how they weigh.
 *
 * <p>Position {@code i} of the target has its center at {@code (i + 0.5) * scale} of the source,
 * with {@code scale = source size / target size}. It reaches {@code 3 * max(1, scale)} to either
 * side: shrinking widens the kernel so that it also filters. Samples beyond the edges do not count;
 * weights are normalised over those that do. These are the conventions of Pillow's {@code resize}.
 * A position of which a part counts has its center in that part, and weighs so much less.
 */
final class LanczosAxis {
  static final int LOBES = 3;

  private final Span source;
  private final Span target;
  private final double scale;
  private final double stretch;
  private final double support;

  /** An axis between two views of the same length. */
  LanczosAxis(Span source, Span target) {
    this.source = source;
    this.target = target;
    scale = scale(source, target);
    stretch = Math.max(1, scale);
    support = LOBES * stretch;
  }

  private static double scale(Span source, Span target) {
    return source.length() / target.length();
  }

  /** Whether the target is smaller than the source. */
  static boolean shrinks(Span source, Span target) {
    return scale(source, target) > 1;
  }

  int sourceSize() {
    return source.size();
  }

  int targetSize() {
    return target.size();
  }

  /** Whether the target is smaller than the source. */
  boolean shrinks() {
    return shrinks(source, target);
  }

  /** The first source position that counts; never falls as {@code position} grows. */
  int first(int position) {
    return Math.max(0, (int) (center(position) + source.from() - support + 0.5));
  }

  /** One past the last source position that counts; never falls as {@code position} grows. */
  int end(int position) {
    return Math.min(sourceSize(), (int) (center(position) + source.from() + support + 0.5));
  }

  /** Where a target position has its center in the source, from where that begins to count. */
  private double center(int position) {
    return target.center(position) * scale;
  }

  /** The most source positions that count for one target position. */
  int maxTaps() {
    int most = 0;
    for (int position = 0; position < targetSize(); position++) {
      most = Math.max(most, end(position) - first(position));
    }
    return most;
  }

  /** The most target positions that one source position counts for. */
  int maxOverlap() {
    int most = 0;
    int opened = 0;
    for (int position = 0; position < targetSize(); position++) {
      while (opened < targetSize() && first(opened) < end(position)) {
        opened++;
      }
      most = Math.max(most, opened - position);
    }
    return most;
  }

  /** The kernel at a source position, not normalised: divide it by {@link #total}. */
  double kernel(int position, int from) {
    return source.share(from) * lanczos((source.center(from) - center(position)) / stretch);
  }

  /** The sum of the kernel over the source positions that count. */
  double total(int position) {
    double total = 0;
    for (int from = first(position); from < end(position); from++) {
      total += kernel(position, from);
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
