package io.github.maskloom.internal.composite;

import com.google.common.io.CountingOutputStream;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.Strategy;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A photo under paint on its way to an encoded image, spliced or streamed. Used once. */
final class PhotoPlan {
  private final ImageGeometry photo;
  private final PaintPlan paint;
  private final SpliceChoice splice;
  private final OutputOptions output;
  private final Rounding rounding;
  private final Blend blend;
  private final ImageEncoder encoder;

  PhotoPlan(
      Stage<? extends WindowSource> photo,
      PaintPlan paint,
      SpliceChoice splice,
      OutputOptions output,
      Rounding rounding,
      Scope scope) {
    this.photo = photo.geometry();
    this.paint = paint;
    this.splice = splice;
    this.output = output;
    this.rounding = rounding;
    blend = new Blend(photo, paint, rounding, scope);
    encoder =
        ImageEncoder.of(
            blend.rowsAhead(scope), output.format(), scope.windowRows(photo.geometry()));
  }

  /** How a photo went out. */
  record Written(
      ImageGeometry geometry,
      Strategy strategy,
      long windows,
      long outputBytes,
      boolean profileDropped,
      MaskStatistics statistics,
      long changeablePixels,
      Optional<SplicedMcus> mcus) {

    /** The same, told of the photo's full size. */
    Written at(SeenPhoto photo) {
      return new Written(
          geometry.withSize(photo.fullSize().width(), photo.fullSize().height()),
          strategy,
          windows,
          outputBytes,
          profileDropped,
          photo.enlarged(statistics),
          changeablePixels,
          mcus);
    }
  }

  /** What writing takes. */
  Cost cost() {
    return splice.isSpliced() ? paint.rows().cost().plus(splice.cost()) : encoder.cost();
  }

  /** What writing takes, for those who ask before. */
  CompositePlan explained() {
    Strategy strategy = splice.isSpliced() ? Strategy.SPLICE : Strategy.STREAM;
    return new CompositePlan(strategy, splice.whyNot(), workPlan(cost(), steps()));
  }

  /** The same after other work, beside which nothing of this runs. */
  CompositePlan explainedAfter(String step, Cost before) {
    CompositePlan plan = explained();
    List<WorkPlan.Step> steps = new ArrayList<>();
    steps.add(Stage.step(step, photo, before));
    steps.addAll(plan.work().steps());
    return new CompositePlan(
        plan.strategy(), plan.whyNotSpliced(), workPlan(cost().orThen(before), steps));
  }

  static WorkPlan workPlan(Cost cost, List<WorkPlan.Step> steps) {
    return new WorkPlan(cost.heapBytes(), cost.spooledBytes(), cost.threads(), steps);
  }

  private List<WorkPlan.Step> steps() {
    if (!splice.isSpliced()) {
      return encoder.steps();
    }
    List<WorkPlan.Step> steps = new ArrayList<>(paint.rows().steps());
    steps.add(Stage.step(splice.step(), photo, splice.cost()));
    return steps;
  }

  /** Writes an encoded image, which is there only if all went well. */
  Written write(Scope scope, ImageTarget target) throws IOException {
    try (ImageTarget.Draft draft = target.openDraft()) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      Written written = splice.isSpliced() ? splice(scope, counted) : encode(scope, counted);
      scope.cancel().throwIfCancelled();
      scope.files().check();
      draft.commit();
      return written;
    } catch (ImageException e) {
      scope.files().check(e);
      throw e.initImage(Role.PHOTO.toString());
    }
  }

  private Written splice(Scope scope, CountingOutputStream out) throws IOException {
    PaintRows rows = paint.rows().open(scope);
    SplicedPhoto edits = new SplicedPhoto(photo, rows, rounding, scope.work());
    Optional<SplicedMcus> mcus = splice.splicing().orElseThrow().write(edits, output.strict(), out);
    return new Written(
        photo,
        Strategy.SPLICE,
        edits.windows(),
        out.getCount(),
        false,
        rows.statistics(),
        rows.changeablePixels(),
        mcus);
  }

  private Written encode(Scope scope, CountingOutputStream out) throws IOException {
    encoder.encode(scope, (OutputStream) out);
    boolean profileDropped =
        ImageEncoder.dropsProfile(blend.source(), blend.rows().geometry(), output.format());
    return blend.written(out.getCount(), profileDropped);
  }
}
