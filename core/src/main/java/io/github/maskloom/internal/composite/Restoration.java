package io.github.maskloom.internal.composite;

import io.github.maskloom.Brush;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.UnpaintedChanges;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.ProgressListener;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.ColorMatch;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One image being restored: opens its images, plans it, and makes it. Used once. */
public final class Restoration {
  /** With it, a mask's paint is its coverage. */
  private static final Brush FULL = new Brush(0, 255);

  private static final MaskConvention ANY = MaskConvention.binary(0);
  private static final MaskConvention HALF = MaskConvention.binary(127);

  private final RestoreJob job;
  private final Scope scope;
  private final Inputs inputs;
  private Optional<Inputs> lookedAt = Optional.empty();
  private final long startNanos = System.nanoTime();

  /** A restoration that has not begun; the scope is the caller's. */
  public Restoration(RestoreJob job, Scope scope) {
    this.job = job;
    this.scope = scope;
    inputs = new Inputs(job.mask(), job.reading(), scope);
  }

  /** Restores into an encoded image, which is there only if all went well. */
  public RestoreReport write(
      ImageSource photoSource,
      ImageSource replacementSource,
      ImageSource maskSource,
      ImageTarget target)
      throws IOException {
    if (!job.matchColour()) {
      return writeOnce(photoSource, replacementSource, maskSource, target);
    }
    return writeOnce(
        inputs.reopenable(photoSource, Role.PHOTO),
        inputs.reopenable(replacementSource, Role.REPLACEMENT),
        inputs.reopenable(maskSource, Role.MASK),
        target);
  }

  private RestoreReport writeOnce(
      ImageSource photoSource,
      ImageSource replacementSource,
      ImageSource maskSource,
      ImageTarget target)
      throws IOException {
    Stage<WindowSource> photo = openPhoto(photoSource);
    Stage<WindowSource> replacement = inputs.open(replacementSource, Role.REPLACEMENT);
    Stage<WindowSource> mask = inputs.openMask(maskSource, target);
    Optional<UnpaintedTally> tally = tally(photo.geometry());
    AnswerColors colors = colors(photo, replacement);
    PhotoPlan plan = plan(photo, Optional.of(replacement), mask, tally, colors);
    if (job.matchColour()) {
      Cost looking = looking(photo, replacement, mask, colors);
      inputs.begin(plan.cost().orThen(looking));
      colors.correct(look(photoSource, replacementSource, maskSource));
    } else {
      inputs.begin(plan.cost());
    }
    return report(plan.write(scope, target), replacement.geometry(), tally, colors);
  }

  private AnswerColors colors(Stage<WindowSource> photo, Stage<WindowSource> replacement) {
    boolean colored =
        photo.geometry().colorBands() == 3 || replacement.geometry().colorBands() == 3;
    return new AnswerColors(
        inputs.colors(Role.PHOTO), inputs.colors(Role.REPLACEMENT), colored, job.matchColour());
  }

  /** What looking at the colours takes, with the images that are open meanwhile. */
  private Cost looking(
      Stage<WindowSource> photo,
      Stage<WindowSource> replacement,
      Stage<WindowSource> mask,
      AnswerColors colors) {
    Stage<WindowSource> compared = compared(photo, replacement, mask, colors).rows();
    long window = RasterWindow.bytes(compared.geometry(), scope.windowRows(photo.geometry()));
    return compared
        .cost()
        .plus(Cost.heap(window))
        .plus(photo.cost())
        .plus(replacement.cost())
        .plus(mask.cost());
  }

