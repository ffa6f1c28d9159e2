package io.github.maskloom;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.async.ScopedCall;
import io.github.maskloom.internal.composite.PhotoJob;
import io.github.maskloom.internal.composite.Restoration;
import io.github.maskloom.internal.pipeline.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Puts the painted part of a model's answer into the photo and keeps everything else.
 *
 * <pre>{@code
 * CompositeReport report = PhotoRestorer.create().restore(photo, answer, mask, target);
 * }</pre>
 *
 * <p>Formats, memory, budget, threads, cancel and failures are those of a {@link MaskCompositor},
 * beside what {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)} says. A restorer
 * is immutable and safe to share.
 */
public final class PhotoRestorer {
  private final PhotoJob job;
  private final Restoration.How how;

  private PhotoRestorer(PhotoJob job, Restoration.How how) {
    this.job = job;
    this.how = how;
  }

  /** {@return a restorer with every option at its default} */
  public static PhotoRestorer create() {
    return new PhotoRestorer(PhotoJob.DEFAULT, Restoration.How.DEFAULT);
  }

  /**
   * {@return the same with masks taken otherwise}
   *
   * @param value what a mask means, and which fit; its brush has no part in a restoration
   */
  public PhotoRestorer withMask(MaskOptions value) {
    return new PhotoRestorer(job.with(value), how);
  }

  /**
   * {@return the same for masks of another meaning}
   *
   * @param value what a mask's pixels mean; by default {@link MaskConvention#PAINTED}
   */
  public PhotoRestorer withConvention(MaskConvention value) {
    return withMask(job.mask().withConvention(value));
  }

  /**
   * {@return the same with something else written}
   *
   * @param value format, metadata and label of the result
   */
  public PhotoRestorer withOutput(OutputOptions value) {
    return new PhotoRestorer(job.with(value), how);
  }

  /**
   * {@return the same with results in a format, whatever the target is called}
   *
   * @param value a format that is installed; by default as {@link OutputOptions#format} says
   */
  public PhotoRestorer withFormat(OutputFormat value) {
    return withOutput(job.output().withFormat(value));
  }

  /**
   * {@return the same with images read otherwise} The limits hold for photo, mask and replacement,
   * each alone, encoded or as rows. A mask or a replacement that must be scaled is also held to
   * them at the photo's width and its own height. A photo that is read with {@link
   * ReadOptions.DamagePolicy#LENIENT} is never spliced. Mask and replacement are always read
   * strictly.
   *
   * @param value limits, and what to do about damage
   */
  public PhotoRestorer withReading(ReadOptions value) {
    return new PhotoRestorer(job.with(value), how);
  }

  /**
   * {@return the same with calls that work otherwise} Calls use one thread unless {@link
   * WorkOptions#withThreads} lets them have more. A second one decodes and blends ahead of the
   * encoder, or decodes the replacement of a spliced photo. A third one decodes the replacement
   * otherwise. More are not used. The result is the same, byte for byte, and so is what is thrown.
   *
   * @param value budget, threads, timeout, and who stops or hears of calls
   */
  public PhotoRestorer withWork(WorkOptions value) {
    return new PhotoRestorer(job.with(value), how);
  }

  /**
   * {@return the same with the edge of the paint and the colors treated otherwise}
   *
   * @param value by default {@link RestoreOptions#DEFAULT}
   */
  public PhotoRestorer withRestoring(RestoreOptions value) {
    return new PhotoRestorer(job, how.with(value));
  }

  /**
   * {@return the same with replacements that stand for a part of the photo} The replacement is
   * scaled to this region, and changes are reported only within it, or not at all where a JPEG
   * photo is spliced. Paint beside the region is ignored, as if it were not there: so the region's
   * border is an edge of the paint that it cuts. Mask statistics are of the whole mask.
   *
   * <p>A call whose photo does not hold the region throws {@link IllegalArgumentException} before
   * anything is written.
   *
   * @param value in pixels of the photo, upright; by default all of it
   * @throws IllegalArgumentException if the region is empty, or begins above or left of the photo
   */
  public PhotoRestorer withRegion(BoundingBox value) {
    checkArgument(
        !value.isEmpty() && value.x() >= 0 && value.y() >= 0, "a region holds pixels of the photo");
    return new PhotoRestorer(job, how.with(value));
  }

