package io.github.maskloom.internal.prepare;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.Files;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.mask.MaskFill;
import io.github.maskloom.internal.mask.MaskForm;
import io.github.maskloom.internal.mask.OpacityCheck;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.ImageGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a preparer was asked for.
 *
 * @param sizing how large images are made
 * @param limits what the receiver accepts
 * @param passThrough whether a source that meets everything is copied and not encoded
 * @param maskForm what masks mean and are to mean; empty if the images are none
 * @param toSrgb whether colors are brought to sRGB
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record PrepareOptions(
    Sizing sizing,
    UploadLimits limits,
    boolean passThrough,
    Optional<MaskForm> maskForm,
    boolean toSrgb,
    OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** With every option at its default. */
  public static final PrepareOptions DEFAULT =
      new PrepareOptions(
          new Sizing(Optional.empty(), Optional.empty(), Integer.MAX_VALUE, Long.MAX_VALUE, false),
          UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg"),
          true,
          Optional.empty(),
          false,
          OutputOptions.DEFAULT,
          ReadOptions.DEFAULT,
          WorkOptions.DEFAULT);

  /** Refuses null. */
  public PrepareOptions {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(work, "work");
  }

  /** What is written; {@link #writing} decides it. */
  OutputFormat format() {
    return output.format().orElseThrow();
  }

  /**
   * These options, with a format that is accepted in place of one that was asked for.
   *
   * @throws IllegalArgumentException if nothing is accepted that is written
   */
  PrepareOptions accepted() {
    boolean isMask = maskForm.isPresent();
    if (output.format().isPresent()) {
      return with(
          output.withFormat(acceptedFor(isMask ? OutputFormat.PNG : output.format().get())));
    }
    boolean possible =
        limits.mediaTypes().stream()
            .anyMatch(
                type ->
                    isMask
                        ? type.equals(OutputFormat.PNG.mediaType())
                        : ImageFormats.installed().output(type).isPresent());
    checkArgument(possible, "no image is written that is accepted, only %s", limits.mediaTypes());
    return this;
  }

  private OutputFormat acceptedFor(OutputFormat wanted) {
    if (limits.mediaTypes().contains(wanted.mediaType())) {
      return wanted;
    }
    boolean jpeg = wanted instanceof OutputFormat.Jpeg;
    boolean fixed = maskForm.isPresent() || !(jpeg || wanted instanceof OutputFormat.Png);
    OutputFormat other = jpeg ? OutputFormat.PNG : OutputFormat.JPEG;
    if (fixed || !limits.mediaTypes().contains(other.mediaType())) {
      // Where no format writes it, that failure says what to add.
      ImageFormats.installed().writing(wanted);
      throw notAccepted(wanted.mediaType());
    }
    return other;
  }

  private IllegalArgumentException notAccepted(String mediaType) {
    return new IllegalArgumentException(
        mediaType + " is not accepted, only " + limits.mediaTypes());
  }

  /**
   * These options for a target. Where its name has an extension, that says what is written unless
   * another format is asked for. So an image of another format is not copied there.
   *
   * @throws IllegalArgumentException if no format is asked for and no image is written under such a
   *     name, or none that is accepted
   */
  public PrepareOptions to(ImageTarget target) {
    String name = target.name().orElse("");
    if (Files.getFileExtension(name).isEmpty()) {
      return this;
    }
    return output
        .format()
        .or(() -> ImageFormats.installed().named(name))
        .map(written -> only(name, written))
        .orElse(this);
  }

  private PrepareOptions only(String name, OutputFormat named) {
    String type = named.mediaType();
    if (maskForm.isPresent() && !type.equals(OutputFormat.PNG.mediaType())) {
      throw new IllegalArgumentException(name + ": a mask is written as .png only");
    }
    if (!limits.mediaTypes().contains(type)) {
      throw notAccepted(name + ": " + type);
    }
    return with(limits.withMediaTypes(type)).with(output.withFormat(named));
  }

  /**
   * These options once it is decided what is written: what was asked for, else the format of the
   * source, else PNG, as far as they are written and accepted. Where bytes are limited it is JPEG,
   * whose quality can be lowered.
   *
   * @param sourceMediaType of an image that comes encoded
   */
  public PrepareOptions writing(Optional<String> sourceMediaType) {
    if (output.format().isPresent()) {
      return this;
    }
    List<String> wanted = new ArrayList<>();
    if (maskForm.isEmpty()) {
      if (searches()) {
        wanted.add(OutputFormat.JPEG.mediaType());
      }
      sourceMediaType.ifPresent(wanted::add);
    }
    wanted.add(OutputFormat.PNG.mediaType());
    wanted.add(OutputFormat.JPEG.mediaType());
    wanted.addAll(limits.mediaTypes());
    return wanted.stream()
        .filter(limits.mediaTypes()::contains)
        .flatMap(type -> ImageFormats.installed().output(type).stream())
        .findFirst()
        .map(written -> with(output.withFormat(written)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no image is written as any of " + limits.mediaTypes()));
  }

  /** What of an image's metadata goes into the result. */
  ImageMetadata kept(ImageMetadata metadata) {
    return TravellingMetadata.of(metadata, output);
  }

  /** Whether a copy leaves out what tells of the making of an image. */
  boolean isBare() {
    return output.metadata() == Metadata.NOTHING;
  }

  /** The size that an image is to have. */
  ImageSize sizeOf(ImageSize source) {
    return sizing
        .exact()
        .orElseGet(
            () ->
                source
                    .withinSide(sizing.maxSide())
                    .withinPixels(sizing.maxPixels())
                    .withinSide(limits().maxSide())
                    .withinPixels(limits().maxPixels()));
  }

  /**
   * What the pixels of an image stand for that is as small as the result. Where a part is taken, it
   * begins at a whole pixel, so that it is cut out and not scaled again.
   */
  public Area areaOf(ImageGeometry source) {
    ImageSize image = ImageSize.of(source);
    ImageSize size = sizeOf(taken(image));
    return sizing
        .part()
        .map(
            part ->
                new Area(
                    Span.around(part.x(), part.width(), part.imageWidth(), size.width()),
                    Span.around(part.y(), part.height(), part.imageHeight(), size.height())))
        .orElseGet(() -> Area.of(size.width(), size.height()));
  }

  /**
   * By how much an image is reduced while it is decoded. A mask never is, nor what is averaged as
   * light: a decoder averages samples.
   */
  public int reductionOf(int width, int height) {
    ImageSize size = taken(new ImageSize(width, height));
    boolean exact = maskForm.isPresent() || sizing.linearLight();
    boolean other =
        sizing
            .part()
            .filter(part -> part.imageWidth() != width || part.imageHeight() != height)
            .isPresent();
    return exact || other ? 1 : size.reductionTo(sizeOf(size));
  }

  /** The size of what is taken of an image. */
  ImageSize taken(ImageSize image) {
    return sizing.part().map(part -> new ImageSize(part.width(), part.height())).orElse(image);
  }

  /** Whether encodings are tried until one is small enough. */
  boolean searches() {
    return limits().maxBytes() < Long.MAX_VALUE;
  }

  /** How a source is read: a mask strictly. */
  ReadOptions readingAllowed() {
    return maskForm.isPresent() ? reading.withDamage(DamagePolicy.STRICT) : reading;
  }

  /** Whether a mask that is opaque everywhere is refused. */
  boolean refusesOpaque() {
    return maskForm.isPresent() && OpacityCheck.concerns(maskForm.get().from());
  }

  /** What fills a mask; empty if nothing does. */
  Optional<MaskFill> fillOf(ImageGeometry mask) {
    return maskForm
        .filter(form -> form.mask().fillEnclosed())
        .map(form -> new MaskFill(mask, form.fill(), reading.limits()));
  }

  /** What becomes of the colors of an image. */
  ProfileConversion conversion(ImageColors image, ImageGeometry geometry) {
    return toSrgb && maskForm.isEmpty() && geometry.colorBands() == 3
        ? image.conversionTo(ImageColors.SRGB)
        : ProfileConversion.NONE;
  }

  /** What samples stand for while the image is scaled. */
  Averaging averaging() {
    return maskForm.isPresent()
        ? Averaging.COVERAGE
        : sizing.linearLight() ? Averaging.LIGHT : Averaging.SAMPLES;
  }

  /** Refuses a mask that cannot be other than opaque, if that is not meant. */
  void checkHeader(boolean hasAlpha) {
    maskForm.ifPresent(form -> OpacityCheck.header(hasAlpha, form.from()));
  }

  /** These options for images of another size. */
  public PrepareOptions with(Sizing other) {
    return new PrepareOptions(other, limits, passThrough, maskForm, toSrgb, output, reading, work);
  }

  /** These options for another receiver. */
  public PrepareOptions with(UploadLimits other) {
    return new PrepareOptions(sizing, other, passThrough, maskForm, toSrgb, output, reading, work);
  }

  /** These options, with sources copied or not. */
  public PrepareOptions withPassThrough(boolean other) {
    return new PrepareOptions(sizing, limits, other, maskForm, toSrgb, output, reading, work);
  }

  /** These options for masks. */
  public PrepareOptions with(MaskForm other) {
    return new PrepareOptions(
        sizing, limits, passThrough, Optional.of(other), toSrgb, output, reading, work);
  }

  /** These options, with colors brought to sRGB or not. */
  public PrepareOptions withToSrgb(boolean other) {
    return new PrepareOptions(sizing, limits, passThrough, maskForm, other, output, reading, work);
  }

  /** These options with something else written. */
  public PrepareOptions with(OutputOptions other) {
    return new PrepareOptions(sizing, limits, passThrough, maskForm, toSrgb, other, reading, work);
  }

  /** These options with images read otherwise. */
  public PrepareOptions with(ReadOptions other) {
    return new PrepareOptions(sizing, limits, passThrough, maskForm, toSrgb, output, other, work);
  }

  /** These options, done in another way. */
  public PrepareOptions with(WorkOptions other) {
    return new PrepareOptions(
        sizing, limits, passThrough, maskForm, toSrgb, output, reading, other);
  }

  /** Whether an image may be made smaller than it was to be, to save bytes. */
  boolean mayShrinkTo(ImageSize size) {
    return sizing.exact().isEmpty() && size.meets(limits());
  }

  /**
   * How large images are made.
   *
   * @param part what is taken of every image; all of it if empty
   * @param exact the size of every image, whatever its shape
   * @param maxSide the longest side; any beside an exact size
   * @param maxPixels the most pixels; any beside an exact size
   * @param linearLight whether colors are averaged as light, not as samples
   */
  public record Sizing(
      Optional<ImagePart> part,
      Optional<ImageSize> exact,
      int maxSide,
      long maxPixels,
      boolean linearLight) {
    /** Refuses what an exact size would leave without effect. */
    public Sizing {
      checkArgument(
          exact.isEmpty() || (maxSide == Integer.MAX_VALUE && maxPixels == Long.MAX_VALUE),
          "an exact size takes no maxSide and no maxPixels beside it");
    }

    /** The same for a part. */
    public Sizing with(ImagePart other) {
      return new Sizing(Optional.of(other), exact, maxSide, maxPixels, linearLight);
    }

    /** The same at an exact size. */
    public Sizing withExact(int width, int height) {
      checkPositive(width, "width");
      checkPositive(height, "height");
      return new Sizing(
          part, Optional.of(new ImageSize(width, height)), maxSide, maxPixels, linearLight);
    }

    /** The same with another longest side. */
    public Sizing withMaxSide(int pixels) {
      checkPositive(pixels, "maxSide");
      return new Sizing(part, exact, pixels, maxPixels, linearLight);
    }

    /** The same with at most so many pixels. */
    public Sizing withMaxPixels(long pixels) {
      checkPositive(pixels, "maxPixels");
      return new Sizing(part, exact, maxSide, pixels, linearLight);
    }

    /** The same with colors averaged otherwise. */
    public Sizing withLinearLight(boolean other) {
      return new Sizing(part, exact, maxSide, maxPixels, other);
    }

    private static void checkPositive(long value, String name) {
      checkArgument(value > 0, "%s must be positive, not %s", name, value);
    }
  }
}
