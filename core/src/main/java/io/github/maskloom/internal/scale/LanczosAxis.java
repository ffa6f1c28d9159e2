package io.github.maskloom.internal.scale;

/**
 * Where along one axis each target position takes its samples from, and how they weigh.
 *
 * <p>Position {@code i} of the target has its center at {@code (i + 0.5) * scale} of the source,
 * with {@code scale = source size / target size}. It reaches {@code 3 * max(1, scale)} to either
 * side: shrinking widens the kernel so that it also filters. Samples beyond the edges do not count;
 * weights are normalized over those that do. These are the conventions of Pillow's {@code resize}.
 * A position of which a part counts has its center in that part, and weighs so much less.
 *
 * <p>An axis of coverage rings nowhere. Where it shrinks, samples weigh by what of them lies in the
 * target position. Where it grows, what comes out stays between the two samples around.
 */
final class LanczosAxis {
  static final int LOBES = 3;

  private final Span source;
  private final Span target;
  private final double scale;
  private final double stretch;
  private final double support;
  private final boolean coverage;

  /**
   * An axis between two views of the same length.
   *
   * @param coverage whether it rings nowhere
   */
  LanczosAxis(Span source, Span target, boolean coverage) {
    this.source = source;
    this.target = target;
    this.coverage = coverage;
    scale = source.length() / target.length();
    stretch = Math.max(1, scale);
    support = coverage && shrinks() ? (scale + 1) / 2 : LOBES * stretch;
  }

  /** Whether the target is smaller than the source. */
  static boolean shrinks(Span source, Span target) {
    return source.length() / target.length() > 1;
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

  /** Whether what comes out is kept between the samples around. */
  boolean isBounded() {
    return coverage && !shrinks();
  }

  /** The last source position whose center is not behind that of a target position; may be -1. */
  int before(int position) {
    return (int) Math.floor(center(position) + source.from() - 0.5);
  }

  /** The first source position that counts; never falls as {@code position} grows. */
  int first(int position) {
    return Math.max(0, (int) (center(position) + source.from() - support + 0.5));
  }

  /** One past the last source position that counts; never falls as {@code position} grows. */
  int end(int position) {
    return Math.min(sourceSize(), (int) (center(position) + source.from() + support + 0.5));
  }

  /**
   * Where a target position has its center in the source, from where that begins to count. What
   * lies beyond the source has it at its edge.
   */
  private double center(int position) {
    double center = target.center(position) * scale;
    return Math.max(-source.from(), Math.min(source.size() - source.from(), center));
  }

  /** The most source positions that count for one target position. */
  int maxTaps() {
    int most = 0;
    for (int position = 0; position < targetSize(); position++) {
      most = Math.max(most, end(position) - first(position));
    }
    return most;
  }

  /**
   * The most target positions that are begun before the last one of a group can be made.
   *
   * @param group how many are made at a time
   */
  int maxOverlap(int group) {
    int most = 0;
    int opened = 0;
    for (int position = 0; position < targetSize(); position += group) {
      int last = Math.min(position + group, targetSize()) - 1;
      while (opened < targetSize() && first(opened) < end(last)) {
        opened++;
      }
      most = Math.max(most, opened - position);
    }
    return most;
  }

  /**
   * Weighs the source positions from {@link #first} to {@link #end} for a target position.
   *
   * @param weights takes them from {@code at} on; their sum is 1
   */
  void weigh(int position, float[] weights, int at) {
    int first = first(position);
    int count = end(position) - first;
    double total = 0;
    for (int i = 0; i < count; i++) {
      double weight = kernel(position, first + i);
      weights[at + i] = (float) weight;
      total += weight;
    }
    for (int i = 0; i < count; i++) {
      weights[at + i] = (float) (weights[at + i] / total);
    }
  }

  private double kernel(int position, int from) {
    return coverage && shrinks()
        ? common(position, from)
        : source.share(from) * lanczos((source.center(from) - center(position)) / stretch);
  }

  /** How much of a source position lies in a target position. */
  private double common(int position, int from) {
    double half = target.share(position) * scale / 2;
    double begin = Math.max(center(position) - half, source.center(from) - source.share(from) / 2);
    double end = Math.min(center(position) + half, source.center(from) + source.share(from) / 2);
    return Math.max(0, end - begin);
  }

  /** {@code sinc(x) sinc(x / 3)}, of which one sine is that of three times the other's angle. */
  private static double lanczos(double x) {
    if (x == 0) {
      return 1;
    }
    double angle = Math.PI * x / LOBES;
    double sine = Math.sin(angle);
    double square = sine * sine;
    return Math.abs(x) < LOBES ? square * (3 - 4 * square) / (LOBES * angle * angle) : 0;
  }
}