  /**
   * {@return the same with another way to find what a replacement changed where nothing is painted}
   *
   * @param value by default {@link Comparison#REDUCED}
   */
  public PhotoRestorer withComparison(Comparison value) {
    return new PhotoRestorer(job, how.with(value));
  }

  /**
   * Restores files, as {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)} does.
   *
   * @param photo read in place
   * @param replacement the model's answer
   * @param mask painted where the answer counts
   * @param target replaced when the result is complete; may be one of the others
   * @return what was done
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public CompositeReport restore(Path photo, Path replacement, Path mask, Path target)
      throws IOException {
    return restore(
        photo, replacement, ImageSource.of(Objects.requireNonNull(mask, "mask")), target);
  }

  /**
   * Restores files with a mask from elsewhere, as {@link #restore(ImageSource, ImageSource,
   * ImageSource, ImageTarget)} does.
   *
   * @param photo read in place
   * @param replacement the model's answer
   * @param mask such as a data URL, painted where the answer counts
   * @param target replaced when the result is complete; may be the photo
   * @return what was done
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public CompositeReport restore(Path photo, Path replacement, ImageSource mask, Path target)
      throws IOException {
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(replacement, "replacement");
    Objects.requireNonNull(target, "target");
    return restore(
        ImageSource.of(photo), ImageSource.of(replacement), mask, ImageTarget.of(target));
  }

  /**
   * Puts {@code replacement} into {@code photo} where {@code mask} is painted, and nowhere else.
   *
   * <p><b>Size:</b> the replacement is scaled to the photo's size, both sides independently. One of
   * another aspect ratio is stretched. {@link Restored#replacement} has the size it came in.
   *
   * <p><b>Weight:</b> the replacement is laid over the photo with a weight. Where the mask has no
   * coverage the weight is 0, and the photo's pixel is kept bit for bit (PNG output). Inside the
   * painted region it rises smoothly over {@link RestoreOptions#featherPixels} pixels, by the
   * Euclidean distance to the nearest pixel without coverage. Deeper inside, the replacement's
   * sample comes through exactly. The image's own border is no edge. Mixed samples are rounded to
   * the nearest, so that a replacement equal to the photo changes nothing.
   *
   * <p><b>Painted region:</b> what the mask paints, widened by {@link RestoreOptions#growPixels}
   * pixels and by the part of the feather that {@link RestoreOptions#featherSide} puts outside. All
   * of that may change. {@link Restored#changeablePixels} counts it, and the rest is compared.
   *
   * <p><b>Opacity:</b> under {@link MaskConvention#PAINTED} and {@link MaskConvention#binary} every
   * painted pixel is fully replaced: a brush's opacity is not a weight. If such a mask is scaled, a
   * pixel of the photo is painted if at least half of it is. The reported mask statistics are the
   * same as those of a composite. Under the other conventions coverage multiplies the weight. So
   * does the replacement's alpha. A mask that leaves nothing unpainted is refused as a composite
   * refuses it.
   *
   * <p><b>Result:</b> depth, alpha, metadata and orientation are the photo's. A gray photo becomes
   * RGB if the replacement has color. Colors are brought from the replacement's profile to the
   * photo's, if both are sRGB or matrix profiles. {@link Restored#conversion} says what was done. A
   * mask with nothing painted is no error: the result shows the photo.
   *
   * <p><b>Label:</b> where something is painted, the result says that a model made a part of it,
   * unless {@link OutputOptions#labeled} is false. {@link Restored#labels} tells what was said.
   *
   * <p><b>Reading:</b> all three images are read to their ends, except a spliced photo that is
   * compared with nothing. A spliced JPEG photo that is compared is read twice, and so is the
   * replacement. A replacement that opens only once is then copied to a temporary file. So is a
   * mask that does, as it is read down to its first paint before a label is written.
   *
   * <p><b>Memory:</b> that of a composite, and windows and feather rows of the replacement, up to 6
   * MB where it is scaled. {@link #explain} says how much.
   *
   * @param photo in any format that is read
   * @param replacement the model's answer, at any size
   * @param mask painted where the answer counts, of a size that {@link MaskOptions#fit} takes
   * @param target its name says the format, unless {@link OutputOptions#format} does
   * @return what was done, and what the replacement changed where nothing is painted
   * @throws IOException if a source cannot be read or the target cannot be written, or if a file
   *     changed while it was read
   * @throws io.github.maskloom.errors.ImageFormatException if an image is broken, of an unknown
   *     format, or a mask without alpha under {@link MaskConvention#TRANSPARENT_EDITS}. It names
   *     the photo, the mask or the replacement, as the next one does
   * @throws io.github.maskloom.errors.OpaqueMaskException if a mask under {@link
   *     MaskConvention#PAINTED} has no alpha, or is fully opaque in every pixel
   * @throws io.github.maskloom.errors.ImageLimitException if an image passes a limit, or the photo
   *     is too large for a result in JPEG. What headers tell is checked before anything is written
   * @throws IllegalArgumentException if no format is asked for and none is written under the
   *     target's name; lists those that are. Nothing is opened then. Likewise if no format that is
   *     installed writes what is asked for
   * @throws io.github.maskloom.errors.SizeMismatchException if the mask does not fit the photo, by
   *     {@link MaskOptions#fit}
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget is too small, or does not
   *     wait until it is free
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop, or the
   *     time is over
   */
  public CompositeReport restore(
      ImageSource photo, ImageSource replacement, ImageSource mask, ImageTarget target)
      throws IOException {
    MaskCompositor.requireImages(photo, mask);
    Objects.requireNonNull(replacement, "replacement");
    Objects.requireNonNull(target, "target");
    return ScopedCall.run(
        Kind.RESTORE,
        job.work(),
        scope ->
            new Restoration(job.to(target), how, scope).write(photo, replacement, mask, target));
  }

