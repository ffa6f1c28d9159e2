package io.github.maskloom.prepare;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.AsyncCall;
import io.github.maskloom.internal.async.ScopedCall;
import io.github.maskloom.internal.mask.MaskForm;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.prepare.Preparation;
import io.github.maskloom.internal.prepare.PrepareOptions;
import io.github.maskloom.internal.prepare.Preparer;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes images ready to be sent: upright, small enough, flattened, and in an accepted format.
 *
 * <pre>{@code
 * ImagePreparer.create().withMaxSide(1024).prepare(photo, upload);
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
   * name says the format: see {@link #withOutput}.
   */
  public static ImagePreparer create() {
    return new ImagePreparer(PrepareOptions.DEFAULT);
  }

  /**
   * {@return the same, taking only a part of every image} The result is always encoded, never a
   * copy of the source. By default it has the width and height of {@code value}, also where that
   * enlarges a smaller image. Other sizes and limits count for the part, not for the whole image.
   *
   * <p>Rows below the part are not decoded, unless the format, the orientation or the filling of a
   * mask needs them. Damage that is not reached is not found.
   *
   * <p>Under {@link MaskConvention#PAINTED} a mask without alpha is refused at its header. One that
   * is opaque everywhere is refused if it is read to its last row. Filling reads that far. So does
   * a target that is not {@linkplain ImageTarget#atomic atomic}, unless the mask comes as rows.
   *
   * @param value its place is scaled to each image, as {@link ImagePart} says; by default all is
   *     taken
   */
  public ImagePreparer withPart(ImagePart value) {
    return new ImagePreparer(options.with(options.sizing().with(value)));
  }

  /**
   * {@return the same, shrinking images whose longer side is longer} Their shape is kept: the
   * shorter side is cut to whole pixels. Nothing is ever enlarged by this.
   *
   * @param pixels the longest that is let through, by default any
   * @throws IllegalArgumentException unless positive, or beside {@link #withExactSize}
   */
  public ImagePreparer withMaxSide(int pixels) {
    return new ImagePreparer(options.with(options.sizing().withMaxSide(pixels)));
  }

  /**
   * {@return the same, shrinking images that have more pixels} Their shape is kept.
   *
   * @param pixels width times height, by default any
   * @throws IllegalArgumentException unless positive, or beside {@link #withExactSize}
   */
  public ImagePreparer withMaxPixels(long pixels) {
    return new ImagePreparer(options.with(options.sizing().withMaxPixels(pixels)));
  }

  /**
   * {@return the same, scaling every image to this size, whatever its shape} It is never made
   * smaller: where bytes are limited only the quality is lowered, and a size that the receiver does
   * not accept is refused.
   *
   * @param width columns of every result; by default no size is stated
   * @param height rows of every result
   * @throws IllegalArgumentException unless both are positive, or beside {@link #withMaxSide} or
   *     {@link #withMaxPixels}
   */
  public ImagePreparer withExactSize(int width, int height) {
    return new ImagePreparer(options.with(options.sizing().withExact(width, height)));
  }

  /**
   * {@return the same, with colors averaged as light or as samples} Light is averaged under sRGB's
   * curve, which keeps fine bright detail bright.
   *
   * @param value by default false: samples are averaged as they are
   */
  public ImagePreparer withLinearLight(boolean value) {
    return new ImagePreparer(options.with(options.sizing().withLinearLight(value)));
  }

  /**
   * {@return the same for another receiver}
   *
   * @param value what it accepts; by default PNG and JPEG of any size
   */
  public ImagePreparer withLimits(UploadLimits value) {
    return new ImagePreparer(options.with(value));
  }

  /**
   * {@return the same, taking the images for masks and writing what they mean in another way} The
   * result is always a PNG.
   *
   * <p>{@link MaskConvention#WHITE_EDITS} becomes gray, as white as the edit is strong. {@link
   * MaskConvention#binary} becomes black and white, white where that gray is above the threshold.
   * {@link MaskConvention#BLACK_EDITS} becomes the same with black where coverage is above half.
   * {@link MaskConvention#TRANSPARENT_EDITS} becomes as transparent and as white as the edit is
   * strong, so that readers of alpha and of gray agree. {@link MaskConvention#PAINTED} becomes
   * paint with alpha, transparent where nothing is painted. A removal mask is {@code
   * withMask(MaskOptions.DEFAULT.withConvention(MaskConvention.binary(10)),
   * MaskConvention.WHITE_EDITS)}.
   *
   * <p>Under {@link MaskConvention#PAINTED} a mask without alpha is refused at its header. One
   * whose every pixel is opaque is refused once its last row is read, so a target file keeps its
   * old content. Where the target is not {@linkplain ImageTarget#atomic atomic}, and the mask does
   * not come as rows, that is before anything is written.
   *
   * @param from what the images mean, and what their strokes enclose. The brush is for paint whose
   *     mask brings no color; any size fits
   * @param to what the result is to mean
   */
  public ImagePreparer withMask(MaskOptions from, MaskConvention to) {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    return new ImagePreparer(options.with(new MaskForm(from, to, 8)));
  }

  /**
   * {@return the same, with colors brought to sRGB or not} Models and browsers take an image for
   * sRGB.
   *
   * <p>Matrix profiles of RGB are converted, such as Display P3, and so is what PNG says by cICP or
   * by cHRM with gAMA. The result says that it is sRGB, and carries no other profile. An image that
   * is sRGB already, says nothing, or is gray stays as it is. Under a profile that is not read
   * samples travel with it as they are, as {@link PrepareReport#conversion} says. What a color has
   * outside of sRGB is cut, channel by channel. Masks are never converted.
   *
   * @param value by default false
   */
  public ImagePreparer withToSrgb(boolean value) {
    return new ImagePreparer(options.withToSrgb(value));
  }

  /**
   * {@return the same, with an image that already meets every option and limit copied or encoded} A
   * copy is byte for byte, with its metadata. Where the target's name says a format, the image has
   * to be of the format that is written. See {@link #withOutput}.
   *
   * @param value by default true; with false every image is encoded
   */
  public ImagePreparer withPassThrough(boolean value) {
    return new ImagePreparer(options.withPassThrough(value));
  }

  /**
   * {@return the same with something else written}
   *
   * <p><b>Format:</b> one that is stated counts more than what the target's name says. If the
   * receiver does not accept PNG, JPEG is written, and the other way round. By default the
   * extension of the target's {@linkplain ImageTarget#name name} says the format. One that no
   * format here writes, or the receiver does not accept, is refused. Without a name it is the
   * source's own format, or PNG if that is only read or not accepted. Where bytes are limited it is
   * JPEG, as its quality can be lowered. A mask is always PNG.
   *
   * <p><b>Metadata:</b> under {@link Metadata#NOTHING} EXIF with the place, the camera, its notes
   * and the thumbnail is left out, and so are XMP, text, the time, and whatever follows the image
   * in its file. What samples mean stays. An image that meets everything is copied without them,
   * and not decoded. One of a format that cannot do that is encoded if it has EXIF or XMP. Under
   * the other values such an image is copied with all that it has.
   *
   * <p><b>Label:</b> an image that gets one is encoded.
   *
   * @param value format, metadata and label of the result; whether it is strict has no effect
   */
  public ImagePreparer withOutput(OutputOptions value) {
    return new ImagePreparer(options.with(value));
  }

  /**
   * {@return the same with results in a format} See {@link #withOutput}.
   *
   * @param value a format that is installed; for JPEG it has the best quality, and the background
   *     that shows through
   */
  public ImagePreparer withFormat(OutputFormat value) {
    return withOutput(options.output().withFormat(value));
  }

  /**
   * {@return the same with images read otherwise} With {@link ReadOptions.DamagePolicy#LENIENT} no
   * image is copied byte for byte, as only decoding it shows whether it is whole. A mask is always
   * read strictly.
   *
   * @param value limits, and what to do about damage
   */
  public ImagePreparer withReading(ReadOptions value) {
    return new ImagePreparer(options.with(value));
  }

  /**
   * {@return the same with calls that work otherwise} The listener to rows hears of those of the
   * result. Windows hold as many rows as fit into 256 KiB, whatever is stated. Calls use one thread
   * unless {@link WorkOptions#withThreads} lets them have more. A second one decodes ahead of the
   * scaler, and more are not used. The result is the same.
   *
   * @param value budget, threads, timeout, and who stops or hears of calls
   */
  public ImagePreparer withWork(WorkOptions value) {
    return new ImagePreparer(options.with(value));
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
   * @param target its name says the format, unless {@link #withFormat} does
   * @return what became of it
   * @throws IOException if the source cannot be read or the target cannot be written, or if a file
   *     changed while it was read
   * @throws io.github.maskloom.errors.ImageFormatException if the image is broken or of an unknown
   *     format
   * @throws io.github.maskloom.errors.OpaqueMaskException if it is taken for a {@linkplain
   *     #withMask mask} under {@link MaskConvention#PAINTED}, and leaves nothing unpainted
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit of reading,
   *     cannot be made to meet {@link UploadLimits}, or would be larger than a JPEG can be
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget is too small, or does not
   *     wait until it is free
   * @throws io.github.maskloom.errors.CancelledException if the cancel signal asked to stop, or the
   *     time is over
   * @throws IllegalArgumentException if no format here is written under the target's name, even
   *     where another is asked for. Likewise if none is asked for, and the name's is not accepted,
   *     or is not PNG for a mask. Likewise if no format that is installed writes one that is
   *     accepted, or a format is asked for that is not. Nothing is opened then.
   */
  public PrepareReport prepare(ImageSource source, ImageTarget target) throws IOException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    return ScopedCall.run(
        Kind.PREPARE,
        options.work(),
        scope -> new Preparation(options, scope).prepare(source, target));
  }

  /**
   * Prepares an image that comes as rows, such as a composite in the making. It is always encoded.
   *
   * @param rows upright, and used up; the caller closes them
   * @param target its name says the format, unless {@link #withFormat} does
   * @return what became of it
   * @throws IOException as {@link #prepare(ImageSource, ImageTarget)} does. Its other exceptions
   *     are thrown here too
   */
  public PrepareReport prepare(WindowSource rows, ImageTarget target) throws IOException {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(target, "target");
    return ScopedCall.run(
        Kind.PREPARE,
        options.work(),
        scope -> new Preparation(options, scope).prepare(rows, target));
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
    return withWork(work.withCancel(work.cancel().or(cancel)));
  }

  /** Says every option. */
  @Override
  public String toString() {
    return "ImagePreparer[" + options + "]";
  }
}
