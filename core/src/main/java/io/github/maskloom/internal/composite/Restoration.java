package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.composite.AnswerMeasure.Found;
import io.github.maskloom.internal.composite.PhotoPlan.Written;
import io.github.maskloom.internal.composite.RestoreImages.Sources;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One image being restored: opens its images, plans it, and makes it. Used once. */
public final class Restoration {
  private final PhotoJob job;
  private final How how;
  private final Scope scope;
  private final OpenImages images;

  /**
   * What a restoration is asked for beside any other work on a photo.
   *
   * @param options the edge of what is painted, and whether colors are corrected
   * @param region of the photo that the replacement stands for; all of it if empty
   * @param comparison what is reported of the part that is not painted
   */
  public record How(RestoreOptions options, Optional<BoundingBox> region, Comparison comparison) {
    /** With every option at its default. */
    public static final How DEFAULT =
        new How(RestoreOptions.DEFAULT, Optional.empty(), Comparison.REDUCED);

    /** Refuses null. */
    public How {
      Objects.requireNonNull(options, "restoring");
      Objects.requireNonNull(comparison, "comparison");
    }

    /** The same with another edge or colors. */
    public How with(RestoreOptions other) {
      return new How(other, region, comparison);
    }

    /** The same for a part of the photo. */
    public How with(BoundingBox other) {
      return new How(options, Optional.of(other), comparison);
    }

    /** The same with another comparison. */
    public How with(Comparison other) {
      return new How(options, region, other);
    }
  }

  /** A restoration that has not begun; the scope is the caller's. */
  public Restoration(PhotoJob job, How how, Scope scope) {
    this.job = job;
    this.how = how;
    this.scope = scope;
    images = new OpenImages(job, scope);
  }

  /** Restores into an encoded image, which is there only if all went well. */
  public CompositeReport write(
      ImageSource givenPhoto, ImageSource givenAnswer, ImageSource givenMask, ImageTarget target)
      throws IOException {
    ImageSource photoSource = reopenable(givenPhoto, Role.PHOTO);
    ImageSource answer = reopenable(givenAnswer, Role.REPLACEMENT);
    ImageSource maskSource = reopenable(givenMask, Role.MASK);
    Photo photo = openPhoto(photoSource);
    Replacement replacement = openReplacement(photo, answer);
    LabelReport labels = Replacement.labels(photo, replacement.label(), job.output());
    boolean isLabeled = !labels.written().equals(job.output().label());
    ImageSource paint = isLabeled ? images.reopenable(maskSource, Role.MASK) : maskSource;
    MaskInput mask = MaskInput.open(images, paint, target);
    Sources again = new Sources(photoSource, answer, paint);
    RestoreImages read = opened(photo, Optional.of(replacement), mask);
    Optional<Found> found = aligns() ? new AnswerMeasure(read).measured(again) : Optional.empty();
    RestoreImages open = found.map(Found::images).orElse(read);
    RestorePlan plan = new RestorePlan(open, how.comparison(), labels);
    begin(plan, mask, again);
    Optional<Blend> encoded = plan.result.encoded.filter(blend -> isLabeled);
    if (encoded.isPresent() && !isPainted(open, paint)) {
      encoded.get().take(job.output());
    }
    return report(plan.result.write(scope, target), open, plan, found.map(Found::alignment));
  }

  /** A source that opens again where there is a pass before. */
  private ImageSource reopenable(ImageSource image, Role role) throws IOException {
    return how.options().matchColor() || aligns() ? images.reopenable(image, role) : image;
  }

  private boolean aligns() {
    return how.options().align() != Align.OFF;
  }

  private RestoreImages opened(Photo photo, Optional<Replacement> replacement, MaskInput mask) {
    AnswerPlace all = AnswerPlace.all(how.region(), photo.geometry());
    return new RestoreImages(images, how.options(), all, photo, replacement, mask);
  }

  private void begin(RestorePlan plan, MaskInput mask, Sources again) throws IOException {
    Cost cost = plan.result.cost();
    boolean matches = how.options().matchColor();
    images.begin(matches ? cost.orThen(plan.colors.looking()) : cost);
    mask.lookBefore();
    if (matches) {
      plan.colors.look(again);
    }
  }

  /**
   * Whether anything of an answer goes into the photo. A photo that is encoded has its label before
   * its rows. This takes no more than painting does, and ends at the first row with paint.
   */
  private boolean isPainted(RestoreImages open, ImageSource maskSource) throws IOException {
    try (Scope apart = scope.part()) {
      MaskInput mask = MaskInput.openAgain(new OpenImages(job, apart), maskSource);
      Stage<PaintRows> coverage = open.shown(mask.coverage(open.photo(), how.options()));
      mask.lookBefore();
      PaintRows rows = coverage.open(apart);
      int y = 0;
      while (y < coverage.geometry().height() && !rows.next()) {
        apart.cancel().throwIfCancelled();
        y++;
      }
      return y < coverage.geometry().height();
    } catch (ImageException e) {
      throw images.checked(e, Role.MASK);
    }
  }

  /** What restoring would take; nothing is reserved, and only headers are read. */
  public CompositePlan explain(
      ImageSource photoSource, Optional<ImageSource> answer, ImageSource maskSource)
      throws IOException {
    Photo photo = openPhoto(photoSource);
    Optional<Replacement> replacement =
        answer.isPresent() ? Optional.of(openReplacement(photo, answer.get())) : Optional.empty();
    RestoreImages open = opened(photo, replacement, MaskInput.open(images, maskSource));
    Map<String, Cost> before = new LinkedHashMap<>();
    if (answer.isPresent() && aligns()) {
      before.put("measure where the replacement lies", new AnswerMeasure(open).cost());
    }
    AiLabel label = replacement.map(Replacement::label).orElse(AiLabel.NONE);
    LabelReport labels = Replacement.labels(photo, label, job.output());
    RestorePlan plan = new RestorePlan(open, how.comparison(), labels);
    if (answer.isPresent() && how.options().matchColor()) {
      before.put("compare around the paint before", plan.colors.looking());
    }
    return plan.result.explained(before);
  }

  /** Opens a photo that the format of the result can hold. */
  private Photo openPhoto(ImageSource photo) throws IOException {
    return Photo.open(images, photo).fitting(job);
  }

  private Replacement openReplacement(Photo photo, ImageSource answer) throws IOException {
    boolean isReadAgain =
        how.comparison() != Comparison.OFF
            && photo.isReadAgain(PhotoPlan.format(photo.output(job.output())));
    return Replacement.open(
        images, isReadAgain ? images.reopenable(answer, Role.REPLACEMENT) : answer);
  }

  private CompositeReport report(
      Written written, RestoreImages open, RestorePlan plan, Optional<Alignment> alignment) {
    long changeable = written.paint().changeablePixels();
    Restored restored =
        new Restored(
            open.replacement().orElseThrow().geometry(),
            images.bytesRead(Role.REPLACEMENT),
            changeable,
            plan.colors.conversion(),
            plan.colors.match(),
            alignment,
            plan.changes(),
            changeable == 0 ? LabelReport.NONE : plan.labels);
    OutputFormat format = PhotoPlan.format(open.photo().output(job.output()));
    return written.report(
        images, open.photo(), open.mask(), Optional.of(format.mediaType()), Optional.of(restored));
  }
}
