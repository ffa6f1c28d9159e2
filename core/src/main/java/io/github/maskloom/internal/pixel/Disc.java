package io.github.maskloom.internal.pixel;

/**
 * The pixels around one that count as near it: those whose squared distance is at most {@code
 * limit}.
 *
 * @param rows how many rows it reaches up and down
 * @param limit the largest squared distance
 */
public record Disc(int rows, int limit) {
  /** All that is at most this many pixels away. */
  public static Disc within(int pixels) {
    return new Disc(pixels, pixels * pixels);
  }

  /** All that is less than this many pixels away, which is 1 at least. */
  public static Disc nearerThan(int pixels) {
    return new Disc(pixels - 1, pixels * pixels - 1);
  }

  /** Whether it holds nothing but its middle. */
  public boolean isPoint() {
    return rows == 0;
  }

  /** How many pixels it reaches to either side in a row so many above or below its middle. */
  int halfWidth(int down) {
    return (int) Math.sqrt(limit - (double) down * down);
  }
}
