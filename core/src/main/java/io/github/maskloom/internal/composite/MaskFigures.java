package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.pixel.MaskTally;

/** What was counted of a mask, as it is reported. */
final class MaskFigures {
  private MaskFigures() {}

  /** Figures of a mask of which some pixels were filled. */
  static MaskStatistics filled(MaskStatistics figures, long filledPixels) {
    return new MaskStatistics(
        figures.paintedPixels(),
        figures.coverage(),
        figures.boundingBox(),
        figures.meanAlpha(),
        figures.dominantAlpha(),
        filledPixels);
  }

  static MaskStatistics of(MaskTally tally, long pixels) {
    BoundingBox box =
        tally.isEmpty()
            ? BoundingBox.EMPTY
            : new BoundingBox(tally.minX(), tally.minY(), tally.boxWidth(), tally.boxHeight());
    return new MaskStatistics(
        tally.paintedPixels(),
        (double) tally.paintedPixels() / pixels,
        box,
        tally.meanAlpha(),
        tally.dominantAlpha(),
        0);
  }
}
