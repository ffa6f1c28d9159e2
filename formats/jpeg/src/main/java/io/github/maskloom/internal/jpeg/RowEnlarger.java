package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.Upsampling;

/**
 * Gives the samples of a component for each row of the image, enlarged where the component has
 * fewer (ITU-T T.81, A.1.1).
 *
 * <p><b>Memory:</b> a row, unless the component has as many samples as the image.
 */
final class RowEnlarger {
  private static final byte[] NO_ROW = new byte[0];

  /** Narrower components are not filtered. */
  private static final int MIN_FILTERED_WIDTH = 3;

  private final ComponentPlane plane;

  /** How many pixels a sample makes across and down. */
  private final int across;

  private final int down;
  private final boolean fancy;
  private final byte[] row;

  private byte[] samples;
  private int at;

  private RowEnlarger(ComponentPlane plane, int across, int down, boolean fancy) {
    this.plane = plane;
    this.across = across;
    this.down = down;
    this.fancy = fancy;
    this.row = across * down == 1 ? NO_ROW : new byte[across * plane.width];
    this.samples = row;
  }

  /** The enlarger of a plane. */
  static RowEnlarger of(ComponentPlane plane, ScaledSize size) {
    int across = size.maxHorizontal() * size.side() / (plane.horizontal * plane.blockSide);
    int down = size.maxVertical() * size.side() / (plane.vertical * plane.blockSide);
    boolean filtered = across == 1 || plane.width >= MIN_FILTERED_WIDTH;
    return new RowEnlarger(
        plane, across, down, size.side() > 1 && across <= 2 && down <= 2 && filtered);
  }

  /** Whether a sample of some component would make a fraction of a pixel. */
  static boolean hasFractions(ScaledSize size, int horizontal, int vertical) {
    return size.maxHorizontal() % horizontal != 0 || size.maxVertical() % vertical != 0;
  }

  /** Whether rows of the image take in rows of the component above and below their own. */
  static boolean needsContext(ScaledSize size, int horizontal, int vertical) {
    int side = size.blockSide(horizontal, vertical);
    int across = size.maxHorizontal() * size.side() / (horizontal * side);
    return size.side() > 1
        && across <= 2
        && size.maxVertical() * size.side() == 2 * vertical * side;
  }

  /** Goes to a row of the image. */
  void select(int y) {
    int near = plane.offset(y / down);
    samples = row;
    at = 0;
    if (across * down == 1) {
      samples = plane.samples;
      at = near;
    } else if (fancy && down == 2) {
      boolean upper = y % 2 == 0;
      int far = plane.offset(upper ? y / 2 - 1 : y / 2 + 1);
      if (across == 2) {
        Upsampling.double2(plane.samples, near, far, plane.width, row);
      } else {
        Upsampling.between(plane.samples, near, far, upper ? 1 : 2, plane.width, row);
      }
    } else if (fancy && across == 2) {
      Upsampling.double1(plane.samples, near, plane.width, row);
    } else if (across == 1) {
      samples = plane.samples;
      at = near;
    } else {
      Upsampling.repeat(plane.samples, near, across, plane.width, row);
    }
  }

  /** Holds the selected row. */
  byte[] samples() {
    return samples;
  }

  /** Where it begins there. */
  int at() {
    return at;
  }
}
