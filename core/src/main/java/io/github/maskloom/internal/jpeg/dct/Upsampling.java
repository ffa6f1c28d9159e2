package io.github.maskloom.internal.jpeg.dct;

/**
 * Enlarges rows of a component that has fewer samples than the image: where a ratio is 2, by the
 * triangle filter of the IJG library's "fancy upsampling" ({@code jdsample.c}), which takes three
 * quarters of the nearer sample and one of the next; else by repeating samples.
 *
 * <p>The ends of a row, which have no next sample, count as their own.
 */
public final class Upsampling {
  private Upsampling() {}

  /**
   * Doubles a row.
   *
   * @param from the row's samples, {@code width} of them from {@code at}
   * @param to takes twice as many
   */
  public static void double1(byte[] from, int at, int width, byte[] to) {
    int before = from[at] & 0xFF;
    int here = before;
    // Invariant: the samples before x are doubled; before and here are those at x - 1 and x.
    for (int x = 0; x < width; x++) {
      int next = x + 1 < width ? from[at + x + 1] & 0xFF : here;
      to[2 * x] = (byte) ((3 * here + before + 1) >> 2);
      to[2 * x + 1] = (byte) ((3 * here + next + 2) >> 2);
      before = here;
      here = next;
    }
  }

  /**
   * Makes the row between two, nearer to the first.
   *
   * @param bias what is added before a sum of four is divided: 1 or 2
   */
  public static void between(
      byte[] from, int nearer, int farther, int bias, int width, byte[] to) {
    for (int x = 0; x < width; x++) {
      int sum = 3 * (from[nearer + x] & 0xFF) + (from[farther + x] & 0xFF);
      to[x] = (byte) ((sum + bias) >> 2);
    }
  }

  /** Makes the row between two, nearer to the first, and doubles it. */
  public static void double2(byte[] from, int nearer, int farther, int width, byte[] to) {
    int here = 3 * (from[nearer] & 0xFF) + (from[farther] & 0xFF);
    int before = here;
    // Invariant: the samples before x are doubled; before and here are four times those at x - 1, x.
    for (int x = 0; x < width - 1; x++) {
      int next = 3 * (from[nearer + x + 1] & 0xFF) + (from[farther + x + 1] & 0xFF);
      to[2 * x] = (byte) ((3 * here + before + 8) >> 4);
      to[2 * x + 1] = (byte) ((3 * here + next + 7) >> 4);
      before = here;
      here = next;
    }
    to[2 * width - 2] = (byte) ((3 * here + before + 8) >> 4);
    to[2 * width - 1] = (byte) ((4 * here + 7) >> 4);
  }

  /** Repeats each sample of a row. */
  public static void repeat(byte[] from, int at, int times, int width, byte[] to) {
    for (int x = 0, end = 0; x < width; x++) {
      byte sample = from[at + x];
      for (int i = 0; i < times; i++) {
        to[end++] = sample;
      }
    }
  }
}