  /** The photo beside the replacement, around the paint. */
  private Blend compared(
      Stage<WindowSource> photo,
      Stage<WindowSource> replacement,
      Stage<WindowSource> mask,
      AnswerColors colors) {
    ImageGeometry size = photo.geometry();
    MaskPaint painter = inputs.painter(mask.geometry(), size, FULL);
    boolean colored = replacement.geometry().colorBands() == 3;
    Stage<PaintRows> ring =
        RingRows.stage(
            fitted(replacement, size, SpliceChoice.not("")),
            coverage(mask, painter, size),
            PhotoCanvas.of(size, colored),
            colors::correct);
    return new Blend(
        colors.photoForAnswer(photo, scope.windowRows(size)),
        new PaintPlan(ring, colored),
        Rounding.HALF_UP,
        scope);
  }

  /** Looks at the colours, in a pass of its own over all three images. */
  private ColorMatch look(
      ImageSource photoSource, ImageSource replacementSource, ImageSource maskSource)
      throws IOException {
    WorkOptions quiet = scope.part().work().withProgress(ProgressListener.NONE).withThreads(1);
    try (Scope apart = new Scope(quiet)) {
      Restoration before = new Restoration(job, apart);
      lookedAt = Optional.of(before.inputs);
      return before.lookThrough(photoSource, replacementSource, maskSource);
    }
  }

