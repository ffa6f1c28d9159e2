package io.github.maskloom.internal.png;

/**
 * Turns bytes of a row into filtered bytes (PNG 3rd edition, section 9.2).
 *
 * <p>Unlike the other direction no result depends on another, so any part of a row can be filtered.
 */
public final class Filter {
  private static final int START = ScanlineReader.START;

  private Filter() {}

  /**
   * Filters part of a row.
   *
   * @param type the filter type, 0 to 4
   * @param row the row, from index {@link ScanlineReader#START} on
   * @param above the row above at the same place, zero for the first row
   * @param pixelBytes the distance between bytes that belong together
   * @param target takes the filtered bytes [from, to)
   */
  public static void apply(
      int type, byte[] row, byte[] above, int from, int to, int pixelBytes, byte[] target) {
    int inFirstPixel = Math.min(to, START + pixelBytes);
    for (int i = from; i < inFirstPixel; i++) {
      target[i] = (byte) (row[i] - predictInFirstPixel(type, above[i]));
    }
    int rest = Math.max(from, START + pixelBytes);
    switch (type) {
      case Unfilter.SUB -> sub(row, rest, to, pixelBytes, target);
      case Unfilter.UP -> up(row, above, rest, to, target);
      case Unfilter.AVERAGE -> average(row, above, rest, to, pixelBytes, target);
      case Unfilter.PAETH -> paeth(row, above, rest, to, pixelBytes, target);
      default -> none(row, rest, to, target);
    }
  }

  /** Left of the first pixel are zeros. */
  private static int predictInFirstPixel(int type, byte above) {
    return switch (type) {
      case Unfilter.UP, Unfilter.PAETH -> above;
      case Unfilter.AVERAGE -> (above & 0xFF) >> 1;
      default -> 0;
    };
  }

  private static void none(byte[] row, int from, int to, byte[] target) {
    if (from < to) {
      System.arraycopy(row, from, target, from, to - from);
    }
  }

  private static void sub(byte[] row, int from, int to, int pixelBytes, byte[] target) {
    for (int i = from; i < to; i++) {
      target[i] = (byte) (row[i] - row[i - pixelBytes]);
    }
  }

  private static void up(byte[] row, byte[] above, int from, int to, byte[] target) {
    for (int i = from; i < to; i++) {
      target[i] = (byte) (row[i] - above[i]);
    }
  }

  private static void average(
      byte[] row, byte[] above, int from, int to, int pixelBytes, byte[] target) {
    for (int i = from; i < to; i++) {
      int mean = ((row[i - pixelBytes] & 0xFF) + (above[i] & 0xFF)) >> 1;
      target[i] = (byte) (row[i] - mean);
    }
  }

  private static void paeth(
      byte[] row, byte[] above, int from, int to, int pixelBytes, byte[] target) {
    for (int i = from; i < to; i++) {
      int predicted =
          Unfilter.paeth(row[i - pixelBytes] & 0xFF, above[i] & 0xFF, above[i - pixelBytes] & 0xFF);
      target[i] = (byte) (row[i] - predicted);
    }
  }
}
