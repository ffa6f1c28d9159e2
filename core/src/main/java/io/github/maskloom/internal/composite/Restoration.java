package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.Brush;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.RestoreReport.UnpaintedChanges;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.raster.ImageGeometry;
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
    Stage<WindowSource> photo = openPhoto(photoSource);
    Stage<WindowSource> replacement = inputs.open(replacementSource, Role.REPLACEMENT);
    Stage<WindowSource> mask = inputs.openMask(maskSource, target);
    Optional<UnpaintedTally> tally = tally(photo.geometry());
    PhotoPlan plan = plan(photo, Optional.of(replacement), mask, tally);
    inputs.begin(plan.cost());
    return report(plan.write(scope, target), replacement.geometry(), tally);
  }

  /**
   * What of the photo is painted, as restoring takes the mask: goes through the mask alone, and
   * reads no more of the photo than its header.
   *
   * @throws io.github.maskloom.errors.ImageException if the mask cannot be used for the photo
   */
  public PaintedPart paintedPart(ImageSource photoSource, ImageSource maskSource)
      throws IOException {
    ImageGeometry photo = seen(photoSource);
    Stage<WindowSource> mask = inputs.open(maskSource, Role.MASK);
    Stage<PaintRows> coverage = coverage(mask, inputs.painter(mask.geometry(), photo, FULL), photo);
    inputs.begin(coverage.cost());
    PaintRows rows = coverage.open(scope);
    for (int y = 0; y < photo.height(); y++) {
      scope.cancel().throwIfCancelled();
      rows.next();
    }
    rows.finish();
    return new PaintedPart(photo.width(), photo.height(), rows.statistics().boundingBox());
  }

  /** The shape of a photo, which is closed again. */
  private ImageGeometry seen(ImageSource photo) throws IOException {
    try (Scope apart = scope.part()) {
      return new Inputs(job.mask(), job.reading(), apart).open(photo, Role.PHOTO).geometry();
    }
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
    return plan(photo, replacement, mask, tally(photo.geometry())).explained();
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
      Optional<UnpaintedTally> tally)
      throws IOException {
    ImageGeometry size = photo.geometry();
    BoundingBox region = region(size);
    ImageGeometry part = size.withSize(region.width(), region.height());
    MaskPaint painter = inputs.painter(mask.geometry(), size, FULL);
    replacement.ifPresent(rows -> inputs.checkScaling(rows.geometry(), part, Role.REPLACEMENT));
    boolean colored = replacement.filter(rows -> rows.geometry().colorBands() == 3).isPresent();
    SpliceChoice splice =
        tally.isPresent()
            ? SpliceChoice.not("what changed where nothing is painted is to be told")
            : SpliceChoice.of(photo, inputs.storedJpeg(), colored, job.output(), scope);
    Stage<PaintRows> coverage = inRegion(coverage(mask, painter, size), region);
    Stage<PaintRows> paint =
        replacement.isPresent()
            ? ReplacementRows.stage(
                PlacedReplacement.stage(
                    fitted(replacement.get(), part, splice), region, coverage.geometry()),
                coverage,
                job.featherPixels(),
                isSoft(),
                tally)
            : unpainted(coverage);
    // What is mixed is rounded to the nearest: of equal samples comes that one.
    return new PhotoPlan(
        photo, new PaintPlan(paint, colored), splice, job.output(), Rounding.HALF_UP, scope);
  }

  /** What the replacement stands for. */
  private BoundingBox region(ImageGeometry photo) {
    BoundingBox region = job.region().orElse(new BoundingBox(0, 0, photo.width(), photo.height()));
    if (region.x() > photo.width() - region.width()
        || region.y() > photo.height() - region.height()) {
      throw new IllegalArgumentException(
          "the region, %dx%d pixels at %d,%d, does not lie within the photo of %dx%d"
              .formatted(
                  region.width(),
                  region.height(),
                  region.x(),
                  region.y(),
                  photo.width(),
                  photo.height()));
    }
    return region;
  }

  private Stage<PaintRows> inRegion(Stage<PaintRows> coverage, BoundingBox region) {
    return job.region().isPresent() ? RegionRows.stage(coverage, region) : coverage;
  }

  private Stage<RowCursor> fitted(
      Stage<WindowSource> replacement, ImageGeometry part, SpliceChoice splice) {
    return RowCursor.stage(
        inputs.reader(replacement, splice.readsAhead(scope)), part, Role.REPLACEMENT, scope);
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
    if (!job.compareUnpainted()) {
      return Optional.empty();
    }
    BoundingBox region = region(photo);
    UnpaintedTally tally = new UnpaintedTally(photo.depth(), UnpaintedChanges.VISIBLE_DIFFERENCE);
    return Optional.of(tally.between(region.x(), region.x() + region.width()));
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
      PhotoPlan.Written written, ImageGeometry replacement, Optional<UnpaintedTally> tally) {
    return new RestoreReport(
        written.geometry(),
        written.strategy(),
        written.statistics(),
        replacement,
        tally.map(Restoration::changes),
        inputs.bytesRead(Role.PHOTO),
        inputs.bytesRead(Role.REPLACEMENT),
        inputs.bytesRead(Role.MASK),
        written.outputBytes(),
        inputs.missingRows(Role.PHOTO),
        written.profileDropped(),
        written.mcus(),
        Duration.ofNanos(System.nanoTime() - startNanos));
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