  /**
   * Plans what {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)} would do. Only
   * headers are read. Sources that open only once are used up.
   *
   * @param photo as it would be restored
   * @param replacement likewise
   * @param mask likewise
   * @return what would be done, and what it would take
   * @throws IOException as {@link MaskCompositor#explain(ImageSource, ImageSource)} does. Its other
   *     exceptions are thrown here too
   */
  public CompositePlan explain(ImageSource photo, ImageSource replacement, ImageSource mask)
      throws IOException {
    MaskCompositor.requireImages(photo, mask);
    Objects.requireNonNull(replacement, "replacement");
    try (Scope scope = new Scope(job.work())) {
      return new Restoration(job, how, scope).explain(photo, Optional.of(replacement), mask);
    }
  }

  /**
   * Plans the least that restoring a photo would take, whatever the replacement. Ask before you pay
   * for one. Only headers are read. Sources that open only once are used up.
   *
   * @param photo as it would be restored
   * @param mask likewise
   * @return what would be done, and the least that it would take
   * @throws IOException as {@link MaskCompositor#explain(ImageSource, ImageSource)} does. Its other
   *     exceptions are thrown here too
   */
  public CompositePlan explain(ImageSource photo, ImageSource mask) throws IOException {
    MaskCompositor.requireImages(photo, mask);
    try (Scope scope = new Scope(job.work())) {
      return new Restoration(job, how, scope).explain(photo, Optional.empty(), mask);
    }
  }

  /**
   * Restores on another thread, as {@link #restore(ImageSource, ImageSource, ImageSource,
   * ImageTarget)} does. See {@link MaskCompositor#compositeAsync(ImageSource, ImageSource,
   * ImageTarget, Executor)} for threads, cancel, and what an executor throws.
   *
   * @param photo opened on the executor's thread, also after this has returned; null fails the
   *     future
   * @param replacement likewise
   * @param mask likewise
   * @param target likewise
   * @param executor runs the call; further threads of {@link WorkOptions} are the library's own
   * @return what was done; cancel this very future to stop the work
   */
  public CompletableFuture<CompositeReport> restoreAsync(
      ImageSource photo,
      ImageSource replacement,
      ImageSource mask,
      ImageTarget target,
      Executor executor) {
    return AsyncCall.start(
        abandoned ->
            new PhotoRestorer(job.or(abandoned), how).restore(photo, replacement, mask, target),
        executor);
  }

  /** Says every option. */
  @Override
  public String toString() {
    return "PhotoRestorer[" + job + ", " + how + "]";
  }
}
