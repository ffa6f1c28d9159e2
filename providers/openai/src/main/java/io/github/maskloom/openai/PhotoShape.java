package io.github.maskloom.openai;

import static java.lang.Integer.parseInt;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Model;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The size to ask for where the caller asks for none: as near to the photo's shape as the model
 * makes it, for {@code auto} would choose a shape by itself.
 */
record PhotoShape(int width, int height) {
  private static final int STEPS = 6;

  /** A width and a height, each of which fits an integer. */
  private static final Pattern PIXELS = Pattern.compile("([1-9][0-9]{0,8})x([1-9][0-9]{0,8})");

  /** The size, as it is sent, or empty if the model has none. */
  Optional<String> size(Model model) {
    return model.sizes().inPixels() ? on(model.sizes()) : named(model);
  }

  /** Of sizes near the photo's own, scaled into what is made, the one of the truest shape. */
  private Optional<String> on(Sizes grid) {
    double pixels = (double) width * height;
    double scale = 1;
    if (pixels < grid.minPixels()) {
      scale = Math.sqrt(grid.minPixels() / pixels) * 1.01;
    } else if (pixels > grid.maxPixels()) {
      scale = Math.sqrt(grid.maxPixels() / pixels) * 0.99;
    }
    scale = Math.min(scale, (double) grid.maxSide() / Math.max(width, height));
    int middle = (int) Math.round(width * scale / grid.multiple());
    // A step away from the photo's size is worth a thousandth of its shape.
    return IntStream.rangeClosed(Math.max(1, middle - STEPS), middle + STEPS)
        .map(step -> step * grid.multiple())
        .filter(w -> height(w, grid) > 0 && grid.has(w, height(w, grid)))
        .boxed()
        .min(
            Comparator.comparingDouble(
                w ->
                    distortion(w, height(w, grid))
                        + Math.abs(w / grid.multiple() - middle) / 1000.0))
        .map(w -> w + "x" + height(w, grid));
  }

  /** The height on the grid that a width has in the photo's shape. */
  private int height(int w, Sizes grid) {
    return (int) Math.round((double) w * height / width / grid.multiple()) * grid.multiple();
  }

  private Optional<String> named(Model model) {
    return model.sizes().names().stream()
        .map(PIXELS::matcher)
        .filter(Matcher::matches)
        .min(
            Comparator.comparingDouble(
                name -> distortion(parseInt(name.group(1)), parseInt(name.group(2)))))
        .map(Matcher::group);
  }

  /** How far a size's shape is from the photo's, or 0 if it is the same. */
  private double distortion(int w, int h) {
    return Math.abs(Math.log((double) w * height / ((double) h * width)));
  }
}