  private ColorMatch lookThrough(
      ImageSource photoSource, ImageSource replacementSource, ImageSource maskSource)
      throws IOException {
    Stage<WindowSource> photo = openPhoto(photoSource);
    Stage<WindowSource> replacement = inputs.open(replacementSource, Role.REPLACEMENT);
    Stage<WindowSource> mask = inputs.open(maskSource, Role.MASK);
    inputs.forgetChunks();
    AnswerColors colors = colors(photo, replacement);
    try {
      compared(photo, replacement, mask, colors)
          .rows()
          .open(scope)
          .push(scope.windowRows(photo.geometry()), window -> {});
    } catch (ImageException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
    return colors.match().orElseThrow();
  }

  /** What restoring would take; nothing is reserved, and only headers are read. */
  public CompositePlan explain(
      ImageSource photoSource, Optional<ImageSource> replacementSource, ImageSource maskSource)
      throws IOException {
    Stage<WindowSource> photo = openPhoto(photoSource);
    Optional<Stage<WindowSource>> replacement =
        replacementSource.isPresent()
            ? Optional.of(inputs.open(replacementSource.get(), Role.REPLACEMENT))
            : Optional.empty();
    Stage<WindowSource> mask = inputs.open(maskSource, Role.MASK);
    AnswerColors colors = colors(photo, replacement.orElse(photo));
    PhotoPlan plan = plan(photo, replacement, mask, tally(photo.geometry()), colors);
    return job.matchColour() && replacement.isPresent()
        ? plan.explainedAfter("match colours", looking(photo, replacement.get(), mask, colors))
        : plan.explained();
  }

  /** Opens a photo that the format of the result can hold. */
  private Stage<WindowSource> openPhoto(ImageSource source) throws IOException {
    Stage<WindowSource> photo = inputs.open(source, Role.PHOTO);
    Inputs.checkOutput(photo.geometry(), job.output());
    return photo;
  }

  /**
   * A restoration.
   *
   * @param replacement empty to tell the least that any would take
   */
  private PhotoPlan plan(
      Stage<WindowSource> photo,
      Optional<Stage<WindowSource>> replacement,
      Stage<WindowSource> mask,
      Optional<UnpaintedTally> tally,
      AnswerColors colors)
      throws IOException {
    ImageGeometry size = photo.geometry();
    MaskPaint painter = inputs.painter(mask.geometry(), size, FULL);
    replacement.ifPresent(rows -> inputs.checkScaling(rows.geometry(), size, Role.REPLACEMENT));
    boolean colored = replacement.filter(rows -> rows.geometry().colorBands() == 3).isPresent();
    SpliceChoice splice =
        tally.isPresent()
            ? SpliceChoice.not("what changed where nothing is painted is to be told")
            : SpliceChoice.of(photo, colored, job.output(), scope);
    Stage<PaintRows> coverage = coverage(mask, painter, size);
    Stage<PaintRows> paint =
        replacement.isPresent()
            ? ReplacementRows.stage(
                fitted(
                    colors.forPhoto(
                        replacement.get(), scope.windowRows(replacement.get().geometry())),
                    size,
                    splice),
                coverage,
                job.featherPixels(),
                isSoft(),
                tally)
            : unpainted(coverage);
    // What is mixed is rounded to the nearest: of equal samples comes that one.
    return new PhotoPlan(
        photo, new PaintPlan(paint, colored), splice, job.output(), Rounding.HALF_UP, scope);
  }

  private Stage<RowCursor> fitted(
      Stage<? extends WindowSource> replacement, ImageGeometry photo, SpliceChoice splice) {
    return RowCursor.stage(
        inputs.reader(replacement, splice.readsAhead(scope)), photo, Role.REPLACEMENT, scope);
  }

  /** Paint that is only talked about. */
  private Stage<PaintRows> unpainted(Stage<PaintRows> coverage) {
    return ReplacementRows.feathered(coverage, job.featherPixels(), isSoft())
        .then(
            "",
            coverage.geometry(),
            Cost.NONE,
            (rows, running) -> {
              throw new IllegalStateException("there is no replacement");
            });
  }

  private Optional<UnpaintedTally> tally(ImageGeometry photo) {
    return job.compareUnpainted()
        ? Optional.of(new UnpaintedTally(photo.depth(), UnpaintedChanges.VISIBLE_DIFFERENCE))
        : Optional.empty();
  }

  private Stage<PaintRows> coverage(
      Stage<WindowSource> mask, MaskPaint painter, ImageGeometry photo) {
    Stage<WindowReader> reader = inputs.maskReader(mask, false);
    if (isSoft() || Inputs.fits(mask.geometry(), photo)) {
      return MaskRows.stage(RowCursor.stage(reader, photo, Role.MASK, scope), painter);
    }
    // Scaled strokes ring: their faint echo beside them would be painted, and fully at that.
    if (isPainted()) {
      return ScaledStrokes.stage(reader, painter.paintGeometry(), scope);
    }
    Stage<WindowReader> hard = new MaskForm(job.mask().convention(), ANY).stage(reader);
    ImageGeometry size = hard.geometry().withSize(photo.width(), photo.height());
    return MaskRows.stage(
        RowCursor.stage(hard, photo, Role.MASK, scope),
        new MaskPaint(size, HALF, FULL.rgb(), FULL.opacity(), photo.depth()));
  }

  /** Whether coverage between none and full means something: a brush's opacity does not. */
  private boolean isSoft() {
    return !(isPainted() || job.mask().convention() instanceof MaskConvention.Binary);
  }

  private boolean isPainted() {
    return job.mask().convention() instanceof MaskConvention.Painted;
  }

  private RestoreReport report(
      PhotoPlan.Written written,
      ImageGeometry replacement,
      Optional<UnpaintedTally> tally,
      AnswerColors colors) {
    return new RestoreReport(
        written.geometry(),
        written.strategy(),
        written.statistics(),
        replacement,
        tally.map(Restoration::changes),
        bytesRead(Role.PHOTO),
        bytesRead(Role.REPLACEMENT),
        bytesRead(Role.MASK),
        written.outputBytes(),
        inputs.missingRows(Role.PHOTO),
        written.profileDropped(),
        colors.conversion(),
        colors.match().map(MatchFigures::of),
        written.mcus(),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private long bytesRead(Role role) {
    return inputs.bytesRead(role) + lookedAt.map(before -> before.bytesRead(role)).orElse(0L);
  }

  private static UnpaintedChanges changes(UnpaintedTally tally) {
    return new UnpaintedChanges(
        tally.pixels(),
        tally.changedPixels(),
        tally.visiblyChangedPixels(),
        tally.meanDifference(),
        tally.largestDifference());
  }
}
