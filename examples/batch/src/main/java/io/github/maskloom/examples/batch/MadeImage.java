package io.github.maskloom.examples.batch;

import com.google.common.base.Ascii;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import java.util.OptionalDouble;

/**
 * An image that a job made.
 *
 * @param width in pixels
 * @param height in pixels
 * @param coverage the share of the photo that is painted, 0 to 1; empty if there was no mask
 * @param strategy how it was made
 */
public record MadeImage(int width, int height, OptionalDouble coverage, String strategy) {
  /** An image that was composited or restored. */
  public static MadeImage of(CompositeReport report) {
    ImageGeometry size = report.geometry();
    OptionalDouble coverage = OptionalDouble.of(report.mask().coverage());
    String strategy = Ascii.toLowerCase(report.strategy().name());
    return new MadeImage(size.width(), size.height(), coverage, strategy);
  }

  /** An image that was prepared. */
  public static MadeImage of(PrepareReport report) {
    String strategy = report.passedThrough() ? "copy" : "encode";
    return new MadeImage(report.width(), report.height(), OptionalDouble.empty(), strategy);
  }
}
