package io.github.maskloom.internal.composite;

import com.google.common.io.CountingOutputStream;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.Restored;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.internal.rows.Output;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** A photo under paint on its way to an encoded image. Used once. */
public final class PhotoPlan {
  private final ImageGeometry photo;
  private final Strategy strategy;

  /** What is encoded, unless the photo is spliced. */
  final Optional<Blend> encoded;

  private final Optional<String> whyNotSpliced;
  private final Stage<Output> output;
  private final LongFunction<Written> written;

  /** A plan that takes up an offer to splice, or else encodes every row. */
  PhotoPlan(
      Stage<WindowReader> photo,
      PaintRows.Plan paint,
      Splicing.Offer offer,
      OutputOptions wanted,
      RowBlend.Rule rule,
      Scope scope) {
    this.photo = photo.geometry();
    whyNotSpliced = offer.whyNot();
    if (offer.splicing().isPresent()) {
      SplicedPhoto spliced = new SplicedPhoto(photo.geometry(), wanted, rule);
      strategy = Strategy.SPLICE;
      output = spliced.output(paint.rows(), offer.splicing().get());
      written = spliced::written;
      encoded = Optional.empty();
    } else {
      Blend blend = new Blend(photo, paint, rule, wanted, scope);
      OutputFormat format = format(wanted);
      int windowRows = scope.windowRows(photo.geometry());
      strategy = Strategy.STREAM;
      encoded = Optional.of(blend);
      output = ImageEncoder.of(blend.rowsAhead(scope), format, windowRows);
      written =
          bytes ->
              blend.written(
                  bytes,
                  ImageEncoder.dropsProfile(
                      blend.opened().geometry(), blend.opened().metadata(), format),
                  ImageEncoder.report(blend.opened(), format));
    }
    scope.planned(this.photo, strategy);
  }

  /** The format of an output, once it is decided. */
  static OutputFormat format(OutputOptions decided) {
    return decided.format().orElseThrow();
  }

  /** How a photo went out. */
  public record Written(
      ImageGeometry geometry,
      Strategy strategy,
      long windows,
      long outputBytes,
      boolean profileDropped,
      PaintRows paint,
      Optional<SplicedMcus> mcus,
      MetadataReport metadata) {

    /** What was done: the one report of composites and restorations, at the photo's full size. */
    CompositeReport report(
        OpenImages images,
        Photo photo,
        MaskInput input,
        Optional<String> mediaType,
        Optional<Restored> restored) {
      return new CompositeReport(
          geometry.withSize(photo.fullSize().width(), photo.fullSize().height()),
          mediaType,
          strategy,
          input.geometry(),
          photo.enlarged(paint.statistics(), input.filledPixels()),
          windows,
          new CompositeReport.Bytes(
              images.bytesRead(Role.PHOTO), images.bytesRead(Role.MASK), outputBytes),
          new CompositeReport.Kept(
              images.described(metadata), mcus, images.missingRows(Role.PHOTO), profileDropped),
          restored,
          images.elapsed());
    }
  }

  /** What writing takes. */
  public Cost cost() {
    return output.cost();
  }

  /**
   * What writing takes, for those who ask before.
   *
   * @param before other work, step by step, beside which nothing of this runs
   */
  public CompositePlan explained(Map<String, Cost> before) {
    List<WorkPlan.Step> steps = new ArrayList<>();
    before.forEach((step, cost) -> steps.add(Stage.step(step, photo, cost)));
    steps.addAll(output.steps());
    Cost most = before.values().stream().reduce(cost(), Cost::orThen);
    return new CompositePlan(strategy, whyNotSpliced, most.workPlan(steps));
  }

  /** Writes an encoded image, which is there only if all went well. */
  public Written write(Scope scope, ImageTarget target) throws IOException {
    try (ImageTarget.Draft draft = target.openDraft()) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      output.open(scope).write(counted);
      Written done = written.apply(counted.getCount());
      scope.cancel().throwIfCancelled();
      scope.files().check();
      draft.commit();
      scope.done(done.geometry().width(), done.geometry().height(), done.outputBytes());
      return done;
    } catch (ImageException e) {
      scope.files().check(e);
      throw scope.files().named(e, Role.PHOTO.toString());
    }
  }
}
