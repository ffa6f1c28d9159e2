package io.github.maskloom.openai;

import io.github.maskloom.openai.OpenAiModel.SizeGrid;
import java.util.Optional;

/**
 * The size to ask for where the caller asks for none: as near to the scene's shape as the model
 * makes it, for {@code auto} would choose a shape by itself.
 */
final class SceneShape {
  private static final int STEPS = 6;

  private final int width;
  private final int height;

  SceneShape(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** The size, as it is sent, or empty if the model has none. */
  Optional<String> size(OpenAiModel model) {
    return model.grid().isPresent() ? on(model.grid().get()) : named(model);
  }

  /** Of sizes near the scene's own, scaled into what is made, the one of the truest shape. */
  private Optional<String> on(SizeGrid grid) {
    double pixels = (double) width * height;
    double scale = 1;
    if (pixels < grid.minPixels()) {
      scale = Math.sqrt(grid.minPixels() / pixels) * 1.01;
    } else if (pixels > grid.maxPixels()) {
      scale = Math.sqrt(grid.maxPixels() / pixels) * 0.99;
    }
    scale = Math.min(scale, (double) grid.maxSide() / Math.max(width, height));
    int middle = (int) Math.round(width * scale / grid.multiple());
    Optional<String> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (int step = Math.max(1, middle - STEPS); step <= middle + STEPS; step++) {
      int w = step * grid.multiple();
      int h = (int) Math.round((double) w * height / width / grid.multiple()) * grid.multiple();
      // A step away from the scene's size is worth a thousandth of its shape.
      double off = h == 0 ? 0 : distortion(w, h) + Math.abs(step - middle) / 1000.0;
      if (h > 0 && grid.has(w, h) && off < least) {
        least = off;
        best = Optional.of(w + "x" + h);
      }
    }
    return best;
  }

  private Optional<String> named(OpenAiModel model) {
    Optional<String> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (String name : model.namedSizes()) {
      int by = name.indexOf('x');
      if (by > 0) {
        double off =
            distortion(
                Integer.parseInt(name.substring(0, by)), Integer.parseInt(name.substring(by + 1)));
        if (off < least) {
          least = off;
          best = Optional.of(name);
        }
      }
    }
    return best;
  }

  /** How far a size's shape is from the scene's, or 0 if it is the same. */
  private double distortion(int w, int h) {
    return Math.abs(Math.log((double) w * height / ((double) h * width)));
  }
}
