package io.github.maskloom.internal.composite;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.prepare.Preparation;
import io.github.maskloom.internal.prepare.PrepareOptions;
import io.github.maskloom.internal.prepare.PreparePlan;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import java.io.IOException;
import java.util.Optional;

/** One composite in the making: plans it, and makes it. Used once. */
public final class Composition {
  private static final Splicing.Offer ROWS_WANTED =
      Splicing.Offer.not("the result's rows are wanted");

  private final RowBlend.Rule blend;
  private final Scope scope;
  private final OpenImages images;
  private final Photo photo;
  private final MaskInput mask;

  /** How an image is opened. */
  @FunctionalInterface
  public interface Opener<T> {
    /** Opens it. */
    T in(OpenImages images) throws IOException;
  }

  /** A composite that has not begun. */
  public Composition(OpenImages images, RowBlend.Rule blend, Photo photo, MaskInput mask) {
    this.images = images;
    this.blend = blend;
    this.photo = photo;
    this.mask = mask;
    scope = images.scope();
  }

  /**
   * How the result is prepared: stopped by whatever stops the compositor or the preparer.
   *
   * @throws IllegalArgumentException if the preparer takes images for masks, as no composite is one
   */
  public static PrepareOptions options(ImagePreparer preparer, Scope scope) {
    PrepareOptions options = Preparation.optionsOf(preparer);
    checkArgument(
        options.maskForm().isEmpty(), "a composite is no mask: prepare it without withMask");
    WorkOptions work = options.work();
    return options.with(work.withCancel(work.begin().or(scope.cancel())));
  }

  /** Plans an encoded image. */
  public PhotoPlan plan() throws IOException {
    MaskPaint painter = mask.over(photo, images.job().mask().brush());
    OutputOptions output = photo.output(images.job().output());
    Splicing.Offer offer = photo.splicing(painter.mayBeColored(), PhotoPlan.format(output));
    return new PhotoPlan(photo.rows(), paint(painter, offer), offer, output, blend, scope);
  }

  private PaintRows.Plan paint(MaskPaint painter, Splicing.Offer offer) {
    Stage<WindowReader> rows = mask.rows(images.ahead(mask.stored(), offer));
    Stage<PaintRows> paint =
        MaskRows.stage(rows, photo.area(), painter, MaskConvention.WHITE_EDITS, scope);
    return new PaintRows.Plan(paint, painter.mayBeColored());
  }

  private Blend blended() {
    PaintRows.Plan paint = paint(mask.over(photo, images.job().mask().brush()), ROWS_WANTED);
    return new Blend(photo.rows(), paint, blend, images.job().output(), scope);
  }

  /** Waits for what the work takes, and looks at the mask where that comes first. */
  public void begin(Cost cost) throws IOException {
    images.begin(cost);
    mask.lookBefore();
  }

  /** Composites into a sink of rows. */
  public CompositeReport push(WindowSink sink) throws IOException {
    Blend blended = blended();
    scope.planned(photo.fullSize(), Strategy.STREAM);
    Stage<WindowReader> rows = blended.rowsAhead(scope);
    int windowRows = scope.windowRows(photo.fullSize());
    long windowBytes = WindowSize.bytes(rows.geometry(), windowRows);
    begin(rows.cost().plus(Cost.heap(windowBytes)));
    try {
      rows.open(scope).push(windowRows, sink);
    } catch (ImageException e) {
      throw images.named(e, Role.PHOTO);
    }
    scope.done(photo.fullSize().width(), photo.fullSize().height(), 0);
    return report(blended.written(0, false), Optional.empty());
  }

  /** Composites into an image that is made ready in the same pass. */
  public PreparedComposite prepare(PrepareOptions options, ImageTarget target) throws IOException {
    Blend blended = blended();
    scope.planned(photo.fullSize(), Strategy.STREAM);
    try {
      PreparePlan plan = preparing(blended, options);
      begin(plan.cost());
      PrepareReport prepared = plan.run(scope, scope.part(), target);
      scope.done(prepared.width(), prepared.height(), prepared.bytes());
      PhotoPlan.Written written = blended.written(0, prepared.profileDropped());
      return new PreparedComposite(report(written, Optional.empty()), prepared);
    } catch (ImageException e) {
      throw images.named(e, Role.PHOTO);
    }
  }

  /** What compositing and preparing would take together; nothing is reserved. */
  public CompositePlan explain(PrepareOptions options) {
    PreparePlan plan = preparing(blended(), options);
    return new CompositePlan(
        Strategy.STREAM, ROWS_WANTED.whyNot(), plan.cost().workPlan(plan.steps()));
  }

  private PreparePlan preparing(Blend blended, PrepareOptions options) {
    return new PreparePlan(
        options.writing(photo.mediaType()),
        new PreparePlan.Seen(
            blended.rows(), photo.colors(), photo.fullSize(), photo.area(), Optional.empty(), 0),
        blended.rows().cost().heapBytes(),
        () -> images.missingRows(Role.PHOTO));
  }

  /** What was done to write an image. */
  public CompositeReport report(PhotoPlan.Written written) {
    OutputFormat format = PhotoPlan.format(photo.output(images.job().output()));
    return report(written, Optional.of(format.mediaType()));
  }

  private CompositeReport report(PhotoPlan.Written written, Optional<String> mediaType) {
    return written.report(images, photo, mask, mediaType, Optional.empty());
  }
}
