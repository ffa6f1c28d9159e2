package io.github.maskloom;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProgressListener;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.pixel.Feather;
import io.github.maskloom.prepare.ImagePreparer;
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
 * was painted is compressed anew, and what lies below the paint is copied without being decoded;
 * see {@link Strategy#SPLICE} and {@link Builder#strict}.
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
 * the most, and draws that from {@link Builder#budget} before it allocates it: what reading each
 * image takes ({@link ImageInfo#heapBytes}), windows of up to 256 KiB, or a row if that is more,
 * for photo and mask (two more of each where a thread hands rows on), and to write 1.2 MB and 3
 * rows for PNG, 0.2 MB and 3 rows for JPEG, or, spliced, 1.2 MB and 19 rows instead of reading and
 * writing. Scaling a mask or a replacement adds about 8 rows of 4 bytes a sample, 12 of the larger
 * width where it shrinks. Tests hold the draw between what is measured and twice that. What waits
 * holds open files, and for each image some 6 KB, for a GIF, BMP or TIFF up to 80 KB, and of the
 * photo the metadata too; that is not drawn, nor what reading them takes. Only a plug-in that must
 * decode an image to tell what it will deliver, and a TIFF of more than 1600 strips or tiles, are
 * opened with a draw of their own, which is given back before anything else is drawn. Rows of the
 * caller's own count with what is allocated here for them.
 *
 * <p><b>Threads:</b> a compositor is immutable and safe to share; calls block, and work on the
 * calling thread, with one more while both the photo and the result are JPEG or the mask is, and up
 * to two more if {@link Builder#threads} allows them. <b>Cancel:</b> {@link Builder#cancel} is
 * asked before each window, on the thread that blends like the progress listener, and whenever
 * encoded bytes are read, on the thread that decodes. An interrupt of the calling thread can end
 * the work by itself, with an {@link java.io.InterruptedIOException} or a {@link
 * java.nio.channels.ClosedByInterruptException}.
 *
 * <p><b>Failures:</b> after any exception everything opened is closed, temporary files are gone,
 * and a target file keeps its old content. Since it is replaced only when the image is complete, it
 * may be the file of the photo, the mask or the replacement. An {@link IOException} names the file
 * that it is about, or {@code photo}, {@code mask}, {@code replacement} or {@code target} where
 * that has no path, or the folder of temporary files; see {@link ImageSource#named}.
 */
public final class MaskCompositor {
  private final CompositeOptions options;

  private MaskCompositor(CompositeOptions options) {
    this.options = options;
  }

  /** A compositor with every option at its default. */
  public static MaskCompositor create() {
    return builder().build();
  }

  /** A builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Composites files; see {@link #composite(ImageSource, ImageSource, ImageTarget)}. */
  public CompositeReport composite(Path photo, Path mask, Path target) throws IOException {
    return composite(photo, ImageSource.of(mask), target);
  }

  /**
   * Composites a mask that is no file, such as a data URL, over a photo that is one; see {@link
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
    try (Composition composition = new Composition(options)) {
      return composition.write(composition.openPhoto(photo), mask, target);
    }
  }

  /**
   * Composites over a photo that comes as rows; see {@link #composite(ImageSource, ImageSource,
   * ImageTarget)}. The photo is used up; closing it is the caller's.
   *
   * @throws IllegalArgumentException if the photo's alpha is premultiplied
   */
  public CompositeReport composite(WindowSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    try (Composition composition = new Composition(options)) {
      return composition.write(photo, mask, target);
    }
  }

  /**
   * Composites rows over a photo that comes as rows; see {@link #composite(ImageSource,
   * ImageSource, ImageTarget)}. Both sources are used up; closing them is the caller's.
   *
   * @throws IllegalArgumentException if an alpha is premultiplied
   */
  public CompositeReport composite(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    try (Composition composition = new Composition(options)) {
      return composition.write(photo, mask, target);
    }
  }

  /**
   * Composites {@code mask} over {@code photo} and makes the result ready to be sent in the same
   * pass: the composite itself is written nowhere, and the preparer's format counts, not this
   * compositor's. This compositor's budget and cancel signal hold for both.
   *
   * @return what was painted and what was written
   * @throws IOException see {@link #composite(ImageSource, ImageSource, ImageTarget)} and {@link
   *     ImagePreparer#prepare(WindowSource, ImageTarget)}, also for what else is thrown
   */
  public PreparedComposite composite(
      ImageSource photo, ImageSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    try (Composition composition = new Composition(options)) {
      WindowSource rows = composition.openPhoto(photo);
      return composition.prepare(rows, composition.openMask(mask, target), preparer, target);
    }
  }

  /**
   * Composites on another thread; see {@link #composite(ImageSource, ImageSource, ImageTarget)} for
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
   * Composites and prepares on another thread; see {@link #composite(ImageSource, ImageSource,
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
    return new MaskCompositor(options.or(cancel));
  }

  /**
   * Composites rows over rows and hands the result on as rows; the output format plays no part.
   * Both sources are used up; closing them is the caller's. Rows that were handed on before a mask
   * is refused at its last row cannot be taken back.
   *
   * @throws IllegalArgumentException if an alpha is premultiplied
   */
  public CompositeReport composite(WindowSource photo, WindowSource mask, WindowSink sink)
      throws IOException {
    try (Composition composition = new Composition(options)) {
      return composition.push(photo, mask, sink);
    }
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
   * through exactly. The image's own border is no edge. What is mixed is rounded to the nearest,
   * whatever {@link Builder#rounding} says, so that a replacement that shows what the photo shows
   * changes nothing.
   *
   * <p>Under {@link MaskConvention#PAINTED} and {@link MaskConvention#binary} whatever is painted
   * at all is fully replaced: a brush's opacity is not a weight. If such a mask must be scaled, a
   * pixel of the photo is painted if at least half of it is, so that what scaling overshoots beside
   * a stroke is not; what is told of a painted mask is told of it as a composite paints it. Under
   * the other conventions coverage multiplies the weight. So does the replacement's alpha, if it
   * has one. The brush plays no part. A mask that leaves nothing unpainted is refused as a
   * composite refuses it.
   *
   * <p>Depth, alpha, metadata and orientation are the photo's. A grey photo becomes RGB if the
   * replacement has colour. Colours are not converted between profiles. Formats, options, threads
   * and failures are those of {@link #composite(ImageSource, ImageSource, ImageTarget)}, and a
   * replacement may have any format. All three images are read to their ends, except a spliced
   * photo. A mask with nothing painted is no error: the result shows the photo.
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
    try (Restoration restoration = new Restoration(options)) {
      return restoration.write(photo, replacement, mask, target);
    }
  }

  /**
   * The least that {@link #restore(ImageSource, ImageSource, ImageSource, ImageTarget)} draws from
   * its budget for a photo and a mask, whatever the replacement, in bytes of live heap: for those
   * who pay for a replacement and would rather know before. Only headers are read, and nothing is
   * drawn.
   *
   * @throws IOException if a source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException as restoring does, as far as headers
   *     tell
   * @throws io.github.maskloom.errors.ImageLimitException likewise
   * @throws io.github.maskloom.errors.SizeMismatchException likewise
   */
  public long leastRestoreHeapBytes(ImageSource photo, ImageSource mask) throws IOException {
    try (Restoration restoration = new Restoration(options)) {
      return restoration.leastHeapBytes(photo, mask);
    }
  }

  /**
   * Restores on another thread; see {@link #restore(ImageSource, ImageSource, ImageSource,
   * ImageTarget)} and {@link #compositeAsync(ImageSource, ImageSource, ImageTarget, Executor)}.
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

  /** Options of a compositor; each has a default. Not safe to share between threads. */
  public static final class Builder {
    /** The feather of {@link MaskCompositor#restore} unless another is set. */
    public static final int DEFAULT_FEATHER_PIXELS = 8;

    /** The widest feather. */
    public static final int MAX_FEATHER_PIXELS = Feather.MAX_PIXELS;

    private MaskConvention convention = MaskConvention.PAINTED;
    private MaskFit fit = MaskFit.RESIZE;
    private Brush brush = Brush.BLUE;
    private Rounding rounding = Rounding.TRUNCATE;
    private OutputFormat format = OutputFormat.PNG;
    private ImageLimits limits = ImageLimits.DEFAULT;
    private DamagePolicy damage = DamagePolicy.STRICT;
    private ProgressListener progress = ProgressListener.NONE;
    private CancelSignal cancel = CancelSignal.NEVER;
    private MemoryBudget budget = MemoryBudget.shared();
    private int windowRows = CompositeOptions.AUTOMATIC_ROWS;
    private boolean strict;
    private int threads = 1;
    private int featherPixels = DEFAULT_FEATHER_PIXELS;
    private boolean compareUnpainted = true;

    private Builder() {}

    /** What the mask's pixels mean; {@link MaskConvention#PAINTED} unless set. */
    public Builder convention(MaskConvention value) {
      convention = Objects.requireNonNull(value);
      return this;
    }

    /** What to do with a mask of another size; {@link MaskFit#RESIZE} unless set. */
    public Builder fit(MaskFit value) {
      fit = Objects.requireNonNull(value);
      return this;
    }

    /** What masks without colours of their own paint with; {@link Brush#BLUE} unless set. */
    public Builder brush(Brush value) {
      brush = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How the blended samples of a composite are rounded; {@link Rounding#TRUNCATE} unless set.
     * What is restored is rounded to the nearest.
     */
    public Builder rounding(Rounding value) {
      rounding = Objects.requireNonNull(value);
      return this;
    }

    /** What to write; {@link OutputFormat#PNG} unless set. */
    public Builder format(OutputFormat value) {
      format = Objects.requireNonNull(value);
      return this;
    }

    /**
     * What photo and mask may ask for, each alone, encoded or as rows; {@link ImageLimits#DEFAULT}
     * unless set. A mask that must be scaled may not have more rows than such a mask of the photo's
     * width.
     */
    public Builder limits(ImageLimits value) {
      limits = Objects.requireNonNull(value);
      return this;
    }

    /**
     * What to do about a damaged photo; {@link DamagePolicy#STRICT} unless set. A photo that is
     * read with {@link DamagePolicy#LENIENT} is never spliced. Mask and replacement are always read
     * strictly.
     */
    public Builder damage(DamagePolicy value) {
      damage = Objects.requireNonNull(value);
      return this;
    }

    /** Who hears of finished rows; nobody unless set. */
    public Builder progress(ProgressListener value) {
      progress = Objects.requireNonNull(value);
      return this;
    }

    /** Who may stop the work between windows; nobody unless set. */
    public Builder cancel(CancelSignal value) {
      cancel = Objects.requireNonNull(value);
      return this;
    }

    /**
     * What each call draws its memory from before it begins; {@link MemoryBudget#shared} unless
     * set.
     */
    public Builder budget(MemoryBudget value) {
      budget = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Rows that a window holds; unless set, as many as fit into 256 KiB. The result is the same
     * whatever the number.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder windowRows(int rows) {
      if (rows < 1) {
        throw new IllegalArgumentException("a window needs at least one row");
      }
      windowRows = rows;
      return this;
    }

    /**
     * Whether a spliced photo is decoded to its end. Unless set, what is copied behind the last
     * painted row is checked by its CRCs only, and a damage that these do not show is copied along.
     */
    public Builder strict(boolean value) {
      strict = value;
      return this;
    }

    /**
     * How many threads one composite may keep busy; 1 unless set, so that a server that runs many
     * at once decides itself. The second one decodes and blends ahead of the encoder, or decodes
     * the mask where the photo is spliced; a third one decodes the mask in the other case; more are
     * not used. The result is the same, byte for byte, and so is what is thrown.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder threads(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("a composite needs at least one thread");
      }
      threads = value;
      return this;
    }

    /**
     * How many pixels wide the edge is over which {@link MaskCompositor#restore} mixes photo and
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
     * Whether {@link MaskCompositor#restore} tells what the replacement changed where nothing is
     * painted; true unless set. Every row of the photo is decoded and encoded for it. If this is
     * false a PNG photo is spliced, and time follows the paint.
     */
    public Builder compareUnpainted(boolean value) {
      compareUnpainted = value;
      return this;
    }

    /** A compositor with the options as they stand. */
    public MaskCompositor build() {
      return new MaskCompositor(
          new CompositeOptions(
              convention,
              fit,
              brush,
              rounding,
              format,
              limits,
              damage,
              progress,
              cancel,
              budget,
              windowRows,
              strict,
              threads,
              featherPixels,
              compareUnpainted));
    }
  }
}
