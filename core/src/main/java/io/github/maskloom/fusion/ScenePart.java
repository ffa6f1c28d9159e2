package io.github.maskloom.fusion;

import io.github.maskloom.BoundingBox;

/**
 * What of a photo was sent as the scene, and how large.
 *
 * @param box the part, in pixels of the photo as it is seen upright
 * @param photoWidth columns of the photo
 * @param photoHeight rows of the photo
 * @param sentWidth columns of the scene as it was sent
 * @param sentHeight rows of the scene as it was sent
 */
public record ScenePart(
    BoundingBox box, int photoWidth, int photoHeight, int sentWidth, int sentHeight) {
  /** Whether it is the whole photo. */
  public boolean isWhole() {
    return box.width() == photoWidth && box.height() == photoHeight;
  }

  /** Columns sent for each column of the photo: 1 at full resolution, more if it was enlarged. */
  public double scale() {
    return (double) sentWidth / box.width();
  }
}
