package io.github.maskloom.internal.composite;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
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
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;

/** One composite in the making: opens its images, plans it, and makes it. Used once. */
public final class Composition {
  private static final String ROWS_WANTED = "the result's rows are wanted";

  private final CompositeJob job;
  private final Scope scope;
  private final Inputs inputs;
  private CompositeJob.OutputOptions output;
  private final long startNanos = System.nanoTime();

  /** A composite that has not begun; the scope is the caller's. */
  public Composition(CompositeJob job, Scope scope) {
    this.job = job;
    this.scope = scope;
    output = job.output();
    inputs = new Inputs(job.mask(), job.reading(), scope);
  }

  /** Opens images and plans a composite; the mask is opened only if the format holds the result. */
  public PhotoPlan plan(ImageSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    output = job.output().to(target);
    Stage<WindowReader> rows = allowed(inputs.open(photo, Role.PHOTO));
    return plan(rows, inputs.openMask(mask, target));
  }

  /** The same over rows. */
  public PhotoPlan plan(WindowSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    output = job.output().to(target);
    Stage<WindowReader> rows = allowed(inputs.given(photo, Role.PHOTO));
    return plan(rows, inputs.openMask(mask, target));
  }

  /** The same of rows over rows. */
  public PhotoPlan plan(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    output = job.output().to(target);
    return plan(allowed(inputs.given(photo, Role.PHOTO)), inputs.givenMask(mask));
  }

  private Stage<WindowReader> allowed(Stage<WindowReader> photo) {
    Inputs.checkOutput(photo.geometry(), inputs.output(output));
    return photo;
  }

  /** Waits for what a plan takes, and looks at the mask where that comes first. */
  public void begin(PhotoPlan plan) throws IOException {
    inputs.begin(plan.cost());
  }

  /** What compositing would take; nothing is reserved, and only headers are read. */
  public CompositePlan explain(ImageSource photo, ImageSource mask) throws IOException {
    Stage<WindowReader> rows = allowed(inputs.open(photo, Role.PHOTO));
    return plan(rows, inputs.open(mask, Role.MASK)).explained();
  }

  private PhotoPlan plan(Stage<WindowReader> photo, Stage<WindowReader> mask) throws IOException {
    MaskPaint painter = inputs.painter(mask.geometry(), photo.geometry(), job.brush());
    CompositeJob.Output chosen = inputs.output(output);
    Splicing.Offer offer = inputs.splicing(painter.mayBeColored(), chosen.format());
    PaintRows.Plan paint =
        paint(Area.of(photo.geometry()), mask, painter, inputs.readsAhead(offer));
    return new PhotoPlan(photo, paint, offer, chosen, job.blend(), scope);
  }

  private PaintRows.Plan paint(
      Area photo, Stage<WindowReader> mask, MaskPaint painter, boolean readsAhead) {
    Stage<WindowReader> rows = inputs.maskReader(mask, job.brush(), readsAhead);
    Stage<PaintRows> paint =
        MaskRows.stage(rows, photo, painter, MaskConvention.WHITE_EDITS, scope);
    return new PaintRows.Plan(paint, painter.mayBeColored());
  }

  /** Composites into a sink of rows. */
  public CompositeReport push(WindowSource photo, WindowSource mask, WindowSink sink)
      throws IOException {
    SeenPhoto given = SeenPhoto.whole(inputs.given(photo, Role.PHOTO));
    Blend blend = streamed(given, inputs.givenMask(mask));
    scope.planned(photo.geometry(), Strategy.STREAM);
    Stage<WindowReader> rows = blend.rowsAhead(scope);
    int windowRows = scope.windowRows(photo.geometry());
    long windowBytes = WindowSize.bytes(rows.geometry(), windowRows);
    inputs.begin(rows.cost().plus(Cost.heap(windowBytes)));
    try {
      rows.open(scope).push(windowRows, sink);
    } catch (ImageException e) {
      throw scope.files().named(e, Role.PHOTO.toString());
    }
    scope.done(photo.geometry().width(), photo.geometry().height(), 0);
    return report(blend.written(0, false), Optional.empty());
  }

  /** Composites into an image that is made ready in the same pass. */
  public PreparedComposite prepare(
      ImageSource photo, ImageSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    PrepareOptions asked = options(preparer).to(target);
    SeenPhoto seen = seen(photo, asked);
    PrepareOptions options = asked.writing(inputs.photoMediaType());
    Blend blend = streamed(seen, inputs.openMask(mask, target));
    scope.planned(seen.fullSize(), Strategy.STREAM);
    try {
      PreparePlan plan = preparing(seen, blend, options);
      inputs.begin(plan.cost());
      PrepareReport prepared = plan.run(scope, scope.part(), target);
      scope.done(prepared.width(), prepared.height(), prepared.bytes());
      PhotoPlan.Written written = blend.written(0, prepared.profileDropped());
      return new PreparedComposite(report(written.at(seen), Optional.empty()), prepared);
    } catch (ImageException e) {
      throw scope.files().named(e, Role.PHOTO.toString());
    }
  }

  /** What compositing and preparing would take together; nothing is reserved. */
  public CompositePlan explain(ImageSource photo, ImageSource mask, ImagePreparer preparer)
      throws IOException {
    PrepareOptions asked = options(preparer);
    SeenPhoto seen = seen(photo, asked);
    PrepareOptions options = asked.writing(inputs.photoMediaType());
    Blend blend = streamed(seen, inputs.open(mask, Role.MASK));
    PreparePlan plan = preparing(seen, blend, options);
    return new CompositePlan(
        Strategy.STREAM, Optional.of(ROWS_WANTED), plan.cost().workPlan(plan.steps()));
  }

  /** How the result is prepared: stopped by whatever stops the compositor or the preparer. */
  private PrepareOptions options(ImagePreparer preparer) {
    PrepareOptions options = Preparation.optionsOf(preparer);
    WorkOptions work = options.work();
    return options.with(work.withCancel(work.begin().or(scope.cancel())));
  }

  /** Where fewer pixels do, the photo has the size of the result before anything is painted. */
  private SeenPhoto seen(ImageSource photo, PrepareOptions options) throws IOException {
    SeenPhoto read = inputs.openPhoto(photo, options::reductionOf);
    return read.isReduced() ? read.scaled(options.areaOf(read.fullSize()), scope) : read;
  }

  private PreparePlan preparing(SeenPhoto photo, Blend blend, PrepareOptions options) {
    return new PreparePlan(
        options,
        new PreparePlan.Seen(
            blend.rows(),
            inputs.colors(Role.PHOTO),
            photo.fullSize(),
            photo.area(),
            Optional.empty(),
            0),
        blend.rows().cost().heapBytes(),
        () -> 0);
  }

  private Blend streamed(SeenPhoto photo, Stage<WindowReader> mask) {
    MaskPaint painter =
        inputs.painter(mask.geometry(), photo.fullSize(), photo.rows().geometry(), job.brush());
    boolean readsAhead = inputs.readsAhead(Splicing.Offer.not(ROWS_WANTED));
    PaintRows.Plan paint = paint(photo.area(), mask, painter, readsAhead);
    return new Blend(photo.rows(), paint, job.blend(), output.metadata(), scope);
  }

  /** What was done to write an image. */
  public CompositeReport report(PhotoPlan.Written written) {
    return report(written, Optional.of(inputs.output(output).format().mediaType()));
  }

  private CompositeReport report(PhotoPlan.Written written, Optional<String> mediaType) {
    return written.report(inputs, mediaType, inputs::bytesRead, Optional.empty(), startNanos);
  }
}
