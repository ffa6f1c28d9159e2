package io.github.maskloom.local.light;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.List;

/**
 * What a scene looks like where furniture is to stand.
 *
 * @param scene in small
 * @param grain standard deviation of the photo's grain, in levels of 255
 * @param places where furniture is to stand, in pixels of the photo
 * @param edgeWidths how wide the photo's edges are at each place, in its pixels; 0 if unknown
 */
public record SceneLook(
    Thumbnail scene, double grain, List<BoundingBox> places, List<Double> edgeWidths) {
  /**
   * Takes every row of a scene, which stays the caller's to close.
   *
   * @param places in its pixels
   */
  public static SceneLook of(WindowReader scene, List<BoundingBox> places) throws IOException {
    return SceneScan.of(scene, places);
  }

  /** The row of the horizon, as a share of the scene's height from its top. */
  public double horizon() {
    return Horizon.of(scene);
  }

  /** The light at a place. */
  public PlaceLight light(int place) {
    return new LightMeter(scene, places.get(place)).light();
  }
}
