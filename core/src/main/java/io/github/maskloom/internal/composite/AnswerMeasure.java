package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.Restored.Alignment.Outcome;
import io.github.maskloom.errors.ImageException;
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
import java.util.Optional;

/**
 * Measures where a replacement shows the part of the photo that it stands for, in a pass of its own
 * over all images at a reduced size.
 */
final class AnswerMeasure {
  private static final double MIN_AGREEMENT = 0.4;
  private static final double MAX_ERROR = 0.25;
  private static final double MAX_SECOND = 0.9;
  private static final double MAX_IN_LINE = 0.75;
  private static final double MAX_MOVED = 0.1;
  private static final double MIN_SCALE = 0.88;

  private final RestoreImages open;
  private final BoundingBox part;
  private final ImageGeometry replacement;
  private final double scale;
  private final int width;
  private final int height;

  /** What was found, and the images as they are restored then. */
  record Found(Alignment alignment, RestoreImages images) {}

  /** A measure of images of which no row was read. */
  AnswerMeasure(RestoreImages open) {
    this.open = open;
    part = open.place().part();
    replacement = open.replacement().orElseThrow().geometry();
    scale = Math.min(1, (double) LumaPair.MAX_SIDE / Math.max(part.width(), part.height()));
    width = (int) Math.max(1, Math.round(part.width() * scale));
    height = (int) Math.max(1, Math.round(part.height() * scale));
  }

  /** What measuring takes, with the images that are open meanwhile. */
  Cost cost() {
    Stage<WindowReader> answer = open.replacement().orElseThrow().rows();
    return photo(open.photo())
        .cost()
        .plus(reduced(answer, Area.of(replacement), Role.REPLACEMENT).cost())
        .plus(open.coverage().cost())
        .plus(Cost.heap(LumaPair.heapBytes(width, height)))
        .orThen(Cost.heap(LumaPair.fitBytes(width, height)))
        .plus(open.images().idle());
  }

  /** Measures, and takes the replacement from where it lies if asked; nothing without paint. */
  Optional<Found> measured(RestoreImages.Sources again) throws IOException {
    try (Scope measuring = open.passBefore()) {
      measuring.reserve(cost());
      LumaPair pair = new LumaPair(width, height);
      try (Scope pass = measuring.part()) {
        read(open.images().before(pass), again, pair);
      } catch (ImageException e) {
        throw open.images().checked(e, Role.MASK);
      }
      if (pair.isEmpty()) {
        return Optional.empty();
      }
      double aspect =
          (double) replacement.width() / replacement.height() * part.height() / part.width();
      AlignmentFit fit = AlignmentFit.of(pair, aspect, measuring.cancel());
      Alignment found = report(pair, fit);
      return Optional.of(new Found(found, found.putBack() ? open.at(place(fit.warp())) : open));
    }
  }

  private void read(OpenImages images, RestoreImages.Sources again, LumaPair pair)
      throws IOException {
    MaskInput mask = MaskInput.openAgain(images, again.mask());
    Stage<PaintRows> paint = open.shown(mask.coverage(open.photo(), open.how()));
    ImageGeometry size = open.photo().geometry();
    Area least = Area.of((int) (size.width() * scale), (int) (size.height() * scale));
    Photo photo = Photo.open(images, again.photo(), ComparedCoverage.reductionTo(least));
    EncodedImage answer =
        ComparedCoverage.open(images, again.replacement(), Area.of(width, height));
    images.forgetCopies();
    mask.lookBefore();
    readPaint(paint, pair, images.scope());
    if (!pair.isEmpty()) {
      read(photo(photo), pair, false, images.scope());
      Area seen = Area.shownBy(answer);
      read(reduced(answer.stage(), seen, Role.REPLACEMENT), pair, true, images.scope());
    }
  }

  /** What the part of the photo looks like. */
  private Stage<RowCursor> photo(Photo photo) {
    ImageGeometry size = open.photo().geometry();
    Area seen = photo.area();
    Span across = seen.columns().part(part.x(), part.width(), size.width());
    Span down = seen.rows().part(part.y(), part.height(), size.height());
    int left = seen.columns().pixelOf(part.x(), size.width());
    int top = seen.rows().pixelOf(part.y(), size.height());
    return reduced(
        CroppedRows.stage(photo.rows(), left, top, across.size(), down.size()),
        new Area(across, down),
        Role.PHOTO);
  }

