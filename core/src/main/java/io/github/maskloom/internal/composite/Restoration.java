package io.github.maskloom.internal.composite;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.Brush;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.Restored.UnpaintedChanges.PixelCounts;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ColorCorrection;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Optional;

/** One image being restored: opens its images, plans it, and makes it. Used once. */
public final class Restoration {
  /** What is mixed is rounded to the nearest: of equal samples comes that one. */
  private static final RowBlend.Rule NEAREST =
      new RowBlend.Rule(BlendMode.SOURCE_OVER, Rounding.HALF_UP);

  /** With it, a mask's paint is its coverage. */
  private static final Brush FULL = new Brush(0, 255);

  private static final MaskConvention HALF = MaskConvention.binary(127);

  /** An eighth: what a JPEG tells of its blocks without much arithmetic. */
  private static final int REDUCED = 8;

  private final RestoreJob job;
  private final Scope scope;
  private final Inputs inputs;
  private CompositeJob.OutputOptions output;
  private Optional<Inputs> lookedAt = Optional.empty();
  private final long startNanos = System.nanoTime();

  /** A restoration that has not begun; the scope is the caller's. */
  public Restoration(RestoreJob job, Scope scope) {
    this.job = job;
    this.scope = scope;
    output = job.output();
    inputs = new Inputs(job.mask(), job.reading(), scope);
  }

  /** Restores into an encoded image, which is there only if all went well. */
  public CompositeReport write(
      ImageSource photoSource,
      ImageSource replacementSource,
      ImageSource maskSource,
      ImageTarget target)
      throws IOException {
    output = job.output().to(target);
    return job.how().matchColor()
        ? writeOnce(
            inputs.reopenable(photoSource, Role.PHOTO),
            inputs.reopenable(replacementSource, Role.REPLACEMENT),
            inputs.reopenable(maskSource, Role.MASK),
            target)
        : writeOnce(photoSource, replacementSource, maskSource, target);
  }

  private CompositeReport writeOnce(
      ImageSource photoSource,
      ImageSource replacementSource,
      ImageSource maskSource,
      ImageTarget target)
      throws IOException {
    Stage<WindowReader> photo = openPhoto(photoSource);
    Replacement replacement = openReplacement(replacementSource);
    boolean isLabeled = !inputs.label(Role.REPLACEMENT).isEmpty();
    ImageSource paint = isLabeled ? inputs.reopenable(maskSource, Role.MASK) : maskSource;
    Stage<WindowReader> mask = inputs.openMask(paint, target);
    Plan plan = plan(photo, Optional.of(replacement), mask);
    if (job.how().matchColor()) {
      Cost looking = looking(photo, replacement.rows(), mask, plan.colors());
      inputs.begin(plan.result().cost().orThen(looking));
      plan.colors().correct(look(photoSource, replacementSource, paint));
    } else {
      inputs.begin(plan.result().cost());
    }
    if (isLabeled && plan.result().isEncoded() && !isPainted(photo.geometry(), paint)) {
      plan.result().take(output.metadata());
    }
    return report(plan.result().write(scope, target), replacement.rows().geometry(), plan);
  }

  /**
   * Whether anything of an answer goes into the photo. A photo that is encoded has its label before
   * its rows. This takes no more than painting does, and ends at the first row with paint.
   */
  private boolean isPainted(ImageGeometry photo, ImageSource maskSource) throws IOException {
    try (Scope apart = scope.part()) {
      Restoration before = new Restoration(job, apart);
      Stage<WindowReader> mask = before.inputs.openReopenableMask(maskSource);
      MaskPaint painter = before.inputs.painter(mask.geometry(), photo, FULL);
      Stage<PaintRows> coverage =
          before.inRegion(before.grown(mask, painter, photo), before.region(photo));
      before.inputs.look();
      PaintRows rows = coverage.open(apart);
      int y = 0;
      while (y < photo.height() && !rows.next()) {
        apart.cancel().throwIfCancelled();
        y++;
      }
      return y < photo.height();
    } catch (ImageException e) {
      scope.files().check(e);
      throw scope.files().named(e, Role.MASK.toString());
    }
  }

  private AnswerColors colors(ImageGeometry photo, boolean answerHasColor) {
    return new AnswerColors(
        inputs.colors(Role.PHOTO),
        inputs.colors(Role.REPLACEMENT),
        photo.colorBands() == 3 || answerHasColor,
        job.how().matchColor());
  }

