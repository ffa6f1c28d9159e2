package io.github.maskloom.internal.scale;

/**
 * What the pixels along one side of an image stand for: a length, in pixels, of which the first or
 * the last pixel may cover a part only. Or a cut through pixels, of which those beside it still
 * count where a kernel reaches them.
 *
 * @param size pixels
 * @param from where the length begins, less than a pixel behind the first one's edge; a cut begins
 *     anywhere, also before it
 * @param length how long it is; it ends less than a pixel before the last one's edge, and a cut
 *     anywhere
 * @param isCut whether it is a cut
 */
public record Span(int size, double from, double length, boolean isCut) {

  /** Pixels of which the first or the last one may cover a part only. */
  public Span(int size, double from, double length) {
    this(size, from, length, false);
  }

  /** A part of what pixels stand for, in pixels from where that begins. */
  public Span cut(double begin, double wanted) {
    return new Span(size, from + begin, wanted, true);
  }

  /** Pixels that stand for themselves. */
  public static Span of(int size) {
    return new Span(size, 0, size);
  }

  /**
   * A whole at the scale at which a part of it has so many pixels, of which the first begins where
   * the part does.
   *
   * @param begin where the part begins, on a whole of so many
   * @param count how long it is, on that whole
   * @param whole how long all of it is
   * @param pixels how many the part is to have
   */
  public static Span around(int begin, int count, int whole, int pixels) {
    double scale = (double) pixels / count;
    double before = begin * scale;
    double from = Math.ceil(before) - before;
    double length = whole * scale;
    return new Span((int) Math.ceil(snapped(from + length)), from, length);
  }

  /** The same, counted from the other end. */
  public Span reversed() {
    return new Span(size, size - from - length, length);
  }

  /**
   * What the pixels that show a part of it stand for, the first of them at {@link #pixelOf}.
   *
   * @param begin where the part begins, on a whole of so many
   * @param count how long it is, on that whole
   * @param whole how long all of it is
   */
  public Span part(int begin, int count, int whole) {
    int first = pixelOf(begin, whole);
    double start = at(begin, whole);
    double end = at((long) begin + count, whole);
    int last = Math.min(size, (int) Math.ceil(end));
    return new Span(last - first, start - first, end - start);
  }

  /** The pixel that shows a place on a whole of so many. */
  public int pixelOf(int place, int whole) {
    return (int) Math.floor(at(place, whole));
  }

  private double at(long place, int whole) {
    return snapped(from + place * length / whole);
  }

  /** What is a whole number but for what floating point lost. */
  private static double snapped(double place) {
    double whole = Math.rint(place);
    return Math.abs(place - whole) < 1e-6 ? whole : place;
  }

  /** What blocks of pixels stand for, made one each, the last one a part if need be. */
  public Span inBlocks(int block) {
    int blocks = (int) (((long) size + block - 1) / block);
    return new Span(blocks, from / block, length / block, isCut);
  }

  // A record's own equals takes long to link, and every short-lived process would pay that.
  boolean isSameAs(Span other) {
    return size == other.size
        && isCut == other.isCut
        && from == other.from
        && length == other.length;
  }

  /** How much of a pixel counts. */
  double share(int pixel) {
    return end(pixel) - begin(pixel);
  }

  /** The middle of what counts of a pixel, from where the length begins. */
  double center(int pixel) {
    return (begin(pixel) + end(pixel)) / 2;
  }

  private double begin(int pixel) {
    return isCut ? pixel - from : Math.max(0, pixel - from);
  }

  private double end(int pixel) {
    return isCut ? pixel + 1 - from : Math.min(length, pixel + 1 - from);
  }
}
