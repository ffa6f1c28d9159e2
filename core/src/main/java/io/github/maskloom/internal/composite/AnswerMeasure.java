package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.Restored.Alignment.Outcome;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.align.AlignmentFit;
import io.github.maskloom.internal.align.AlignmentFit.Warp;
import io.github.maskloom.internal.align.LumaPair;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.CroppedRows;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** Measures where a replacement shows the part of the photo that it stands for. */
final class AnswerMeasure {
  private static final double MIN_AGREEMENT = 0.4;
  private static final double MAX_ERROR = 0.25;
  private static final double MAX_SECOND = 0.9;
  private static final double MAX_IN_LINE = 0.75;
  private static final double MAX_MOVED = 0.1;
  private static final double MIN_SCALE = 0.88;
  private static final double MAX_SCALE = 1.14;

  private final ImageGeometry photo;
  private final BoundingBox part;
  private final ImageGeometry replacement;
  private final int width;
  private final int height;

  /** Of a photo, of which the replacement stands for a part. */
  AnswerMeasure(ImageGeometry photo, BoundingBox part, ImageGeometry replacement) {
    this.photo = photo;
    this.part = part;
    this.replacement = replacement;
    double scale = scale();
    width = (int) Math.max(1, Math.round(part.width() * scale));
    height = (int) Math.max(1, Math.round(part.height() * scale));
  }

  private double scale() {
    return Math.min(1, (double) LumaPair.MAX_SIDE / Math.max(part.width(), part.height()));
  }

  /** How the photo is opened. */
  EncodedImage.Reduction ofPhoto() {
    Area least = Area.of((int) (photo.width() * scale()), (int) (photo.height() * scale()));
    return ComparedCoverage.reductionTo(least);
  }

  /** How the replacement is opened. */
  EncodedImage.Reduction ofReplacement() {
    return ComparedCoverage.reductionTo(Area.of(width, height));
  }

  /** What the part of the photo looks like, seen so. */
  Stage<RowCursor> photo(Stage<WindowReader> rows, Area seen) {
    Span across = seen.columns().part(part.x(), part.width(), photo.width());
    Span down = seen.rows().part(part.y(), part.height(), photo.height());
    int left = seen.columns().pixelOf(part.x(), photo.width());
    int top = seen.rows().pixelOf(part.y(), photo.height());
    Stage<WindowReader> cropped = CroppedRows.stage(rows, left, top, across.size(), down.size());
    return reduced(cropped, new Area(across, down), Role.PHOTO);
  }

  /** What the replacement looks like, seen so. */
  Stage<RowCursor> replacement(Stage<WindowReader> rows, Area seen) {
    return reduced(rows, seen, Role.REPLACEMENT);
  }

  private Stage<RowCursor> reduced(Stage<WindowReader> rows, Area seen, Role role) {
    return RowCursor.stage(ScaledRows.means(rows, seen, Area.of(width, height)), role, 1);
  }

  /** What measuring takes: reading the images, and then finding the replacement. */
  Cost cost(Cost reading) {
    return reading
        .plus(Cost.heap(LumaPair.heapBytes(width, height)))
        .orThen(Cost.heap(LumaPair.fitBytes(width, height)));
  }

  /** Two images of which nothing was read. */
  LumaPair pair() {
    return new LumaPair(width, height);
  }

  /** Takes where something is painted. */
  void readPaint(Stage<PaintRows> coverage, LumaPair pair, Scope scope) throws IOException {
    PaintRows rows = coverage.open(scope);
    for (int y = 0; y < photo.height(); y++) {
      scope.cancel().throwIfCancelled();
      if (rows.next()) {
        int row = (int) ((long) (y - part.y()) * height / part.height());
        int x = PaintedPixels.next(rows.paint(), rows.paintRow(), 0);
        while (x < photo.width()) {
          int column = (int) ((long) (x - part.x()) * width / part.width());
          pair.leaveOut(column, row);
          int next = part.x() + (int) (((column + 1L) * part.width() + width - 1) / width);
          x = PaintedPixels.next(rows.paint(), rows.paintRow(), Math.min(next, photo.width()));
        }
      }
    }
    rows.finish();
  }

  /** Takes the rows of one of the images. */
  void read(boolean isAnswer, Stage<RowCursor> image, LumaPair pair, Scope scope)
      throws IOException {
    RowCursor rows = image.open(scope);
    for (int y = 0; y < height; y++) {
      scope.cancel().throwIfCancelled();
      rows.next();
      pair.take(isAnswer, y, rows.window(), rows.row());
    }
  }

  /** Finds the replacement. */
  AlignmentFit fit(LumaPair pair, CancelSignal cancel) {
    double aspect =
        (double) replacement.width() / replacement.height() * part.height() / part.width();
    return AlignmentFit.of(pair, aspect, cancel);
  }

  /** Where it was found: rounded, so that no last bit moves a sample. */
  AnswerPlace place(AlignmentFit fit) {
    Warp warp = fit.warp();
    double x = (1 - warp.scaleX()) / 2 + warp.x() / width;
    double y = (1 - warp.scaleY()) / 2 + warp.y() / height;
    return new AnswerPlace(
        rounded(x * replacement.width(), 100) / replacement.width(),
        rounded(y * replacement.height(), 100) / replacement.height(),
        rounded(warp.scaleX() * replacement.width(), 100) / replacement.width(),
        rounded(warp.scaleY() * replacement.height(), 100) / replacement.height());
  }

  /** What is reported of it. */
  Alignment report(LumaPair pair, AlignmentFit fit, boolean corrects) {
    Warp warp = fit.warp();
    double unit = (double) part.width() / width;
    double squareX = pair.squareAcross(warp.x(), warp.scaleX() - 1);
    double squareY = pair.squareDown(warp.y(), warp.scaleY() - 1);
    Outcome outcome = outcome(fit, squareX, squareY);
    return new Alignment(
        outcome,
        corrects && outcome == Outcome.CORRECTED,
        rounded((warp.x() + (warp.scaleX() - 1) * pair.middleX()) * unit, 100),
        rounded((warp.y() + (warp.scaleY() - 1) * pair.middleY()) * unit, 100),
        rounded(warp.scaleX(), 10_000),
        rounded(warp.scaleY(), 10_000),
        rounded(Math.sqrt(squareX + squareY) * unit, 100),
        rounded(fit.agreement(), 1_000),
        rounded(fit.second(), 1_000),
        rounded(fit.error() * unit, 100));
  }

  private Outcome outcome(AlignmentFit fit, double squareX, double squareY) {
    double across = (double) replacement.width() / width;
    double down = (double) replacement.height() / height;
    double moved = Math.sqrt(squareX * across * across + squareY * down * down);
    double least = Math.min(fit.warp().scaleX(), fit.warp().scaleY());
    double most = Math.max(fit.warp().scaleX(), fit.warp().scaleY());
    if (fit.agreement() < MIN_AGREEMENT) {
      return Outcome.NO_AGREEMENT;
    } else if (fit.error() > MAX_ERROR) {
      return Outcome.TOO_LITTLE_TEXTURE;
    } else if (fit.second() > MAX_SECOND) {
      return Outcome.AMBIGUOUS;
    } else if (moved < MAX_IN_LINE) {
      return Outcome.IN_LINE;
    }
    boolean isFar = moved > MAX_MOVED * Math.max(replacement.width(), replacement.height());
    return isFar || least < MIN_SCALE || most > MAX_SCALE ? Outcome.TOO_FAR : Outcome.CORRECTED;
  }

  private static double rounded(double number, int parts) {
    return Math.rint(number * parts) / parts;
  }
}
