package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.light.PlaceLight;
import io.github.maskloom.local.light.SceneLook;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What furniture is fitted to: the scene at the size of the images to make.
 *
 * @param lights at each spot
 * @param grain standard deviation of the photo's grain, in levels of 255
 * @param edgeWidths how wide the photo's edges are at each spot; 0 if unknown
 * @param floor the scene's floor
 */
record SceneFit(List<PlaceLight> lights, double grain, List<Double> edgeWidths, Floor floor) {
  /**
   * Fits a scene that was looked at.
   *
   * @param stored the scene's own size
   * @param size of the images to make
   * @param painted what of those images is painted
   */
  static SceneFit of(SceneLook look, SceneSize stored, SceneSize size, BoundingBox painted) {
    double scale = (double) size.width() / stored.width();
    return new SceneFit(
        IntStream.range(0, look.places().size()).mapToObj(look::light).toList(),
        look.grain() * Math.min(1, scale),
        look.edgeWidths().stream()
            .map(width -> width == 0 ? 0 : Math.max(1, width * scale))
            .toList(),
        Floor.of(size, look.horizon(), painted));
  }
}