  /** What looking at the colors takes, with the images that are open meanwhile. */
  private Cost looking(
      Stage<WindowReader> photo,
      Stage<WindowReader> replacement,
      Stage<WindowReader> mask,
      AnswerColors colors) {
    Stage<WindowReader> ringed = ringed(photo, replacement, mask, colors).rows();
    long window = WindowSize.bytes(ringed.geometry(), scope.windowRows(photo.geometry()));
    return ringed.cost().plus(Cost.heap(window)).plus(inputs.idle());
  }

  /** The photo beside the replacement, around the paint. */
  private Blend ringed(
      Stage<WindowReader> photo,
      Stage<WindowReader> replacement,
      Stage<WindowReader> mask,
      AnswerColors colors) {
    ImageGeometry size = photo.geometry();
    MaskPaint painter = inputs.painter(mask.geometry(), size, FULL);
    boolean colored = replacement.geometry().colorBands() == 3;
    BoundingBox region = region(size);
    ImageGeometry part = size.withSize(region.width(), region.height());
    Stage<PaintRows> coverage = grown(mask, painter, size);
    Stage<PaintRows> ring =
        RingRows.stage(
            PlacedReplacement.stage(
                fitted(replacement, part, Splicing.Offer.not("the replacement is not kept")),
                region,
                coverage.geometry()),
            coverage,
            Blend.canvas(size, colored),
            colors::correct);
    return new Blend(
        colors.photoForAnswer(photo, scope.windowRows(size)),
        new PaintRows.Plan(ring, colored),
        NEAREST,
        output.metadata(),
        scope);
  }

  /** Looks at the colors, in a pass of its own over all three images. */
  private ColorCorrection look(
      ImageSource photoSource, ImageSource replacementSource, ImageSource maskSource)
      throws IOException {
    WorkOptions quiet = scope.work().withListener(WorkListener.NONE).withThreads(1);
    try (Scope apart = scope.part(quiet)) {
      Restoration before = new Restoration(job, apart);
      lookedAt = Optional.of(before.inputs);
      return before.lookThrough(photoSource, replacementSource, maskSource);
    }
  }

  private ColorCorrection lookThrough(
      ImageSource photoSource, ImageSource replacementSource, ImageSource maskSource)
      throws IOException {
    Stage<WindowReader> photo = openPhoto(photoSource);
    Stage<WindowReader> replacement = inputs.open(replacementSource, Role.REPLACEMENT);
    Stage<WindowReader> mask = inputs.openReopenableMask(maskSource);
    inputs.forgetCopy();
    AnswerColors colors = colors(photo.geometry(), replacement.geometry().colorBands() == 3);
    Blend ringed = ringed(photo, replacement, mask, colors);
    inputs.look();
    try {
      ringed.rows().open(scope).push(scope.windowRows(photo.geometry()), window -> {});
    } catch (ImageException e) {
      scope.files().check(e);
      throw scope.files().named(e, Role.PHOTO.toString());
    }
    return colors.match().orElseThrow();
  }

  /**
   * What of the photo may change, as restoring takes the mask: goes through the mask alone, and
   * reads no more of the photo than its header.
   *
   * @throws io.github.maskloom.errors.ImageException if the mask cannot be used for the photo
   */
  public PaintedPart paintedPart(ImageSource photoSource, ImageSource maskSource)
      throws IOException {
    ImageGeometry photo = inputs.seen(photoSource);
    Stage<WindowReader> mask = inputs.openReopenableMask(maskSource);
    Stage<PaintRows> coverage = grown(mask, inputs.painter(mask.geometry(), photo, FULL), photo);
    inputs.begin(coverage.cost().plus(Cost.heap(PaintRows.Plan.AROUND_BYTES)));
    MaskTally tally = new MaskTally(photo.width());
    PaintRows rows = coverage.open(scope);
    for (int y = 0; y < photo.height(); y++) {
      scope.cancel().throwIfCancelled();
      rows.next();
      tally.add(rows.paint(), rows.paintRow());
    }
    rows.finish();
    return new PaintedPart(
        photo.width(), photo.height(), PaintRows.figures(tally, photo.pixels()).boundingBox());
  }

  /**
   * Makes sure that a mask can be used for a photo, as far as headers tell.
   *
   * @throws io.github.maskloom.errors.ImageException if it cannot
   */
  public void checkMask(ImageSource photoSource, ImageSource maskSource) throws IOException {
    ImageGeometry photo = inputs.seen(photoSource);
    MaskPaint ignored = inputs.painter(inputs.open(maskSource, Role.MASK).geometry(), photo, FULL);
  }

  /** A replacement's rows, and what they come from. */
  private record Replacement(ImageSource source, Stage<WindowReader> rows) {}

