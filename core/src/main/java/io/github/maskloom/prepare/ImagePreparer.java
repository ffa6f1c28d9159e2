package io.github.maskloom.prepare;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.mask.MaskForm;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.prepare.ImageSize;
import io.github.maskloom.internal.prepare.Preparation;
import io.github.maskloom.internal.prepare.PrepareOptions;
import io.github.maskloom.internal.prepare.Preparer;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes images ready to be sent: upright, small enough, flattened, and in an accepted format.
 *
 * <pre>{@code
 * ImagePreparer.builder().maxSide(1024).build().prepare(photo, upload);
 * }</pre>
 *
 * <p>One pass over the source scales with Lanczos3 on premultiplied alpha and encodes. A source
 * that already meets everything is copied byte for byte, without a look at its pixels.
 *
 * <p><b>Small JPEGs from large ones:</b> a JPEG that shrinks to a third or less is decoded at 1/2,
 * 1/4 or 1/8 of its size. It is scaled from there. Masks, and what is averaged as light, are
 * decoded whole.
 *
 * <p><b>Where bytes are limited</b>, the scaled rows are kept in a temporary file, and encodings
 * are tried from it. JPEG qualities fall in steps of 10 from the format's own to 25 at full size.
 * Then scales 0.9, 0.8 ... 0.5 follow with qualities down to 35, and last scale 0.5 with quality
 * 30. The result is the first of these 38 that fits. It is found by bisection, in at most nine
 * encodings, each of which stops when it is too large. PNG has no quality, so only scales are
 * tried, one after the other. No size is tried that the receiver does not accept.
 *
 * <p><b>Memory:</b> O(width), a few megabytes up to 30000 pixels, whatever the height and the
 * number of attempts. Each call reserves it from {@link WorkOptions#budget} first, and {@link
 * #explain} says how much. <b>Threads:</b> immutable and safe to share. Calls block and work on the
 * calling thread, with one more that decodes where {@link WorkOptions#threads} allows it.
 * <b>Cancel:</b> asked before each window and whenever encoded bytes are read. <b>Failures:</b>
 * after any exception temporary files are gone and a target file keeps its old content.
 */
@SuppressWarnings("exports") // The superclass is there for the library, which reads the options.
public final class ImagePreparer extends Preparer {
  private ImagePreparer(PrepareOptions options) {
    super(options);
  }

  /**
   * {@return a preparer with every option at its default, which turns images upright} The target's
   * name says the format: see {@link Builder#format}.
   */
  public static ImagePreparer create() {
    return builder().build();
  }

  /** {@return a builder with every option at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Prepares a file, as {@link #prepare(ImageSource, ImageTarget)} does.
   *
   * @param source read in place
   * @param target replaced when the result is complete; may be the source
   * @return what became of it
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public PrepareReport prepare(Path source, Path target) throws IOException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    return prepare(ImageSource.of(source), ImageTarget.of(target));
  }

  /**
   * Prepares an image and writes it.
   *
   * @param source in any format that is read
   * @param target its name says the format, unless {@link Builder#format} does
   * @return what became of it
   * @throws IOException if the source cannot be read or the target cannot be written, or if a file
   *     changed while it was read
   * @throws io.github.maskloom.errors.ImageFormatException if the image is broken or of an unknown
   *     format
   * @throws io.github.maskloom.errors.OpaqueMaskException if it is taken for a {@linkplain
   *     Builder#mask mask} under {@link MaskConvention#PAINTED}, and leaves nothing unpainted
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit of reading,
   *     cannot be made to meet {@link UploadLimits}, or would be larger than a JPEG can be
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget is too small, or does not
   *     wait until it is free
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop, or the
   *     time is over
   * @throws IllegalArgumentException if no format here is written under the target's name, even
   *     where another is asked for. Likewise if none is asked for, and the name's is not accepted,
   *     or is not PNG for a mask. Nothing is opened then.
   */
  public PrepareReport prepare(ImageSource source, ImageTarget target) throws IOException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    Scope scope = Scope.of(Kind.PREPARE, options.work());
    try (scope) {
      return new Preparation(options, scope).prepare(source, target);
    } catch (Throwable e) {
      scope.failed(e);
      throw e;
    }
  }

  /**
   * Prepares an image that comes as rows, such as a composite in the making. It is always encoded.
   *
   * @param rows upright, and used up; the caller closes them
   * @param target its name says the format, unless {@link Builder#format} does
   * @return what became of it
   * @throws IOException as {@link #prepare(ImageSource, ImageTarget)} does. Its other exceptions
   *     are thrown here too
   * @throws IllegalArgumentException if the rows' alpha is premultiplied
   */
  public PrepareReport prepare(WindowSource rows, ImageTarget target) throws IOException {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(target, "target");
    Scope scope = Scope.of(Kind.PREPARE, options.work());
    try (scope) {
      return new Preparation(options, scope).prepare(rows, target);
    } catch (Throwable e) {
      scope.failed(e);
      throw e;
    }
  }

  /**
   * Plans what {@link #prepare(ImageSource, ImageTarget)} would do and take, for a target whose
   * name says no format. Only headers are read, and nothing is reserved.
   *
   * @param source of which the header is read; used up if it opens only once
   * @return what would be done, and what it would take
   * @throws IOException if the source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException as preparing does, as far as the header
   *     tells
   * @throws io.github.maskloom.errors.OpaqueMaskException likewise
   * @throws io.github.maskloom.errors.ImageLimitException likewise
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop, or the
   *     time is over
   */
  public WorkPlan explain(ImageSource source) throws IOException {
    Objects.requireNonNull(source, "source");
    try (Scope scope = new Scope(options.work())) {
      return new Preparation(options, scope).explain(source);
    }
  }

  /**
   * Prepares on another thread. See {@link #prepare(ImageSource, ImageTarget)} for what is done and
   * what the future fails with.
   *
   * <p>The executor's thread blocks while it works and while it waits for memory. Cancelling the
   * future, or completing it in another way, stops the work shortly after, as does {@link
   * CompletableFuture#orTimeout}. A call that no thread has taken up when its future is done does
   * not begin. A timeout of {@link WorkOptions} counts from when a thread has taken the work up.
   *
   * <p>If the executor rejects the work, the future fails with its {@link
   * java.util.concurrent.RejectedExecutionException}. What the executor throws beside that is
   * thrown here.
   *
   * @param source opened on the executor's thread, also after this has returned; null fails the
   *     future
   * @param target likewise
   * @param executor runs the call; a second thread of {@link WorkOptions} is the library's own
   * @return what became of it; cancel this very future to stop the work
   */
  public CompletableFuture<PrepareReport> prepareAsync(
      ImageSource source, ImageTarget target, Executor executor) {
    return AsyncCall.start(abandoned -> or(abandoned).prepare(source, target), executor);
  }

  private ImagePreparer or(CancelSignal cancel) {
    WorkOptions work = options.work();
    return new ImagePreparer(options.with(work.withCancel(work.cancel().or(cancel))));
  }

  /** Options of a preparer. Each has a default. Not safe to share between threads. */
  public static final class Builder {
    private static final String POSITIVE = "%s must be positive, not %s";

    private Optional<ImagePart> part = Optional.empty();
    private Optional<ImageSize> exactSize = Optional.empty();
    private int maxSide = Integer.MAX_VALUE;
    private long maxPixels = Long.MAX_VALUE;
    private Optional<OutputFormat> format = Optional.empty();
    private UploadLimits limits = UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg");
    private Optional<MaskForm> maskForm = Optional.empty();
    private boolean fillEnclosed;
    private boolean linearLight;
    private boolean toSrgb;
    private boolean passThrough = true;
    private boolean bare;
    private ReadOptions reading = ReadOptions.DEFAULT;
    private WorkOptions work = WorkOptions.DEFAULT;

    private Builder() {}

    /**
     * Takes only a part of every image. The result is always encoded, never a copy of the source.
     * By default it has the width and height of {@code value}, also where that enlarges a smaller
     * image. {@link #exactSize}, {@link #maxSide}, {@link #maxPixels} and {@link #limits} count for
     * the part, not for the whole image.
     *
     * <p>Rows below the part are not decoded, unless the format, the orientation or {@link
     * #fillEnclosed} needs them. Damage that is not reached is not found.
     *
     * <p>Under {@link MaskConvention#PAINTED} a mask without alpha is refused at its header. One
     * that is opaque everywhere is refused if it is read to its last row. {@link #fillEnclosed}
     * reads that far. So does a target that is not {@linkplain ImageTarget#atomic atomic}, unless
     * the mask comes as rows.
     *
     * @param value its place is scaled to each image, as {@link ImagePart} says; by default all is
     *     taken
     * @return this builder
     */
    public Builder part(ImagePart value) {
      part = Optional.of(value);
      return this;
    }

    /**
     * Shrinks images whose longer side is longer, keeping their shape: the shorter side is cut to
     * whole pixels. Nothing is ever enlarged by this.
     *
     * @param pixels the longest that is let through, by default any
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxSide(int pixels) {
      checkArgument(pixels > 0, POSITIVE, "maxSide", pixels);
      maxSide = pixels;
      return this;
    }

    /**
     * Shrinks images that have more pixels, keeping their shape.
     *
     * @param pixels width times height, by default any
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxPixels(long pixels) {
      checkArgument(pixels > 0, POSITIVE, "maxPixels", pixels);
      maxPixels = pixels;
      return this;
    }

    /**
     * Scales every image to this size, whatever its shape. {@link #maxSide} and {@link #maxPixels}
     * play no part then. It is never made smaller: where bytes are limited only the quality is
     * lowered, and a size that the receiver does not accept is refused.
     *
     * @param width columns of every result; by default no size is stated
     * @param height rows of every result
     * @return this builder
     * @throws IllegalArgumentException unless both are positive
     */
    public Builder exactSize(int width, int height) {
      checkArgument(width > 0, POSITIVE, "width", width);
      checkArgument(height > 0, POSITIVE, "height", height);
      exactSize = Optional.of(new ImageSize(width, height));
      return this;
    }

    /**
     * Sets what to write. This counts more than what the target's name says. If the receiver does
     * not accept PNG, JPEG is written, and the other way round.
     *
     * <p>By default the extension of the target's {@linkplain ImageTarget#name name} says the
     * format. One that no format here writes, or the receiver does not accept, is refused. Without
     * a name it is the source's own format, or PNG if that is only read or not accepted. Where
     * bytes are limited it is JPEG, as its quality can be lowered. A mask is always PNG.
     *
     * @param value a format that is installed; for JPEG it has the best quality, and the background
     *     that shows through
     * @return this builder
     */
    public Builder format(OutputFormat value) {
      format = Optional.of(value);
      return this;
    }

    /**
     * Sets what the receiver accepts.
     *
     * @param value by default PNG and JPEG of any size
     * @return this builder
     */
    public Builder limits(UploadLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /**
     * Takes the images for masks and writes what they mean in another way, always as PNG.
     *
     * <p>{@link MaskConvention#WHITE_EDITS} becomes gray, as white as the edit is strong. {@link
     * MaskConvention#binary} becomes black and white, white where that gray is above the threshold.
     * {@link MaskConvention#TRANSPARENT_EDITS} becomes as transparent and as white as the edit is
     * strong, so that readers of alpha and of gray agree. A removal mask is {@code
     * mask(MaskConvention.binary(10), MaskConvention.WHITE_EDITS)}.
     *
     * <p>Under {@link MaskConvention#PAINTED} a mask without alpha is refused at its header. One
     * whose every pixel is opaque is refused once its last row is read, so a target file keeps its
     * old content. Where the target is not {@linkplain ImageTarget#atomic atomic}, and the mask
     * does not come as rows, that is before anything is written.
     *
     * @param from what the images mean
     * @param to what the result is to mean
     * @return this builder
     * @throws IllegalArgumentException if {@code to} is {@link MaskConvention#PAINTED} or {@link
     *     MaskConvention#PAINTED_EVERYWHERE}, which need a color; see {@link #paint}
     */
    public Builder mask(MaskConvention from, MaskConvention to) {
      maskForm = Optional.of(MaskForm.of(from, to));
      return this;
    }

    /**
     * Takes the images for masks and writes their paint, always as PNG with alpha: transparent
     * where nothing is painted.
     *
     * @param from what the images mean
     * @param rgb 0xRRGGBB of paint whose mask brings no color
     * @param opacity 1 to 255, of the same where it is fully covered
     * @return this builder
     * @throws IllegalArgumentException unless both are in their range
     */
    public Builder paint(MaskConvention from, int rgb, int opacity) {
      checkArgument(
          (rgb & 0xFF000000) == 0 && opacity > 0 && opacity <= 255,
          "a color is 0xRRGGBB, an opacity 1 to 255");
      maskForm = Optional.of(MaskForm.paint(from, rgb, opacity));
      return this;
    }

    /**
     * Sets whether what the strokes of a {@linkplain #mask mask} enclose counts as painted, fully.
     * See {@link io.github.maskloom.MaskCompositor.Builder#fillEnclosed} for what is enclosed, and
     * what it takes.
     *
     * @param value by default false; true needs {@link #mask} or {@link #paint}
     * @return this builder
     */
    public Builder fillEnclosed(boolean value) {
      fillEnclosed = value;
      return this;
    }

    /**
     * Sets whether scaling averages colors as light under sRGB's curve, which keeps fine bright
     * detail bright.
     *
     * @param value by default false: samples are averaged as they are
     * @return this builder
     */
    public Builder linearLight(boolean value) {
      linearLight = value;
      return this;
    }

    /**
     * Sets whether colors are brought to sRGB, which is what models and browsers take an image for.
     *
     * <p>Matrix profiles of RGB are converted, such as Display P3, and so is what PNG says by cICP
     * or by cHRM with gAMA. The result says that it is sRGB, and carries no other profile. An image
     * that is sRGB already, says nothing, or is gray stays as it is. Under a profile that is not
     * read samples travel with it as they are, as {@link PrepareReport#conversion} says. What a
     * color has outside of sRGB is cut, channel by channel. Masks are never converted.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder toSrgb(boolean value) {
      toSrgb = value;
      return this;
    }

    /**
     * Sets whether an image that already meets every option and limit is copied byte for byte, with
     * its metadata. Where the target's name says a format, the image has to be of the format that
     * is written. See {@link #bare}.
     *
     * @param value by default true; with false every image is encoded
     * @return this builder
     */
    public Builder passThrough(boolean value) {
      passThrough = value;
      return this;
    }

    /**
     * Sets whether what tells of an image's making is left out. That is EXIF with the place, the
     * camera, its notes and the thumbnail, XMP, text, the time, and whatever follows the image in
     * its file. What samples mean stays. An image that meets everything is copied without them, and
     * not decoded. One of a format that cannot do that is encoded if it has EXIF or XMP.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder bare(boolean value) {
      bare = value;
      return this;
    }

    /**
     * Sets how images are read. With {@link DamagePolicy#LENIENT} no image is copied byte for byte,
     * as only decoding it shows whether it is whole. A mask is always read strictly.
     *
     * @param value by default {@link ReadOptions#DEFAULT}
     * @return this builder
     */
    public Builder reading(ReadOptions value) {
      reading = Objects.requireNonNull(value, "reading");
      return this;
    }

    /**
     * Sets how calls work. The listener to rows hears of those of the result. Windows hold as many
     * rows as fit into 256 KiB, whatever is stated. Calls use one thread unless {@link
     * WorkOptions#withThreads} lets them have more. A second one decodes ahead of the scaler, and
     * more are not used. The result is the same.
     *
     * @param value by default {@link WorkOptions#DEFAULT}
     * @return this builder
     */
    public Builder working(WorkOptions value) {
      work = Objects.requireNonNull(value, "working");
      return this;
    }

    /**
     * {@return a preparer with the options as they stand}
     *
     * @throws IllegalArgumentException if no format that is installed writes one that is accepted,
     *     or a mask is to be written and PNG is not accepted. Likewise if {@link #format} states
     *     PNG or JPEG and neither is accepted, or another format that is not. Likewise if {@link
     *     #fillEnclosed} is set without {@link #mask} or {@link #paint}
     */
    public ImagePreparer build() {
      checkArgument(
          !fillEnclosed || maskForm.isPresent(), "only a mask has strokes that enclose something");
      Optional<OutputFormat> written =
          format.map(wanted -> accepted(maskForm.isPresent() ? OutputFormat.PNG : wanted));
      if (written.isEmpty()) {
        requireAccepted();
      }
      return new ImagePreparer(
          new PrepareOptions(
              new PrepareOptions.Sizing(part, exactSize, maxSide, maxPixels, linearLight),
              new PrepareOptions.Acceptance(written, limits, passThrough, bare),
              maskForm,
              fillEnclosed,
              toSrgb,
              reading,
              work));
    }

    private void requireAccepted() {
      boolean possible =
          maskForm.isPresent()
              ? limits.mediaTypes().contains(OutputFormat.PNG.mediaType())
              : limits.mediaTypes().stream()
                  .anyMatch(type -> ImageFormats.installed().output(type).isPresent());
      checkArgument(possible, "no image is written that is accepted, only %s", limits.mediaTypes());
    }

    private OutputFormat accepted(OutputFormat wanted) {
      if (limits.mediaTypes().contains(wanted.mediaType())) {
        return wanted;
      }
      boolean jpeg = wanted instanceof OutputFormat.Jpeg;
      boolean fixed = maskForm.isPresent() || !(jpeg || wanted instanceof OutputFormat.Png);
      OutputFormat other = jpeg ? OutputFormat.PNG : OutputFormat.JPEG;
      if (fixed || !limits.mediaTypes().contains(other.mediaType())) {
        // Where no format writes it, that failure says what to add.
        ImageFormats.installed().writing(wanted);
        throw new IllegalArgumentException(
            wanted.mediaType() + " is not accepted, only " + limits.mediaTypes());
      }
      return other;
    }
  }
}
