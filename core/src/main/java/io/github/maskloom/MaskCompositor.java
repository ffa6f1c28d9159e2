package io.github.maskloom;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.composite.CompositeJob;
import io.github.maskloom.internal.composite.Composition;
import io.github.maskloom.internal.composite.MaskOptions;
import io.github.maskloom.internal.composite.OutputOptions;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Composites a painted mask over a photo, a few rows at a time.
 *
 * <p>Where the mask's alpha is 0 the photo's pixel is kept bit for bit. Elsewhere, with {@code a}
 * the mask's alpha over 255, a colour sample becomes {@code mask * a + photo * (1 - a)} in double
 * precision, rounded as {@link Rounding} says; 16-bit photos follow the same rule over 65535. The
 * result has the photo's size, depth and alpha. A grey photo becomes RGB if the mask can have
 * colour, a palette is expanded, and the orientation that a JPEG or a TIFF stores is applied.
 * Colour profile, EXIF and resolution travel along.
 *
 * <p><b>Formats:</b> PNG, JPEG, the first frame of a GIF, BMP and the first page of a TIFF are
 * read; anything else if a plug-in of ImageIO is on the class path that reads it, such as WebP.
 *
 * <p><b>Time:</b> a PNG photo that stays a PNG of the same samples is <em>spliced</em>: only what
 * was painted is compressed anew, and what lies below the paint is copied without being decoded.
 * See {@link Strategy#SPLICE} and {@link Builder#strict}.
 *
 * <p><b>Memory:</b> a few windows of rows, whatever the height and the file size: at most 8 MB of
 * live heap up to 30000 pixels of width, and up to 6 MB more where a mask of another size is
 * scaled; a progressive or multi-scan JPEG adds a row of its coefficients, 51 bytes for each pixel
 * of width as most are sampled and 170 at the most, and 3 KiB for each scan that {@link
 * ImageLimits#maxScans} allows. Metadata come on top, twice, a profile three times; a spliced photo
 * has all its chunks before the data once instead, and of a PNG or JPEG that is not the photo they
 * are not kept. What plug-ins decode, run-length coded BMP and large strips of compressed TIFF are
 * held in the heap, bounded by {@link ImageLimits#maxHeldBytes}. A progressive or multi-scan JPEG,
 * an image whose orientation turns it or flips it top to bottom, an interlaced GIF and large tiles
 * of compressed TIFF pass through a temporary file that is gone at the end. So do the encoded bytes
 * of an interlaced PNG or a JPEG from a source that opens only once, and of a GIF, a BMP, a TIFF or
 * what a plug-in reads from a source that is not a file.
 *
 * <p><b>Budget:</b> each call opens its images, works out from their headers what it will take at
 * the most, and draws that from {@link WorkOptions#budget} before it allocates it: what reading
 * each image takes ({@link ImageInfo#heapBytes}), windows of up to 256 KiB, or a row if that is
 * more, for photo and mask (two more of each where a thread hands rows on), and to write 1.2 MB and
 * 3 rows for PNG, 0.2 MB and 3 rows for JPEG, or, spliced, 1.2 MB and 19 rows instead of reading
 * and writing. Scaling a mask or a replacement adds about 8 rows of 4 bytes a sample, 12 of the
 * larger width where it shrinks. Tests hold the draw between what is measured and twice that. What
 * waits holds open files, and for each image some 6 KB, for a GIF, BMP or TIFF up to 80 KB, and of
 * the photo the metadata too; that is not drawn, nor what reading them takes. Only a plug-in that
 * must decode an image to tell what it will deliver, and a TIFF of more than 1600 strips or tiles,
 * are opened with a draw of their own, which is given back before anything else is drawn. Rows of
 * the caller's own count with what is allocated here for them.
 *
 * <p><b>Threads:</b> a compositor is immutable and safe to share; calls block, and work on the
 * calling thread, with one more while both the photo and the result are JPEG or the mask is, and up
 * to two more if {@link WorkOptions#threads} allows them. <b>Cancel:</b> {@link WorkOptions#cancel}
 * is asked before each window, on the thread that blends like the progress listener, and whenever
 * encoded bytes are read, on the thread that decodes. An interrupt of the calling thread can end
 * the work by itself, with an {@link java.io.InterruptedIOException} or a {@link
 * java.nio.channels.ClosedByInterruptException}.
 *
 * <p><b>Failures:</b> after any exception everything opened is closed, temporary files are gone,
 * and a target file keeps its old content. Since it is replaced only when the image is complete, it
 * may be the file of the photo, the mask or the replacement. An {@link IOException} names the file
 * that it is about, or {@code photo}, {@code mask}, {@code replacement} or {@code target} where
 * that has no path, or the folder of temporary files. See {@link ImageSource#named}.
 */
public final class MaskCompositor {
  private final CompositeJob job;

  private MaskCompositor(CompositeJob job) {
    this.job = job;
  }

  /** A compositor with every option at its default. */
  public static MaskCompositor create() {
    return builder().build();
  }

  /** A builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Composites files. See {@link #composite(ImageSource, ImageSource, ImageTarget)}. */
  public CompositeReport composite(Path photo, Path mask, Path target) throws IOException {
    return composite(photo, ImageSource.of(mask), target);
  }

  /**
   * Composites a mask that is no file, such as a data URL, over a photo that is one. See {@link
   * #composite(ImageSource, ImageSource, ImageTarget)}.
   */
  public CompositeReport composite(Path photo, ImageSource mask, Path target) throws IOException {
    return composite(ImageSource.of(photo), mask, ImageTarget.of(target));
  }

  /**
   * Composites {@code mask} over {@code photo} and writes the result to {@code target}.
   *
   * <p>A mask with nothing painted is no error: the result shows the photo, and {@link
   * CompositeReport#nothingPainted} says so. A mask that leaves nothing unpainted is refused under
   * {@link MaskConvention#PAINTED}: at its header if it has no alpha, else once its last row was
   * looked at. A target file is not replaced then. For a {@linkplain ImageTarget#atomic stream} the
   * mask is read up to its first pixel that is not opaque before anything is written, if its source
   * opens again. If not, a part of the image is in the stream when the mask is refused.
   *
   * @return what was done
   * @throws IOException if a source cannot be read or the target cannot be written
   * @throws io.github.maskloom.errors.ImageFormatException if an image is broken, of an unknown
   *     format, or a mask without alpha under {@link MaskConvention#TRANSPARENT_EDITS}
   * @throws io.github.maskloom.errors.OpaqueMaskException if a mask under {@link
   *     MaskConvention#PAINTED} has no alpha, or is fully opaque in every pixel
   * @throws io.github.maskloom.errors.ImageLimitException if an image passes a limit, or the photo
   *     is larger than a JPEG can be that is to be written; nothing is written then
   * @throws io.github.maskloom.errors.SizeMismatchException if sizes differ and {@link
   *     MaskFit#STRICT} was chosen
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget is too small, or does not
   *     wait until it is free
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop
   */
  public CompositeReport composite(ImageSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).write(photo, mask, target);
    }
  }

  /**
   * Composites over a photo that comes as rows. See {@link #composite(ImageSource, ImageSource,
   * ImageTarget)}. The photo is used up; closing it is the caller's.
   *
   * @throws IllegalArgumentException if the photo's alpha is premultiplied
   */
  public CompositeReport composite(WindowSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).write(photo, mask, target);
    }
  }

  /**
   * Composites rows over a photo that comes as rows. See {@link #composite(ImageSource,
   * ImageSource, ImageTarget)}. Both sources are used up; closing them is the caller's.
   *
   * @throws IllegalArgumentException if an alpha is premultiplied
   */
  public CompositeReport composite(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).write(photo, mask, target);
    }
  }

  /**
   * Composites {@code mask} over {@code photo} and makes the result ready to be sent in the same
   * pass: the composite itself is written nowhere, and the preparer's format counts, not this
   * compositor's. This compositor's budget and cancel signal hold for both.
   *
   * <p>A JPEG photo that is to become smaller than a third is decoded at a reduced size and scaled
   * before the mask is painted over it, unless the mask has a threshold. The result differs from
   * painting first as little as that of decoding the whole photo does.
   *
   * @return what was painted and what was written
   * @throws IOException see {@link #composite(ImageSource, ImageSource, ImageTarget)} and {@link
   *     ImagePreparer#prepare(WindowSource, ImageTarget)}, also for what else is thrown
   */
  public PreparedComposite composite(
      ImageSource photo, ImageSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).prepare(photo, mask, preparer, target);
    }
  }

  /**
   * Tells how {@link #composite(ImageSource, ImageSource, ImageTarget)} would work: spliced or
   * streamed, and why. With what heap, temporary disk and threads. Step by step. Only what stands
   * before the pixels is read, and nothing is reserved. Sources that open only once are used up.
   *
   * @throws IOException if a source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException as compositing does, as far as headers
   *     tell
   * @throws io.github.maskloom.errors.OpaqueMaskException likewise
   * @throws io.github.maskloom.errors.ImageLimitException likewise
   * @throws io.github.maskloom.errors.SizeMismatchException likewise
   */
  public CompositePlan explain(ImageSource photo, ImageSource mask) throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).explain(photo, mask);
    }
  }

  /**
   * Tells how {@link #composite(ImageSource, ImageSource, ImagePreparer, ImageTarget)} would work.
   * See {@link #explain(ImageSource, ImageSource)}.
   */
  public CompositePlan explain(ImageSource photo, ImageSource mask, ImagePreparer preparer)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).explain(photo, mask, preparer);
    }
  }

  /**
   * Composites on another thread. See {@link #composite(ImageSource, ImageSource, ImageTarget)} for
   * what is done and what the future fails with.
   *
   * <p>The executor's thread blocks while it works and while it waits for memory: the budget and
   * the executor decide how many composites run, no thread is made for waiting, and a virtual
   * thread for each is fine. Cancelling the future, or completing it in another way, stops the work
   * as the cancel signal does, shortly after; so does {@link CompletableFuture#orTimeout}. Nothing
   * is begun if that happens before a thread takes it up; and a target is replaced all the same if
   * it happens while the finished image takes the target's name. Futures that depend on this one do
   * not cancel it. If the executor rejects the work, the future fails with its {@link
   * java.util.concurrent.RejectedExecutionException}.
   */
  public CompletableFuture<CompositeReport> compositeAsync(
      ImageSource photo, ImageSource mask, ImageTarget target, Executor executor) {
    return AsyncCall.start(abandoned -> or(abandoned).composite(photo, mask, target), executor);
  }

  /**
   * Composites and prepares on another thread. See {@link #composite(ImageSource, ImageSource,
   * ImagePreparer, ImageTarget)} and {@link #compositeAsync(ImageSource, ImageSource, ImageTarget,
   * Executor)}.
   */
  public CompletableFuture<PreparedComposite> compositeAsync(
      ImageSource photo,
      ImageSource mask,
      ImagePreparer preparer,
      ImageTarget target,
      Executor executor) {
    return AsyncCall.start(
        abandoned -> or(abandoned).composite(photo, mask, preparer, target), executor);
  }

  private MaskCompositor or(CancelSignal cancel) {
    WorkOptions work = job.work();
    return new MaskCompositor(job.with(work.withCancel(work.cancel().or(cancel))));
  }

  /**
   * Composites rows over rows and hands the result on as rows. The output format plays no part.
   * Both sources are used up; closing them is the caller's. Rows that were handed on before a mask
   * is refused at its last row cannot be taken back.
   *
   * @throws IllegalArgumentException if an alpha is premultiplied
   */
  public CompositeReport composite(WindowSource photo, WindowSource mask, WindowSink sink)
      throws IOException {
    try (Scope scope = new Scope(job.work())) {
      return new Composition(job, scope).push(photo, mask, sink);
    }
  }

  /** Options of a compositor. Each has a default. Not safe to share between threads. */
  public static final class Builder {
    private MaskOptions mask = MaskOptions.DEFAULT;
    private Brush brush = Brush.BLUE;
    private Rounding rounding = Rounding.TRUNCATE;
    private OutputOptions output = OutputOptions.DEFAULT;
    private ReadOptions reading = ReadOptions.DEFAULT;
    private WorkOptions work = WorkOptions.DEFAULT;

    private Builder() {}

    /** What the mask's pixels mean, by default {@link MaskConvention#PAINTED}. */
    public Builder convention(MaskConvention value) {
      mask = mask.with(Objects.requireNonNull(value));
      return this;
    }

    /** What to do with a mask of another size, by default {@link MaskFit#RESIZE}. */
    public Builder fit(MaskFit value) {
      mask = mask.with(Objects.requireNonNull(value));
      return this;
    }

    /**
     * Whether what the strokes of a mask enclose counts as painted, as people mean who circle a
     * place instead of filling it, by default false.
     *
     * <p>Enclosed is an unpainted pixel from which no way leads over unpainted pixels to the border
     * of the mask. A way goes up, down, left and right, so that strokes close whose pixels touch at
     * their corners only. The border of the mask itself is no stroke. A pixel is painted if its
     * coverage is above 0, and this is found out at the mask's own size, before it is scaled.
     *
     * <p>It is filled with {@link #brush}, as if a mask's convention gave it full coverage, and so
     * are painted pixels beside it that are fainter: the smooth edge of a stroke leaves no seam. A
     * painted mask without colours is filled with the grey of the brush.
     *
     * <p>The mask is read twice, first of all. One that opens only once is copied to a temporary
     * file, and so are rows. {@link MaskStatistics#filledPixels} tells how much was filled. A mask
     * of more areas than {@link ImageLimits#maxAreas} is refused.
     */
    public Builder fillEnclosed(boolean value) {
      mask = mask.withFillEnclosed(value);
      return this;
    }

    /** What masks without colours of their own paint with, by default {@link Brush#BLUE}. */
    public Builder brush(Brush value) {
      brush = Objects.requireNonNull(value);
      return this;
    }

    /** How blended samples are rounded, by default {@link Rounding#TRUNCATE}. */
    public Builder rounding(Rounding value) {
      rounding = Objects.requireNonNull(value);
      return this;
    }

    /** What to write, by default {@link OutputFormat#PNG}. */
    public Builder format(OutputFormat value) {
      output = new OutputOptions(Objects.requireNonNull(value), output.strict());
      return this;
    }

    /**
     * How images are read, by default {@link ReadOptions#DEFAULT}. The limits hold for photo and
     * mask, each alone, encoded or as rows. A mask that must be scaled may not have more rows than
     * such a mask of the photo's width. A photo that is read with {@link DamagePolicy#LENIENT} is
     * never spliced. A mask is always read strictly.
     */
    public Builder reading(ReadOptions value) {
      reading = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How calls work, by default {@link WorkOptions#DEFAULT}. Of several threads the second one
     * decodes and blends ahead of the encoder, or decodes the mask where the photo is spliced. A
     * third one decodes the mask in the other case, and more are not used. The result is the same,
     * byte for byte, and so is what is thrown.
     */
    public Builder working(WorkOptions value) {
      work = Objects.requireNonNull(value);
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

    /** A compositor with the options as they stand. */
    public MaskCompositor build() {
      return new MaskCompositor(new CompositeJob(mask, brush, rounding, output, reading, work));
    }
  }

  /**
   * A composite that was made ready to be sent in the same pass.
   *
   * @param composite what was painted, at the photo's size; {@link CompositeReport#outputBytes} is
   *     0, as the composite itself was written nowhere
   * @param prepared what was written
   */
  public record PreparedComposite(CompositeReport composite, PrepareReport prepared) {}
}
