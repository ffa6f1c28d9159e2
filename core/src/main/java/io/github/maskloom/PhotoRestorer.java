package io.github.maskloom;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProgressListener;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.composite.MaskOptions;
import io.github.maskloom.internal.composite.OutputOptions;
import io.github.maskloom.internal.composite.Restoration;
import io.github.maskloom.internal.composite.RestoreJob;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pixel.Feather;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Brings back what was not painted: keeps of a generative model's image of a photo only what a mask
 * asked for, a few rows at a time.
 *
 * <p><b>Formats, memory, budget, threads, cancel and failures</b> are those of a {@link
 * MaskCompositor}, beside what {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)}
 * says. A restorer is immutable and safe to share.
 */
public final class PhotoRestorer {
  private final RestoreJob job;

  private PhotoRestorer(RestoreJob job) {
    this.job = job;
  }

  /** A restorer with every option at its default. */
  public static PhotoRestorer create() {
    return builder().build();
  }

  /** A builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Restores files; see {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)}. */
  public RestoreReport restore(Path photo, Path replacement, Path mask, Path target)
      throws IOException {
    return restore(photo, replacement, ImageSource.of(mask), target);
  }

  /**
   * Restores files where a mask is painted that is none, such as a data URL; see {@link
   * #restore(ImageSource, ImageSource, ImageSource, ImageTarget)}.
   */
  public RestoreReport restore(Path photo, Path replacement, ImageSource mask, Path target)
      throws IOException {
    return restore(
        ImageSource.of(photo), ImageSource.of(replacement), mask, ImageTarget.of(target));
  }

