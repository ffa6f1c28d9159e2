package io.github.maskloom.prepare;

import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the first encoding of a ladder that fits, by bisection: down the qualities, and down the
 * scales at the same quality, encodings shrink.
 *
 * <p>At most nine encodings of a JPEG's 38: two show that full size does not do, four find the
 * scale, three its quality. Every encoding that fits is better than those that fitted before.
 */
final class EncodingLadder {
  private static final int QUALITY_STEP = 10;
  private static final int LEAST_QUALITY = 25;
  private static final int LEAST_QUALITY_SCALED = 35;
  private static final int LAST_QUALITY = 30;
  private static final int TENTHS = 10;
  private static final int LEAST_TENTHS = 5;

  private final PictureSize fullSize;
  private final OutputFormat format;
  private final Encoder encoder;

  /** A step of the ladder. */
  private record Step(PictureSize size, OutputFormat format) {}

  /** Makes one encoding and keeps it if it fits. */
  interface Encoder {
    /** Whether the encoding fits. */
    boolean encode(PictureSize size, OutputFormat format) throws IOException;
  }

  EncodingLadder(PictureSize fullSize, OutputFormat format, Encoder encoder) {
    this.fullSize = fullSize;
    this.format = format;
    this.encoder = encoder;
  }

  /** Whether an encoding fits; the last one that was made and fits is the first of the ladder. */
  boolean descend() throws IOException {
    if (fits(new Step(fullSize, format))) {
      return true;
    }
    return format instanceof OutputFormat.Jpeg jpeg ? descendQualities(jpeg) : descendScales();
  }

  private boolean descendQualities(OutputFormat.Jpeg jpeg) throws IOException {
    List<Step> lower = qualities(fullSize, jpeg, LEAST_QUALITY);
    lower.remove(0);
    if (firstFitting(lower) >= 0) {
      return true;
    }
    int scale = firstFitting(scales(withQuality(jpeg, LEAST_QUALITY_SCALED)));
    if (scale < 0) {
      return fits(new Step(scaled(LEAST_TENTHS), withQuality(jpeg, LAST_QUALITY)));
    }
    List<Step> qualities = qualities(scaled(TENTHS - 1 - scale), jpeg, LEAST_QUALITY_SCALED);
    bisect(qualities);
    return true;
  }

  private boolean descendScales() throws IOException {
    return firstFitting(scales(format)) >= 0;
  }

  private List<Step> scales(OutputFormat format) {
    List<Step> steps = new ArrayList<>();
    for (int tenths = TENTHS - 1; tenths >= LEAST_TENTHS; tenths--) {
      steps.add(new Step(scaled(tenths), format));
    }
    return steps;
  }

  private PictureSize scaled(int tenths) {
    return fullSize.times(tenths, TENTHS);
  }

  private static List<Step> qualities(PictureSize size, OutputFormat.Jpeg best, int least) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(size, best));
    for (int quality = best.quality() - QUALITY_STEP; quality >= least; quality -= QUALITY_STEP) {
      steps.add(new Step(size, withQuality(best, quality)));
    }
    return steps;
  }

  private static OutputFormat.Jpeg withQuality(OutputFormat.Jpeg best, int quality) {
    return new OutputFormat.Jpeg(Math.min(quality, best.quality()), best.backgroundRgb());
  }

  /** The index of the first step that fits; negative if none does. */
  private int firstFitting(List<Step> steps) throws IOException {
    return !steps.isEmpty() && fits(steps.get(steps.size() - 1)) ? bisect(steps) : -1;
  }

  /** The index of the first step that fits, where the last one is known to. */
  private int bisect(List<Step> steps) throws IOException {
    int first = 0;
    int fitting = steps.size() - 1;
    while (first < fitting) {
      int middle = (first + fitting) / 2;
      if (fits(steps.get(middle))) {
        fitting = middle;
      } else {
        first = middle + 1;
      }
    }
    return fitting;
  }

  private boolean fits(Step step) throws IOException {
    return encoder.encode(step.size(), step.format());
  }
}
