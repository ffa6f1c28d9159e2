package io.github.maskloom.local;

/** A shadow on the floor, in pixels of the scene. */
interface FloorShadow {
  /** The first row that may be darkened. */
  double top();

  /** Behind the last row that may be darkened. */
  double bottom();

  /**
   * Darkens a row.
   *
   * @param light how much of its light each pixel of the scene's row keeps, 0 to 1; multiplied
   */
  void cast(int row, float[] light);
}
