package io.github.maskloom;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.async.ScopedCall;
import io.github.maskloom.internal.composite.Composition;
import io.github.maskloom.internal.composite.Composition.Opener;
import io.github.maskloom.internal.composite.MaskInput;
import io.github.maskloom.internal.composite.OpenImages;
import io.github.maskloom.internal.composite.Photo;
import io.github.maskloom.internal.composite.PhotoJob;
import io.github.maskloom.internal.composite.PhotoPlan;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.prepare.PrepareOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Composites a painted mask over a photo, a few rows at a time.
 *
 * <pre>{@code
 * CompositeReport report = MaskCompositor.create().composite(photo, mask, target);
 * }</pre>
 *
 * <p>Where the mask's alpha is 0, the photo's pixel is kept bit for bit. Elsewhere the mask is
 * painted over it. With {@code a} the mask's alpha over 255, a sample becomes {@code mask * a +
 * photo * (1 - a)}, or what another {@link BlendMode} says. That is computed in double precision
 * and rounded as {@link Rounding} says. 16-bit photos follow the same rule over 65535.
 *
 * <p><b>Result:</b> it has the photo's size, depth and alpha. A gray photo becomes RGB if the mask
 * can have color. A palette is expanded, and a stored orientation is applied. Color profile, EXIF,
 * XMP and resolution travel along, without pictures of the unpainted photo.
 *
 * <p><b>Formats:</b> what is installed is read. Of a GIF that is the first frame, and of a TIFF the
 * first page. What is written is what the target's name says: see {@link OutputOptions#format}.
 *
 * <p><b>Time:</b> a PNG photo that stays a PNG of the same samples is <em>spliced</em>: only what
 * was painted is compressed again. See {@link Strategy#SPLICE} and {@link OutputOptions#strict}.
 *
 * <p><b>Memory:</b> O(width), whatever the height and the file size: at most 8 MB of live heap up
 * to 30000 pixels of width. A scaled mask adds up to 6 MB. Images that cannot stream take more,
 * within {@link ImageLimits}, or a temporary file that is gone at the end. Each call reserves its
 * heap from {@link WorkOptions#budget} before it allocates it. {@link #explain} says how much, and
 * {@code docs/memory.md} how it adds up.
 *
 * <p><b>Threads:</b> a compositor is immutable and safe to share. Calls block and work on the
 * calling thread. A caller's rows that can only be pushed are pushed by a thread of their own.
 * {@link WorkOptions#threads} allows up to two more.
 *
 * <p><b>Cancel and timeout:</b> {@link WorkOptions#cancel} and {@link WorkOptions#withTimeout} are
 * asked before each window, on the thread that blends, and whenever encoded bytes are read, on the
 * thread that decodes. An interrupt of the calling thread ends the work too where it reads or
 * writes a file or waits, and everywhere with {@link
 * io.github.maskloom.image.CancelSignal#ON_INTERRUPT}. Each throws a {@link
 * io.github.maskloom.errors.CancelledException}; the interrupt flag stays set.
 *
 * <p><b>Failures:</b> after any exception everything opened is closed, temporary files are gone,
 * and a target file keeps its old content. A target is replaced only when the image is complete, so
 * it may be the file of the photo or the mask. An {@link IOException} names the file that it is
 * about. Without a path it names {@code photo}, {@code mask}, {@code replacement} or {@code
 * target}, or the folder of temporary files. See {@link ImageSource#named}.
 */
public final class MaskCompositor {
  private final PhotoJob job;
  private final RowBlend.Rule blend;

  private MaskCompositor(PhotoJob job, RowBlend.Rule blend) {
    this.job = job;
    this.blend = blend;
  }

  /** {@return a compositor with every option at its default} */
  public static MaskCompositor create() {
    return new MaskCompositor(
        PhotoJob.DEFAULT, new RowBlend.Rule(BlendMode.SOURCE_OVER, Rounding.TRUNCATE));
  }

  /**
   * {@return the same with masks taken otherwise}
   *
   * @param value what a mask means, which fit, and what they paint
   */
  public MaskCompositor withMask(MaskOptions value) {
    return new MaskCompositor(job.with(value), blend);
  }

  /**
   * {@return the same for masks of another meaning}
   *
   * @param value what a mask's pixels mean; by default {@link MaskConvention#PAINTED}
   */
  public MaskCompositor withConvention(MaskConvention value) {
    return withMask(job.mask().withConvention(value));
  }

  /**
   * {@return the same with other paint} The rules of {@link BlendMode} are exact for photos whose
   * rows are blended. Where a JPEG is spliced, painted MCUs are blended as {@code docs/jpeg.md}
   * says.
   *
   * @param value what the paint does to the photo; by default {@link BlendMode#SOURCE_OVER}
   */
  public MaskCompositor withBlend(BlendMode value) {
    return new MaskCompositor(
        job, new RowBlend.Rule(Objects.requireNonNull(value, "blend"), blend.rounding()));
  }

  /**
   * {@return the same with blended samples rounded otherwise}
   *
   * @param value by default {@link Rounding#TRUNCATE}
   */
  public MaskCompositor withRounding(Rounding value) {
    return new MaskCompositor(
        job, new RowBlend.Rule(blend.mode(), Objects.requireNonNull(value, "rounding")));
  }

  /**
   * {@return the same with something else written}
   *
   * @param value format, metadata and label of the result; stands in for what {@link #withFormat}
   *     said
   */
  public MaskCompositor withOutput(OutputOptions value) {
    return new MaskCompositor(job.with(value), blend);
  }

  /**
   * {@return the same with results in a format, whatever the target is called}
   *
   * @param value a format that is installed; by default as {@link OutputOptions#format} says
   */
  public MaskCompositor withFormat(OutputFormat value) {
    return withOutput(job.output().withFormat(value));
  }

  /**
   * {@return the same with images read otherwise} The limits hold for photo and mask, each alone,
   * encoded or as rows. A mask that must be scaled is also held to them at the photo's width and
   * its own height. A photo that is read with {@link ReadOptions.DamagePolicy#LENIENT} is never
   * spliced. A mask is always read strictly.
   *
   * @param value limits, and what to do about damage
   */
  public MaskCompositor withReading(ReadOptions value) {
    return new MaskCompositor(job.with(value), blend);
  }

  /**
   * {@return the same with calls that work otherwise} Calls use one thread unless {@link
   * WorkOptions#withThreads} lets them have more. A second one decodes and blends ahead of the
   * encoder, or decodes the mask of a spliced photo. A third one decodes the mask otherwise. More
   * are not used. The result is the same, byte for byte, and so is what is thrown.
   *
   * <p>With a preparer, its own {@link ImagePreparer#withWork} says whether a thread blends ahead
   * of its scaler. A second thread of the compositor then only decodes ahead where the photo is
   * decoded at a reduced size.
   *
   * @param value budget, threads, timeout, and who stops or hears of calls
   */
  public MaskCompositor withWork(WorkOptions value) {
    return new MaskCompositor(job.with(value), blend);
  }

  /**
   * Composites files, as {@link #composite(ImageSource, ImageSource, ImageTarget)} does.
   *
   * @param photo read in place
   * @param mask painted as {@link MaskOptions#convention} says
   * @param target replaced when the result is complete; may be one of the others
   * @return what was done
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public CompositeReport composite(Path photo, Path mask, Path target) throws IOException {
    return composite(photo, ImageSource.of(Objects.requireNonNull(mask, "mask")), target);
  }

  /**
   * Composites a mask from elsewhere over a photo file, as {@link #composite(ImageSource,
   * ImageSource, ImageTarget)} does.
   *
   * @param photo read in place
   * @param mask such as a data URL
   * @param target replaced when the result is complete; may be the photo
   * @return what was done
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public CompositeReport composite(Path photo, ImageSource mask, Path target) throws IOException {
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(target, "target");
    return composite(ImageSource.of(photo), mask, ImageTarget.of(target));
  }

  /**
   * Composites {@code mask} over {@code photo} and writes the result to {@code target}. The result
   * is the photo with the mask's paint blended over it.
   *
   * <p>A mask with nothing painted is no error: the result shows the photo, and {@link
   * CompositeReport#nothingPainted} says so.
   *
   * <p>A mask that is opaque in every pixel is refused under {@link MaskConvention#PAINTED}. A
   * target file then keeps its old content. Before a {@linkplain ImageTarget#atomic stream} is
   * written, the mask is read up to its first pixel that is not opaque. Where the mask's source
   * opens only once that is not possible, and the stream may hold part of an image.
   *
   * @param photo in any format that is read
   * @param mask painted as {@link MaskOptions#convention} says, of a size that {@link
   *     MaskOptions#fit} takes
   * @param target its name says the format, unless {@link OutputOptions#format} does
   * @return what was done
   * @throws IOException if a source cannot be read or the target cannot be written, or if a file
   *     changed while it was read
   * @throws io.github.maskloom.errors.ImageFormatException if an image is broken, of an unknown
   *     format, or a mask without alpha under {@link MaskConvention#TRANSPARENT_EDITS}
   * @throws io.github.maskloom.errors.OpaqueMaskException if a mask under {@link
   *     MaskConvention#PAINTED} has no alpha, or is fully opaque in every pixel
   * @throws io.github.maskloom.errors.ImageLimitException if an image passes a limit, or if the
   *     photo is too large for a result in JPEG. What headers tell is checked before anything is
   *     written
   * @throws IllegalArgumentException if no format is asked for and none is written under the
   *     target's name; lists those that are. Nothing is opened then. Likewise if no format that is
   *     installed writes what is asked for
   * @throws io.github.maskloom.errors.SizeMismatchException if the mask does not fit the photo, by
   *     {@link MaskOptions#fit}
   * @throws io.github.maskloom.errors.MemoryBudgetException if the work needs more memory than the
   *     budget has, or if the budget is in use and was told not to wait
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop, or the
   *     time is over
   */
  public CompositeReport composite(ImageSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    requireImages(photo, mask);
    return written(
        images -> Photo.open(images, photo),
        images -> MaskInput.open(images, mask, target),
        target);
  }

  /** Refuses null as a photo or a mask, whatever they come as. */
  static void requireImages(Object photo, Object mask) {
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(mask, "mask");
  }

  private CompositeReport written(Opener<Photo> photo, Opener<MaskInput> mask, ImageTarget target)
      throws IOException {
    Objects.requireNonNull(target, "target");
    // Not as a call of its own: few frames are to stand between the caller and its streams.
    Scope scope = Scope.of(Kind.COMPOSITE, job.work());
    try (scope) {
      OpenImages images = new OpenImages(job.to(target), scope);
      Photo opened = photo.in(images).fitting(images.job());
      Composition composition = new Composition(images, blend, opened, mask.in(images));
      PhotoPlan plan = composition.plan();
      composition.begin(plan.cost());
      return composition.report(plan.write(scope, target));
    } catch (Throwable e) {
      scope.failed(e);
      throw e;
    }
  }

  /**
   * Composites over a photo that comes as rows, as {@link #composite(ImageSource, ImageSource,
   * ImageTarget)} does.
   *
   * @param photo upright rows, which are used up; the caller closes them
   * @param mask painted as {@link MaskOptions#convention} says
   * @param target its name says the format, unless {@link OutputOptions#format} does; without one
   *     it is PNG
   * @return what was done
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public CompositeReport composite(WindowSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    requireImages(photo, mask);
    return written(
        images -> Photo.given(images, photo),
        images -> MaskInput.open(images, mask, target),
        target);
  }

  /**
   * Composites rows over a photo that comes as rows, as {@link #composite(ImageSource, ImageSource,
   * ImageTarget)} does.
   *
   * @param photo upright rows, which are used up; the caller closes them
   * @param mask rows likewise
   * @param target its name says the format, unless {@link OutputOptions#format} does; without one
   *     it is PNG
   * @return what was done
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public CompositeReport composite(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    requireImages(photo, mask);
    return written(
        images -> Photo.given(images, photo), images -> MaskInput.given(images, mask), target);
  }

  /**
   * Composites {@code mask} over {@code photo} and prepares the result in the same pass. The
   * composite itself is not written, and the preparer's format counts, not this compositor's. Photo
   * and mask are read with this compositor's limits, not the preparer's. This compositor's budget
   * and cancel signal hold for both.
   *
   * <p>A JPEG photo that is to have a third of its size or less is decoded at a reduced size. It is
   * then scaled before the mask is painted over it, unless the mask has a threshold. The result is
   * as close to painting first as with a full decode.
   *
   * @param photo in any format that is read
   * @param mask painted as {@link MaskOptions#convention} says
   * @param preparer says size and format; its signal and its timeout stop the work too
   * @param target takes what is prepared
   * @return what was painted and what was written
   * @throws IllegalArgumentException if the preparer takes images for masks
   * @throws IOException as {@link #composite(ImageSource, ImageSource, ImageTarget)} and {@link
   *     ImagePreparer#prepare(WindowSource, ImageTarget)} do. Their other exceptions are thrown
   *     here too
   */
  public PreparedComposite composite(
      ImageSource photo, ImageSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    requireImages(photo, mask);
    Objects.requireNonNull(preparer, "preparer");
    Objects.requireNonNull(target, "target");
    return ScopedCall.run(
        Kind.COMPOSITE,
        job.work(),
        scope -> {
          PrepareOptions options = Composition.options(preparer, scope).to(target);
          OpenImages images = new OpenImages(job, scope);
          Photo opened = Photo.open(images, photo, options);
          return new Composition(images, blend, opened, MaskInput.open(images, mask, target))
              .prepare(options, target);
        });
  }

  /**
   * Plans what {@link #composite(ImageSource, ImageSource, ImageTarget)} would do, without doing
   * it. The plan says whether the photo is spliced, and what heap, temporary disk and threads each
   * step takes. Only headers are read, and nothing is reserved for the work. A plug-in of ImageIO
   * may have to decode an image to tell its samples. Sources that open only once are used up. The
   * target is one without a name: state the {@linkplain #withFormat format} for another.
   *
   * @param photo of which the header is read
   * @param mask likewise
   * @return what would be done, and what it would take
   * @throws IOException if a source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException as compositing does, as far as headers
   *     tell
   * @throws io.github.maskloom.errors.OpaqueMaskException likewise
   * @throws io.github.maskloom.errors.ImageLimitException likewise
   * @throws io.github.maskloom.errors.SizeMismatchException likewise
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop, or the
   *     time is over
   * @throws IllegalArgumentException if no format that is installed writes what is asked for
   */
  public CompositePlan explain(ImageSource photo, ImageSource mask) throws IOException {
    requireImages(photo, mask);
    try (Scope scope = new Scope(job.work())) {
      OpenImages images = new OpenImages(job, scope);
      Photo opened = Photo.open(images, photo).fitting(job);
      return new Composition(images, blend, opened, MaskInput.open(images, mask))
          .plan()
          .explained(Map.of());
    }
  }

  /**
   * Plans what {@link #composite(ImageSource, ImageSource, ImagePreparer, ImageTarget)} would do.
   * Only headers are read, and nothing is reserved. Sources that open only once are used up.
   *
   * @param photo of which the header is read
   * @param mask likewise
   * @param preparer says size and format
   * @return what would be done, and what it would take
   * @throws IOException as {@link #explain(ImageSource, ImageSource)} does. Its other exceptions
   *     are thrown here too
   */
  public CompositePlan explain(ImageSource photo, ImageSource mask, ImagePreparer preparer)
      throws IOException {
    requireImages(photo, mask);
    Objects.requireNonNull(preparer, "preparer");
    try (Scope scope = new Scope(job.work())) {
      PrepareOptions options = Composition.options(preparer, scope);
      OpenImages images = new OpenImages(job, scope);
      Photo opened = Photo.open(images, photo, options);
      return new Composition(images, blend, opened, MaskInput.open(images, mask)).explain(options);
    }
  }

  /**
   * Composites on another thread. See {@link #composite(ImageSource, ImageSource, ImageTarget)} for
   * what is done and what the future fails with.
   *
   * <p>The executor's thread blocks while it works and while it waits for memory. Virtual threads
   * are fine. Cancelling the future, or completing it in another way, stops the work shortly after,
   * as does {@link CompletableFuture#orTimeout}. A call that no thread has taken up when its future
   * is done does not begin. A target is still replaced if the finished image is just taking its
   * name. Futures that depend on this one do not cancel it. A timeout of {@link WorkOptions} counts
   * from when a thread has taken the work up.
   *
   * <p>If the executor rejects the work, the future fails with its {@link
   * java.util.concurrent.RejectedExecutionException}. What the executor throws beside that is
   * thrown here.
   *
   * @param photo opened on the executor's thread, also after this has returned; null fails the
   *     future
   * @param mask likewise
   * @param target likewise
   * @param executor runs the call; further threads of {@link WorkOptions} are the library's own
   * @return what was done; cancel this very future to stop the work
   */
  public CompletableFuture<CompositeReport> compositeAsync(
      ImageSource photo, ImageSource mask, ImageTarget target, Executor executor) {
    return AsyncCall.start(abandoned -> or(abandoned).composite(photo, mask, target), executor);
  }

  /**
   * Composites and prepares on another thread, as {@link #composite(ImageSource, ImageSource,
   * ImagePreparer, ImageTarget)} does. See {@link #compositeAsync(ImageSource, ImageSource,
   * ImageTarget, Executor)} for threads, cancel, and what an executor throws.
   *
   * @param photo opened on the executor's thread, also after this has returned
   * @param mask likewise
   * @param preparer says size and format
   * @param target takes what is prepared
   * @param executor runs the call, as there
   * @return what was done; cancel this very future to stop the work
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
    return new MaskCompositor(job.or(cancel), blend);
  }

  /**
   * Composites rows over rows and passes the result on as rows. The output format is not used. If a
   * mask is refused at its last row, earlier rows have already been passed on.
   *
   * @param photo upright rows, which are used up; the caller closes them
   * @param mask rows likewise
   * @param sink gets the composite's windows on the calling thread; what it throws ends the work
   *     and comes out
   * @return what was done, without a media type
   * @throws IOException if rows cannot be read or passed on; see {@link #composite(ImageSource,
   *     ImageSource, ImageTarget)} for what else is thrown
   */
  public CompositeReport composite(WindowSource photo, WindowSource mask, WindowSink sink)
      throws IOException {
    requireImages(photo, mask);
    Objects.requireNonNull(sink, "sink");
    return ScopedCall.run(
        Kind.COMPOSITE,
        job.work(),
        scope -> {
          OpenImages images = new OpenImages(job, scope);
          Photo given = Photo.given(images, photo);
          return new Composition(images, blend, given, MaskInput.given(images, mask)).push(sink);
        });
  }

  /** Says every option. */
  @Override
  public String toString() {
    return "MaskCompositor[" + job + ", " + blend + "]";
  }
}