  private Stage<RowCursor> reduced(Stage<WindowReader> rows, Area seen, Role role) {
    return RowCursor.stage(ScaledRows.means(rows, seen, Area.of(width, height)), role, 1);
  }

  private void readPaint(Stage<PaintRows> coverage, LumaPair pair, Scope scope) throws IOException {
    PaintRows rows = coverage.open(scope);
    int end = coverage.geometry().width();
    for (int y = 0; y < coverage.geometry().height(); y++) {
      scope.cancel().throwIfCancelled();
      int x = rows.next() ? PaintedPixels.next(rows.paint(), rows.paintRow(), 0) : end;
      while (x < end) {
        int column = (int) ((long) (x - part.x()) * width / part.width());
        pair.leaveOut(column, (int) ((long) (y - part.y()) * height / part.height()));
        int next = part.x() + (int) (((column + 1L) * part.width() + width - 1) / width);
        x = PaintedPixels.next(rows.paint(), rows.paintRow(), Math.min(next, end));
      }
    }
    rows.finish();
  }

  private void read(Stage<RowCursor> image, LumaPair pair, boolean isAnswer, Scope scope)
      throws IOException {
    RowCursor rows = image.open(scope);
    for (int y = 0; y < height; y++) {
      scope.cancel().throwIfCancelled();
      rows.next();
      pair.take(isAnswer, y, rows.window(), rows.row());
    }
  }

  /** Where the replacement was found: rounded, so that no last bit moves a sample. */
  private AnswerPlace place(Warp warp) {
    double unit = Math.max(width, height) / 2.0;
    double x = (1 - warp.scaleX()) / 2 + warp.x() * unit / width;
    double y = (1 - warp.scaleY()) / 2 + warp.y() * unit / height;
    return new AnswerPlace(
        part,
        rounded(x * replacement.width(), 100) / replacement.width(),
        rounded(y * replacement.height(), 100) / replacement.height(),
        rounded(warp.scaleX() * replacement.width(), 100) / replacement.width(),
        rounded(warp.scaleY() * replacement.height(), 100) / replacement.height());
  }

  private Alignment report(LumaPair pair, AlignmentFit fit) {
    Warp warp = fit.warp();
    double unit = (double) part.width() / width * Math.max(width, height) / 2;
    Outcome outcome = outcome(pair, fit);
    return new Alignment(
        outcome,
        open.how().align() == Align.CORRECT && outcome == Outcome.CORRECTED,
        rounded((warp.x() + (warp.scaleX() - 1) * pair.middle(0)) * unit, 100),
        rounded((warp.y() + (warp.scaleY() - 1) * pair.middle(1)) * unit, 100),
        rounded(warp.scaleX(), 10_000),
        rounded(warp.scaleY(), 10_000),
        rounded(pair.moved(warp, unit, unit), 100),
        rounded(fit.agreement(), 1_000),
        rounded(fit.second(), 1_000),
        rounded(fit.error() * part.width() / width, 100));
  }

  /** Without any edges there is no number that says how they agree. */
  private Outcome outcome(LumaPair pair, AlignmentFit fit) {
    Warp warp = fit.warp();
    double unit = Math.max(width, height) / 2.0;
    double moved =
        pair.moved(warp, unit * replacement.width() / width, unit * replacement.height() / height);
    if (fit.agreement() < MIN_AGREEMENT) {
      return Outcome.NO_AGREEMENT;
    } else if (fit.error() > MAX_ERROR) {
      return Outcome.TOO_LITTLE_TEXTURE;
    } else if (fit.second() > MAX_SECOND) {
      return Outcome.AMBIGUOUS;
    } else if (moved < MAX_IN_LINE) {
      return Outcome.IN_LINE;
    }
    boolean isFar =
        moved > MAX_MOVED * Math.max(replacement.width(), replacement.height())
            || Math.min(warp.scaleX(), warp.scaleY()) < MIN_SCALE
            || Math.max(warp.scaleX(), warp.scaleY()) > AnswerPlace.MAX_SCALE;
    return isFar ? Outcome.TOO_FAR : Outcome.CORRECTED;
  }

  /** Says 0 for what is no number. */
  private static double rounded(double number, int parts) {
    return (double) Math.round(number * parts) / parts;
  }
}
