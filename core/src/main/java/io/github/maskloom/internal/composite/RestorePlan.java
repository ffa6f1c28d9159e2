package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.util.Optional;

/** How an image is restored: what goes into the photo, and what is compared on the way. */
final class RestorePlan {
  /** What is mixed is rounded to the nearest: of equal samples comes that one. */
  static final RowBlend.Rule NEAREST = new RowBlend.Rule(BlendMode.SOURCE_OVER, Rounding.HALF_UP);

  /** An eighth: what a JPEG tells of its blocks without much arithmetic. */
  private static final int REDUCED = 8;

  final PhotoPlan result;
  final AnswerColors colors;
  final LabelReport labels;
  private final RestoreImages open;

  /** What is counted where nothing is painted; empty if nothing is compared. */
  private final Optional<UnpaintedTally> tally;

  /** What the photo's sides are divided by before it is compared. */
  private final int scale;

  /** Plans images whose rows are not open yet, and a result with these labels. */
  RestorePlan(RestoreImages open, Comparison comparison, LabelReport labels) throws IOException {
    this.open = open;
    this.labels = labels;
    Stage<PaintRows> shown = open.shown(open.coverage());
    ImageGeometry photo = open.photo().geometry();
    BoundingBox part = open.place().part();
    ImageGeometry size = photo.withSize(part.width(), part.height());
    open.replacement()
        .ifPresent(answer -> open.images().checkScaling(answer.geometry(), size, Role.REPLACEMENT));
    colors = new AnswerColors(open);
    OutputOptions asked = open.images().job().output();
    OutputOptions written = open.photo().output(asked).withLabel(labels.written());
    OutputFormat format = PhotoPlan.format(written);
    boolean compares = comparison != Comparison.OFF;
    Splicing.Offer splice =
        compares && !open.photo().isReadAgain(format)
            ? Splicing.Offer.not("what changed where nothing is painted is to be told")
            : open.photo().splicing(open.isColored(), format);
    boolean aside = compares && splice.splicing().isPresent();
    scale = aside && comparison == Comparison.REDUCED ? REDUCED : 1;
    boolean counts = compares && !(aside && !MaskShape.isExact(size, photo));
    tally = counts ? Optional.of(tally(aside ? part : open.place().shown())) : Optional.empty();
    Stage<PaintRows> coverage = aside && counts ? compared(shown) : shown;
    Stage<PaintRows> paint =
        open.replacement().isPresent()
            ? ReplacementRows.stage(
                open.placed(colors.forPhoto(open.replacement().get().rows()), splice, coverage),
                coverage,
                open.how().featherPixels(),
                open.mask().isSoft(),
                aside ? Optional.empty() : tally)
            : unpainted(coverage);
    PaintRows.Plan plan = new PaintRows.Plan(paint, open.isColored());
    result = new PhotoPlan(open.photo().rows(), plan, splice, written, NEAREST, open.scope());
  }

  /** Counts these columns of the photo. Blocks that nothing is shown of are left out elsewhere. */
  private UnpaintedTally tally(BoundingBox columns) {
    int depth = open.photo().geometry().depth();
    int right = columns.x() + columns.width();
    return new UnpaintedTally(depth, UnpaintedChanges.VISIBLE_DIFFERENCE, columns.x(), right);
  }

  /** Coverage on whose way a spliced photo is compared with the replacement, if there is one. */
  private Stage<PaintRows> compared(Stage<PaintRows> coverage) throws IOException {
    EncodedImage again = open.photo().again(open.images(), (width, height) -> scale);
    if (open.replacement().isEmpty()) {
      return coverage.with(again.stage(), "", Cost.NONE, (rows, others, running) -> rows);
    }
    ImageSource source = open.replacement().get().source();
    EncodedImage answer = ComparedCoverage.open(open.images(), source, Area.shownBy(again));
    return open.placed(
        where ->
            ComparedCoverage.stage(
                coverage,
                again,
                new ComparedCoverage.Answer(
                    colors.forPhoto(answer.stage()),
                    where.seen(Area.shownBy(answer), where.part()),
                    where.shown()),
                tally.orElseThrow(),
                scale));
  }

  /** Paint that is only planned, as there is no replacement. */
  private Stage<PaintRows> unpainted(Stage<PaintRows> coverage) {
    return ReplacementRows.feathered(coverage, open.how().featherPixels(), open.mask().isSoft())
        .then(
            "",
            coverage.geometry(),
            Cost.NONE,
            (rows, running) -> {
              throw new IllegalStateException("there is no replacement");
            });
  }

  /** What the replacement changed where nothing is painted, once every row was taken. */
  Optional<UnpaintedChanges> changes() {
    return tally.map(
        counted -> {
          double pixels = Math.max(1, counted.pixels());
          return new UnpaintedChanges(
              scale,
              counted.changedPixels() / pixels,
              counted.visiblyChangedPixels() / pixels,
              counted.meanDifference(),
              counted.largestDifference(),
              counted.pixels(),
              counted.changedPixels(),
              counted.visiblyChangedPixels());
        });
  }
}
