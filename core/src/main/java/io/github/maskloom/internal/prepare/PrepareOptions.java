package io.github.maskloom.internal.prepare;

import com.google.common.io.Files;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataOptions.Level;
import io.github.maskloom.image.OutputFormat;
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
import java.util.Optional;

/**
 * What a preparer was asked for.
 *
 * @param sizing how large images are made
 * @param acceptance what is written
 * @param maskForm what masks mean and are to mean; empty if the images are none
 * @param fillEnclosed whether what the strokes of a mask enclose counts as painted
 * @param toSrgb whether colors are brought to sRGB
 * @param reading how images are read
 * @param work how the work is done
 */
public record PrepareOptions(
    Sizing sizing,
    Acceptance acceptance,
    Optional<MaskForm> maskForm,
    boolean fillEnclosed,
    boolean toSrgb,
    ReadOptions reading,
    WorkOptions work) {
  private static final int OPAQUE = 0xFF;

  /** What is written; {@link #writing} decides it. */
  OutputFormat format() {
    return acceptance.format().orElseThrow();
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
    return acceptance
        .format()
        .or(() -> ImageFormats.installed().named(name))
        .map(written -> with(acceptance.only(name, written, maskForm.isPresent())))
        .orElse(this);
  }

  /**
   * These options once it is decided what is written: what was asked for, else the format of the
   * source, else PNG, as far as they are written and accepted. Where bytes are limited it is JPEG,
   * whose quality can be lowered.
   *
   * @param sourceMediaType of an image that comes encoded
   */
  public PrepareOptions writing(Optional<String> sourceMediaType) {
    if (acceptance.format().isPresent()) {
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
    wanted.addAll(limits().mediaTypes());
    return with(acceptance.first(wanted));
  }

  private PrepareOptions with(Acceptance other) {
    return new PrepareOptions(sizing, other, maskForm, fillEnclosed, toSrgb, reading, work);
  }

  UploadLimits limits() {
    return acceptance.limits();
  }

  /** What of an image's metadata goes into the result. */
  ImageMetadata kept(ImageMetadata metadata) {
    Level level = acceptance.bare() ? Level.NOTHING : Level.LISTED;
    return TravellingMetadata.of(metadata, MetadataOptions.DEFAULT.withLevel(level));
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
    return fillEnclosed
        ? maskForm.map(form -> new MaskFill(mask, form.from(), 0, OPAQUE, reading.limits()))
        : Optional.empty();
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

  /** These options, done in another way. */
  public PrepareOptions with(WorkOptions other) {
    return new PrepareOptions(sizing, acceptance, maskForm, fillEnclosed, toSrgb, reading, other);
  }

  /** Whether an image may be made smaller than it was to be, to save bytes. */
  boolean mayShrinkTo(ImageSize size) {
    return sizing.exact().isEmpty() && size.meets(limits());
  }

  /**
   * What is written.
   *
   * @param format of the result, unless it is the source, or empty if that is yet to be decided
   * @param limits what the receiver accepts
   * @param passThrough whether a source that meets everything is copied and not encoded
   * @param bare whether what tells of the making of an image is left out
   */
  public record Acceptance(
      Optional<OutputFormat> format, UploadLimits limits, boolean passThrough, boolean bare) {
    private Acceptance only(String name, OutputFormat named, boolean isMask) {
      String type = named.mediaType();
      if (isMask && !type.equals(OutputFormat.PNG.mediaType())) {
        throw new IllegalArgumentException(name + ": a mask is written as .png only");
      }
      if (!limits.mediaTypes().contains(type)) {
        throw new IllegalArgumentException(
            name + ": " + type + " is not accepted, only " + limits.mediaTypes());
      }
      return new Acceptance(Optional.of(named), limits.withMediaTypes(type), passThrough, bare);
    }

    private Acceptance first(List<String> mediaTypes) {
      for (String type : mediaTypes) {
        Optional<OutputFormat> written = ImageFormats.installed().output(type);
        if (written.isPresent() && limits.mediaTypes().contains(type)) {
          return new Acceptance(written, limits, passThrough, bare);
        }
      }
      throw new IllegalArgumentException("no image is written as any of " + limits.mediaTypes());
    }
  }

  /**
   * How large images are made.
   *
   * @param part what is taken of every image; all of it if empty
   * @param exact the size of every image, whatever its shape
   * @param maxSide the longest side; no matter if there is an exact size
   * @param maxPixels the most pixels; no matter if there is an exact size
   * @param linearLight whether colors are averaged as light, not as samples
   */
  public record Sizing(
      Optional<ImagePart> part,
      Optional<ImageSize> exact,
      int maxSide,
      long maxPixels,
      boolean linearLight) {
    /** As large as they are. */
    public static final Sizing DEFAULT =
        new Sizing(Optional.empty(), Optional.empty(), Integer.MAX_VALUE, Long.MAX_VALUE, false);
  }
}