  /**
   * How an image is restored.
   *
   * @param tally what is counted where nothing is painted; empty if nothing is compared
   * @param scale what the photo's sides are divided by before it is compared
   * @param colors what becomes of the replacement's colors
   */
  private record Plan(
      PhotoPlan result, Optional<UnpaintedTally> tally, int scale, AnswerColors colors) {}

  /** What restoring would take; nothing is reserved, and only headers are read. */
  public CompositePlan explain(
      ImageSource photoSource, Optional<ImageSource> replacementSource, ImageSource maskSource)
      throws IOException {
    Stage<WindowReader> photo = openPhoto(photoSource);
    Optional<Replacement> replacement =
        replacementSource.isPresent()
            ? Optional.of(openReplacement(replacementSource.get()))
            : Optional.empty();
    Stage<WindowReader> mask = inputs.open(maskSource, Role.MASK);
    Plan plan = plan(photo, replacement, mask);
    return job.how().matchColor() && replacement.isPresent()
        ? plan.result()
            .explainedAfter(
                "compare around the paint before",
                looking(photo, replacement.get().rows(), mask, plan.colors()))
        : plan.result().explained();
  }

  /** Opens a photo that the format of the result can hold. */
  private Stage<WindowReader> openPhoto(ImageSource source) throws IOException {
    Stage<WindowReader> photo = inputs.open(source, Role.PHOTO);
    Inputs.checkOutput(photo.geometry(), inputs.output(output));
    return photo;
  }

  private Replacement openReplacement(ImageSource source) throws IOException {
    ImageSource kept =
        compares() && inputs.rereadsPhoto(inputs.output(output).format())
            ? inputs.reopenable(source, Role.REPLACEMENT)
            : source;
    return new Replacement(kept, inputs.open(kept, Role.REPLACEMENT));
  }

  private boolean compares() {
    return job.comparison() != Comparison.OFF;
  }

  /**
   * A restoration.
   *
   * @param replacement empty for the least that any would take
   */
  private Plan plan(
      Stage<WindowReader> photo, Optional<Replacement> replacement, Stage<WindowReader> mask)
      throws IOException {
    ImageGeometry size = photo.geometry();
    BoundingBox region = region(size);
    ImageGeometry part = size.withSize(region.width(), region.height());
    MaskPaint painter = inputs.painter(mask.geometry(), size, FULL);
    replacement.ifPresent(
        answer -> inputs.checkScaling(answer.rows().geometry(), part, Role.REPLACEMENT));
    boolean colored =
        replacement.filter(answer -> answer.rows().geometry().colorBands() == 3).isPresent();
    AnswerColors colors = colors(size, colored);
    CompositeJob.Output written = inputs.output(output).labeled(inputs.label(Role.REPLACEMENT));
    Splicing.Offer splice =
        compares() && !inputs.rereadsPhoto(written.format())
            ? Splicing.Offer.not("what changed where nothing is painted is to be told")
            : inputs.splicing(colored, written.format());
    Stage<PaintRows> coverage = inRegion(grown(mask, painter, size), region);
    boolean aside = compares() && splice.splicing().isPresent();
    Optional<UnpaintedTally> tally =
        aside && job.region().isPresent() ? Optional.empty() : tally(size);
    int scale = aside && job.comparison() == Comparison.REDUCED ? REDUCED : 1;
    if (aside && tally.isPresent()) {
      coverage = compared(coverage, replacement, tally.get(), scale, colors);
    }
    Stage<PaintRows> paint =
        replacement.isPresent()
            ? ReplacementRows.stage(
                PlacedReplacement.stage(
                    fitted(colors.forPhoto(replacement.get().rows(), scope), part, splice),
                    region,
                    coverage.geometry()),
                coverage,
                job.how().featherPixels(),
                isSoft(),
                aside ? Optional.empty() : tally)
            : unpainted(coverage);
    PaintRows.Plan plan = new PaintRows.Plan(paint, colored);
    return new Plan(
        new PhotoPlan(photo, plan, splice, written, NEAREST, scope), tally, scale, colors);
  }

  /** Coverage on whose way a spliced photo is compared with the replacement, if there is one. */
  private Stage<PaintRows> compared(
      Stage<PaintRows> coverage,
      Optional<Replacement> replacement,
      UnpaintedTally tally,
      int scale,
      AnswerColors colors)
      throws IOException {
    EncodedImage photo = inputs.openPhotoAgain((width, height) -> scale);
    if (replacement.isEmpty()) {
      return coverage.with(photo.stage(), "", Cost.NONE, (rows, others, running) -> rows);
    }
    EncodedImage answer =
        inputs.openReplacementAgain(
            replacement.get().source(), ComparedCoverage.reductionTo(Area.shownBy(photo)));
    return ComparedCoverage.stage(
        coverage,
        photo,
        new ComparedCoverage.Answer(colors.forPhoto(answer.stage(), scope), Area.shownBy(answer)),
        tally,
        scale);
  }