  /**
   * Puts into {@code photo} what {@code replacement} shows where {@code mask} is painted, and
   * nothing else: a generative model answers with the whole room anew, and this keeps of it only
   * what was asked for.
   *
   * <p>The replacement is scaled to the photo's size, both sides independently, so that one of
   * another aspect ratio is stretched; {@link RestoreReport#replacement} tells the size it came in.
   * It is then laid over the photo with a weight. Where the mask has no coverage the weight is 0
   * and the photo's pixel is kept bit for bit (PNG output). Inside the painted region it rises
   * smoothly from the region's edge over {@link Builder#feather} pixels, by the Euclidean distance
   * to the nearest pixel without coverage, and is full beyond, where the replacement's sample comes
   * through exactly. The image's own border is no edge. What is mixed is rounded to the nearest, so
   * that a replacement that shows what the photo shows changes nothing.
   *
   * <p>Under {@link MaskConvention#PAINTED} and {@link MaskConvention#binary} whatever is painted
   * at all is fully replaced: a brush's opacity is not a weight. If such a mask must be scaled, a
   * pixel of the photo is painted if at least half of it is, so that what scaling overshoots beside
   * a stroke is not; what is told of a painted mask is told of it as a composite paints it. Under
   * the other conventions coverage multiplies the weight. So does the replacement's alpha, if it
   * has one. A mask that leaves nothing unpainted is refused as a composite refuses it.
   *
   * <p>Depth, alpha, metadata and orientation are the photo's. A grey photo becomes RGB if the
   * replacement has colour. Colours are not converted between profiles. Formats, options, threads
   * and failures are those of {@link MaskCompositor#composite(ImageSource, ImageSource,
   * ImageTarget)}, and a replacement may have any format. All three images are read to their ends,
   * except a spliced photo. A mask with nothing painted is no error: the result shows the photo.
   *
   * <p><b>Memory:</b> beside that of a composite, windows of the replacement, up to 6 MB where it
   * is scaled, and {@code feather + 1} rows of 1 to 3 bytes a pixel.
   *
   * @return what was done, and what the replacement changed where nothing is painted
   * @throws IOException if a source cannot be read or the target cannot be written
   * @throws io.github.maskloom.errors.ImageFormatException if an image is broken, of an unknown
   *     format, or a mask without alpha under {@link MaskConvention#TRANSPARENT_EDITS}; it names
   *     the photo, the mask or the replacement, as the next one does
   * @throws io.github.maskloom.errors.OpaqueMaskException if a mask under {@link
   *     MaskConvention#PAINTED} has no alpha, or is fully opaque in every pixel
   * @throws io.github.maskloom.errors.ImageLimitException if an image passes a limit, or the photo
   *     is larger than a JPEG can be that is to be written; nothing is written then
   * @throws io.github.maskloom.errors.SizeMismatchException if the mask's size differs and {@link
   *     MaskFit#STRICT} was chosen
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget is too small, or does not
   *     wait until it is free
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop
   */
  public RestoreReport restore(
      ImageSource photo, ImageSource replacement, ImageSource mask, ImageTarget target)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Restoration(job, scope).write(photo, replacement, mask, target);
    }
  }

  /**
   * Tells how {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)} would work; see
   * {@link MaskCompositor#explain} for what is told and what is thrown.
   */
  public CompositePlan explain(ImageSource photo, ImageSource replacement, ImageSource mask)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Restoration(job, scope).explain(photo, Optional.of(replacement), mask);
    }
  }

  /**
   * Tells the least that {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)} would
   * take for a photo and a mask, whatever the replacement: for those who pay for a replacement and
   * would rather know before. See {@link MaskCompositor#explain} for what is told and what is
   * thrown.
   */
  public CompositePlan explain(ImageSource photo, ImageSource mask) throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Restoration(job, scope).explain(photo, Optional.empty(), mask);
    }
  }

  /**
   * Restores on another thread; see {@link #restore(ImageSource, ImageSource, ImageSource,
   * ImageTarget)} and {@link MaskCompositor#compositeAsync(ImageSource, ImageSource, ImageTarget,
   * Executor)}.
   */
  public CompletableFuture<RestoreReport> restoreAsync(
      ImageSource photo,
      ImageSource replacement,
      ImageSource mask,
      ImageTarget target,
      Executor executor) {
    return AsyncCall.start(
        abandoned -> or(abandoned).restore(photo, replacement, mask, target), executor);
  }

  private PhotoRestorer or(CancelSignal cancel) {
    return new PhotoRestorer(job.with(job.work().or(cancel)));
  }

  /** Options of a restorer; each has a default. Not safe to share between threads. */
  public static final class Builder {
    /** The feather unless another is set. */
    public static final int DEFAULT_FEATHER_PIXELS = 8;

    /** The widest feather. */
    public static final int MAX_FEATHER_PIXELS = Feather.MAX_PIXELS;

    private MaskOptions mask = MaskOptions.DEFAULT;
    private int featherPixels = DEFAULT_FEATHER_PIXELS;
    private Optional<BoundingBox> region = Optional.empty();
    private boolean compareUnpainted = true;
    private OutputOptions output = OutputOptions.DEFAULT;
    private ReadOptions reading = ReadOptions.DEFAULT;
    private WorkOptions work = WorkOptions.DEFAULT;

    private Builder() {}

    /** What the mask's pixels mean; {@link MaskConvention#PAINTED} unless set. */
    public Builder convention(MaskConvention value) {
      mask = new MaskOptions(Objects.requireNonNull(value), mask.fit());
      return this;
    }

    /** What to do with a mask of another size; {@link MaskFit#RESIZE} unless set. */
    public Builder fit(MaskFit value) {
      mask = new MaskOptions(mask.convention(), Objects.requireNonNull(value));
      return this;
    }

    /** What to write; {@link OutputFormat#PNG} unless set. */
    public Builder format(OutputFormat value) {
      output = new OutputOptions(Objects.requireNonNull(value), output.strict());
      return this;
    }

    /** How images are read: {@link #limits} and {@link #damage} in one. */
    public Builder reading(ReadOptions value) {
      reading = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How calls work: {@link #budget}, {@link #cancel}, {@link #progress}, {@link #threads} and
     * {@link #windowRows} in one.
     */
    public Builder working(WorkOptions value) {
      work = Objects.requireNonNull(value);
      return this;
    }

    /**
     * What photo, mask and replacement may ask for, each alone, encoded or as rows; {@link
     * ImageLimits#DEFAULT} unless set. A mask that must be scaled may not have more rows than such
     * a mask of the photo's width.
     */
    public Builder limits(ImageLimits value) {
      reading = reading.withLimits(value);
      return this;
    }

    /**
     * What to do about a damaged photo; {@link DamagePolicy#STRICT} unless set. A photo that is
     * read with {@link DamagePolicy#LENIENT} is never spliced. Mask and replacement are always read
     * strictly.
     */
    public Builder damage(DamagePolicy value) {
      reading = reading.withDamage(value);
      return this;
    }

    /** Who hears of finished rows; nobody unless set. */
    public Builder progress(ProgressListener value) {
      work = work.withProgress(value);
      return this;
    }

    /** Who may stop the work between windows; nobody unless set. */
    public Builder cancel(CancelSignal value) {
      work = work.withCancel(value);
      return this;
    }

    /**
     * What each call draws its memory from before it begins; {@link MemoryBudget#shared} unless
     * set.
     */
    public Builder budget(MemoryBudget value) {
      work = work.withBudget(value);
      return this;
    }

    /**
     * Rows that a window holds; unless set, as many as fit into 256 KiB. The result is the same
     * whatever the number.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder windowRows(int rows) {
      work = work.withWindowRows(rows);
      return this;
    }

    /**
     * Whether a spliced photo is decoded to its end. Unless set, what is copied behind the last
     * painted row is checked by its CRCs only, and a damage that these do not show is copied along.
     */
    public Builder strict(boolean value) {
      output = new OutputOptions(output.format(), value);
      return this;
    }

    /**
     * How many threads one call may keep busy; 1 unless set, so that a server that runs many at
     * once decides itself. The second one decodes and blends ahead of the encoder, or decodes the
     * mask where the photo is spliced; a third one decodes the mask in the other case; more are not
     * used. The result is the same, byte for byte, and so is what is thrown.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder threads(int value) {
      work = work.withThreads(value);
      return this;
    }

    /**
     * How many pixels wide the edge is over which {@link PhotoRestorer#restore} mixes photo and
     * replacement, inside the painted region; {@value #DEFAULT_FEATHER_PIXELS} unless set. 0 is a
     * hard edge.
     *
     * @throws IllegalArgumentException unless 0 to {@value #MAX_FEATHER_PIXELS}
     */
    public Builder feather(int pixels) {
      if (pixels < 0 || pixels > MAX_FEATHER_PIXELS) {
        throw new IllegalArgumentException(
            "a feather is 0 to " + MAX_FEATHER_PIXELS + " pixels wide");
      }
      featherPixels = pixels;
      return this;
    }

    /**
     * The part of the photo, seen upright, that the replacement stands for; all of it unless set.
     * The replacement is scaled to this region, and only within it is told what changed. Paint
     * beside the region is ignored, as if it were not there: so the region's border is an edge of
     * the paint that it cuts. What is told of the mask is told of all of it.
     *
     * <p>A call whose photo does not hold the region throws {@link IllegalArgumentException} before
     * anything is written.
     *
     * @throws IllegalArgumentException if the region is empty, or begins above or left of the photo
     */
    public Builder region(BoundingBox value) {
      if (value.isEmpty() || value.height() < 1 || value.x() < 0 || value.y() < 0) {
        throw new IllegalArgumentException("a region holds pixels of the photo");
      }
      region = Optional.of(value);
      return this;
    }

    /**
     * Whether {@link PhotoRestorer#restore} tells what the replacement changed where nothing is
     * painted; true unless set. Every row of the photo is decoded and encoded for it. If this is
     * false a PNG photo is spliced, and time follows the paint.
     */
    public Builder compareUnpainted(boolean value) {
      compareUnpainted = value;
      return this;
    }

    /** A restorer with the options as they stand. */
    public PhotoRestorer build() {
      return new PhotoRestorer(
          new RestoreJob(mask, featherPixels, region, compareUnpainted, output, reading, work));
    }
  }
}
