package io.github.maskloom.internal.composite;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor.PreparedComposite;
import io.github.maskloom.Strategy;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.codec.Reduction;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.prepare.Preparation;
import io.github.maskloom.internal.prepare.PrepareOptions;
import io.github.maskloom.internal.prepare.PreparePlan;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.time.Duration;

/** One composite in the making: opens its images, plans it, and makes it. Used once. */
public final class Composition {
  private static final String ROWS_WANTED = "the result's rows are wanted";

  private final CompositeJob job;
  private final Scope scope;
  private final Inputs inputs;
  private final long startNanos = System.nanoTime();

  /** A composite that has not begun; the scope is the caller's. */
  public Composition(CompositeJob job, Scope scope) {
    this.job = job;
    this.scope = scope;
    inputs = new Inputs(job.mask(), job.reading(), scope);
  }

  /** Opens images and composites into an encoded one, which is there only if all went well. */
  public CompositeReport write(ImageSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    return write(inputs.open(photo, Role.PHOTO), mask, target);
  }

  /** The same over rows. */
  public CompositeReport write(WindowSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    return write(Inputs.given(photo, Role.PHOTO), mask, target);
  }

  /** The same of rows over rows. */
  public CompositeReport write(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    Stage<WindowSource> rows = Inputs.given(photo, Role.PHOTO);
    Inputs.checkOutput(rows.geometry(), job.output());
    return write(plan(rows, inputs.givenMask(mask)), target);
  }

  /** Opens the mask, unless the result would be too large for its format. */
  private CompositeReport write(Stage<WindowSource> photo, ImageSource mask, ImageTarget target)
      throws IOException {
    Inputs.checkOutput(photo.geometry(), job.output());
    return write(plan(photo, inputs.openMask(mask, target)), target);
  }

  private CompositeReport write(PhotoPlan plan, ImageTarget target) throws IOException {
    inputs.begin(plan.cost());
    return report(plan.write(scope, target));
  }

  /** What compositing would take; nothing is reserved, and only headers are read. */
  public CompositePlan explain(ImageSource photo, ImageSource mask) throws IOException {
    Stage<WindowSource> rows = inputs.open(photo, Role.PHOTO);
    Inputs.checkOutput(rows.geometry(), job.output());
    return plan(rows, inputs.open(mask, Role.MASK)).explained();
  }

  private PhotoPlan plan(Stage<WindowSource> photo, Stage<WindowSource> mask) throws IOException {
    MaskPaint painter = inputs.painter(mask.geometry(), photo.geometry(), job.brush());
    SpliceChoice splice = SpliceChoice.of(inputs.photo(), painter.mayBeColored(), job.output());
    PaintPlan paint = paint(Area.of(photo.geometry()), mask, painter, splice.readsAhead(scope));
    return new PhotoPlan(photo, paint, splice, job.output(), job.rounding(), scope);
  }

  private PaintPlan paint(
      Area photo, Stage<WindowSource> mask, MaskPaint painter, boolean readsAhead) {
    Stage<RowCursor> rows =
        RowCursor.stage(inputs.maskReader(mask, job.brush(), readsAhead), photo, Role.MASK, scope);
    return new PaintPlan(MaskRows.stage(rows, painter), painter.mayBeColored());
  }

  /** Composites into a sink of rows. */
  public CompositeReport push(WindowSource photo, WindowSource mask, WindowSink sink)
      throws IOException {
    SeenPhoto given = SeenPhoto.whole(Inputs.given(photo, Role.PHOTO));
    Blend blend = streamed(given, inputs.givenMask(mask));
    Stage<? extends WindowSource> rows = blend.rowsAhead(scope);
    int windowRows = scope.windowRows(photo.geometry());
    long windowBytes = WindowSize.bytes(rows.geometry(), windowRows);
    inputs.begin(rows.cost().plus(Cost.heap(windowBytes)));
    try {
      rows.open(scope).push(windowRows, sink);
    } catch (ImageException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
    return report(blend.written(0, false));
  }

  /** Composites into an image that is made ready in the same pass. */
  public PreparedComposite prepare(
      ImageSource photo, ImageSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    PrepareOptions options = Preparation.optionsOf(preparer);
    SeenPhoto seen = seen(photo, options);
    Blend blend = streamed(seen, inputs.openMask(mask, target));
    try {
      PreparePlan plan = preparing(seen, blend, options);
      inputs.begin(plan.cost());
      PrepareReport prepared = plan.run(scope, scope.part(), target);
      PhotoPlan.Written written = blend.written(0, prepared.profileDropped());
      return new PreparedComposite(report(written.at(seen)), prepared);
    } catch (ImageException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
  }

  /** What compositing and preparing would take together; nothing is reserved. */
  public CompositePlan explain(ImageSource photo, ImageSource mask, ImagePreparer preparer)
      throws IOException {
    PrepareOptions options = Preparation.optionsOf(preparer);
    SeenPhoto seen = seen(photo, options);
    Blend blend = streamed(seen, inputs.open(mask, Role.MASK));
    PreparePlan plan = preparing(seen, blend, options);
    return new CompositePlan(
        Strategy.STREAM, ROWS_WANTED, PhotoPlan.workPlan(plan.cost(), plan.steps()));
  }

  /** A mask with a threshold is as hard as its pixels are small, so they stay the photo's. */
  private Reduction reduction(PrepareOptions options) {
    boolean hard = job.mask().convention() instanceof MaskConvention.Binary;
    return hard ? Reduction.NONE : options::reductionOf;
  }

  /** Where fewer pixels do, the photo has the size of the result before anything is painted. */
  private SeenPhoto seen(ImageSource photo, PrepareOptions options) throws IOException {
    SeenPhoto read = inputs.openPhoto(photo, reduction(options));
    return read.isReduced() ? read.scaled(options.areaOf(read.fullSize()), scope) : read;
  }

  private PreparePlan preparing(SeenPhoto photo, Blend blend, PrepareOptions options) {
    return new PreparePlan(
        options.with(options.work().withCancel(options.work().cancel().or(scope.cancel()))),
        blend.rows(),
        inputs.colors(Role.PHOTO),
        photo.fullSize(),
        photo.area(),
        blend.rows().cost().heapBytes(),
        () -> 0);
  }

  private Blend streamed(SeenPhoto photo, Stage<WindowSource> mask) {
    MaskPaint painter =
        inputs.painter(mask.geometry(), photo.fullSize(), photo.rows().geometry(), job.brush());
    boolean readsAhead = SpliceChoice.not(ROWS_WANTED).readsAhead(scope);
    PaintPlan paint = paint(photo.area(), mask, painter, readsAhead);
    return new Blend(photo.rows(), paint, job.rounding(), scope);
  }

  private CompositeReport report(PhotoPlan.Written written) {
    return new CompositeReport(
        written.geometry(),
        written.strategy(),
        written.windows(),
        inputs.bytesRead(Role.PHOTO),
        inputs.bytesRead(Role.MASK),
        written.outputBytes(),
        inputs.missingRows(Role.PHOTO),
        written.profileDropped(),
        written.mcus(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        inputs.filled(written.statistics()));
  }
}
