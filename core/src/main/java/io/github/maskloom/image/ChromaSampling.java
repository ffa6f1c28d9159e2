package io.github.maskloom.image;

/** How coarsely a JPEG stores colour, beside brightness, which it stores pixel by pixel. */
public enum ChromaSampling {
  /** A sample for every pixel: sharp coloured edges, and the largest file. */
  RATIO_444(1, 1),
  /** A sample for every two pixels of a row, as many cameras write. */
  RATIO_422(2, 1),
  /** A sample for every two pixels of a column. */
  RATIO_440(1, 2),
  /** A sample for every two by two pixels, as most programs write. */
  RATIO_420(2, 2),
  /** A sample for every four pixels of a row. */
  RATIO_411(4, 1);

  private final int pixelsAcross;
  private final int pixelsDown;

  ChromaSampling(int pixelsAcross, int pixelsDown) {
    this.pixelsAcross = pixelsAcross;
    this.pixelsDown = pixelsDown;
  }

  /** How many pixels of a row share a sample. */
  public int pixelsAcross() {
    return pixelsAcross;
  }

  /** How many pixels of a column share a sample. */
  public int pixelsDown() {
    return pixelsDown;
  }
}
