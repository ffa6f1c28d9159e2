package io.github.maskloom.internal.jpeg.dct;

/** The order in which a block's coefficients are coded (ITU-T T.81, figure A.6). */
public final class Zigzag {
  /** Coefficients of a block. */
  public static final int BLOCK = 64;

  private static final int SIDE = 8;
  private static final byte[] NATURAL = natural();

  private Zigzag() {}

  /**
   * By place in coding order: the place row by row, {@code 8 * row + column}. A copy, so that a
   * loop which uses it often holds it as its own.
   */
  public static byte[] toNatural() {
    return NATURAL.clone();
  }

  /** The place row by row of a place in coding order. */
  public static int natural(int k) {
    return NATURAL[k];
  }

  private static byte[] natural() {
    byte[] places = new byte[BLOCK];
    int k = 0;
    // Invariant: the diagonals before this one are numbered; odd ones run down, even ones up.
    for (int diagonal = 0; diagonal < 2 * SIDE - 1; diagonal++) {
      int from = Math.max(0, diagonal - SIDE + 1);
      int to = Math.min(diagonal, SIDE - 1);
      for (int i = from; i <= to; i++) {
        int row = diagonal % 2 == 1 ? i : from + to - i;
        places[k++] = (byte) (SIDE * row + diagonal - row);
      }
    }
    return places;
  }
}