  /** What the replacement stands for. */
  private BoundingBox region(ImageGeometry photo) {
    BoundingBox region = job.region().orElse(new BoundingBox(0, 0, photo.width(), photo.height()));
    checkArgument(
        region.x() <= photo.width() - region.width()
            && region.y() <= photo.height() - region.height(),
        "the region, %sx%s pixels at %s,%s, does not lie within the photo of %sx%s",
        region.width(),
        region.height(),
        region.x(),
        region.y(),
        photo.width(),
        photo.height());
    return region;
  }

  private Stage<PaintRows> inRegion(Stage<PaintRows> coverage, BoundingBox region) {
    return job.region().isPresent() ? RegionRows.stage(coverage, region) : coverage;
  }

  private Stage<RowCursor> fitted(
      Stage<WindowReader> replacement, ImageGeometry part, Splicing.Offer splice) {
    return RowCursor.stage(
        inputs.reader(replacement, inputs.readsAhead(splice)), part, Role.REPLACEMENT, scope);
  }

  /** Paint that is only planned, as there is no replacement. */
  private Stage<PaintRows> unpainted(Stage<PaintRows> coverage) {
    return ReplacementRows.feathered(coverage, job.how().featherPixels(), isSoft())
        .then(
            "",
            coverage.geometry(),
            Cost.NONE,
            (rows, running) -> {
              throw new IllegalStateException("there is no replacement");
            });
  }

  private Optional<UnpaintedTally> tally(ImageGeometry photo) {
    if (!compares()) {
      return Optional.empty();
    }
    BoundingBox region = region(photo);
    UnpaintedTally tally = new UnpaintedTally(photo.depth(), UnpaintedChanges.VISIBLE_DIFFERENCE);
    return Optional.of(tally.between(region.x(), region.x() + region.width()));
  }

  /** What may change, as far as the mask says. */
  private Stage<PaintRows> grown(Stage<WindowReader> mask, MaskPaint painter, ImageGeometry photo) {
    return GrownRows.stage(coverage(mask, painter, photo), job.disc(), isSoft());
  }

  private Stage<PaintRows> coverage(
      Stage<WindowReader> mask, MaskPaint painter, ImageGeometry photo) {
    Stage<WindowReader> reader = inputs.maskReader(mask, Brush.BLUE, false);
    if (isPainted() && !Inputs.fits(mask.geometry(), photo)) {
      return ScaledStrokes.stage(reader, painter.paintGeometry(), scope);
    }
    MaskConvention scaled = isSoft() ? MaskConvention.WHITE_EDITS : HALF;
    return MaskRows.stage(reader, Area.of(photo), painter, scaled, scope);
  }

  /** Whether coverage between none and full means something: a brush's opacity does not. */
  private boolean isSoft() {
    return !(isPainted() || job.mask().convention() instanceof MaskConvention.Binary);
  }

  private boolean isPainted() {
    return job.mask().convention() instanceof MaskConvention.Painted;
  }

  private CompositeReport report(PhotoPlan.Written written, ImageGeometry replacement, Plan plan) {
    Restored restored =
        new Restored(
            replacement,
            bytesRead(Role.REPLACEMENT),
            written.changeablePixels(),
            plan.colors().conversion(),
            plan.colors().match().map(AnswerColors::figures),
            plan.tally().map(tally -> changes(tally, plan.scale())));
    String mediaType = inputs.output(output).format().mediaType();
    return written.report(
        inputs, Optional.of(mediaType), this::bytesRead, Optional.of(restored), startNanos);
  }

  private long bytesRead(Role role) {
    return inputs.bytesRead(role) + lookedAt.map(before -> before.bytesRead(role)).orElse(0L);
  }

  private static UnpaintedChanges changes(UnpaintedTally tally, int scale) {
    PixelCounts counts =
        new PixelCounts(tally.pixels(), tally.changedPixels(), tally.visiblyChangedPixels());
    return new UnpaintedChanges(
        scale,
        counts.share(counts.changed()),
        counts.share(counts.visiblyChanged()),
        tally.meanDifference(),
        tally.largestDifference(),
        scale == 1 ? Optional.of(counts) : Optional.empty());
  }

  /**
   * What of a photo is painted.
   *
   * @param photoWidth columns of the photo
   * @param photoHeight rows of the photo
   * @param box around all paint; empty if nothing is painted
   */
  public record PaintedPart(int photoWidth, int photoHeight, BoundingBox box) {}
}
