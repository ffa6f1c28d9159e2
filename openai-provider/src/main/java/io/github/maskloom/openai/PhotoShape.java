package io.github.maskloom.openai;

import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.PixelSizes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size to ask for where the caller asks for none: as near to the photo's shape as the model
 * makes it, for {@code auto} would choose a shape by itself.
 */
final class PhotoShape {
  private static final int STEPS = 6;

  /** A width and a height, each of which fits an integer. */
  private static final Pattern PIXELS = Pattern.compile("([1-9][0-9]{0,8})x([1-9][0-9]{0,8})");

  private final int width;
  private final int height;

  PhotoShape(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** The size, as it is sent, or empty if the model has none. */
  Optional<String> size(Model model) {
    return model.sizes().pixels().map(this::on).orElseGet(() -> named(model));
  }

  /** Of sizes near the photo's own, scaled into what is made, the one of the truest shape. */
  private Optional<String> on(PixelSizes grid) {
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
      // A step away from the photo's size is worth a thousandth of its shape.
      double off = h == 0 ? 0 : distortion(w, h) + Math.abs(step - middle) / 1000.0;
      if (h > 0 && grid.has(w, h) && off < least) {
        least = off;
        best = Optional.of(w + "x" + h);
      }
    }
    return best;
  }

  private Optional<String> named(Model model) {
    Optional<String> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (String name : model.sizes().names()) {
      Matcher pixels = PIXELS.matcher(name);
      if (pixels.matches()) {
        double off =
            distortion(Integer.parseInt(pixels.group(1)), Integer.parseInt(pixels.group(2)));
        if (off < least) {
          least = off;
          best = Optional.of(name);
        }
      }
    }
    return best;
  }

  /** How far a size's shape is from the photo's, or 0 if it is the same. */
  private double distortion(int w, int h) {
    return Math.abs(Math.log((double) w * height / ((double) h * width)));
  }
}
