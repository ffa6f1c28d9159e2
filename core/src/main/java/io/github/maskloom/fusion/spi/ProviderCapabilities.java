package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider can do, as data. Immutable.
 *
 * <p>A request that goes beyond them fails before anything is sent. Images are scaled and encoded
 * to meet the limits where that is possible.
 */
public final class ProviderCapabilities {
  private static final int MAX_MULTIPLE = 1024;

  /** Changed by nobody. */
  private final Builder values;

  private ProviderCapabilities(Builder values) {
    this.values = values;
  }

  /** {@return a builder with every capability at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how the provider learns what part of the photo is to change} */
  public MaskTransport maskTransport() {
    return values.maskTransport;
  }

  /**
   * {@return what the pixels of a mask that is an image of its own mean to the provider} The
   * caller's mask is converted to it. It counts only with {@link MaskTransport#SEPARATE_IMAGE}, and
   * is {@link MaskConvention#WHITE_EDITS} unless set.
   */
  public MaskConvention maskConvention() {
    return values.maskConvention;
  }

  /** {@return the fewest references that a request must have} */
  public int minReferences() {
    return values.minReferences;
  }

  /** {@return the most references that a request may have} */
  public int maxReferences() {
    return values.maxReferences;
  }

  /** {@return whether the service fetches references from links itself} */
  public boolean linkedReferences() {
    return values.linkedReferences;
  }

  /**
   * {@return the most images that the provider makes for one request} A caller who wants more
   * {@linkplain io.github.maskloom.fusion.FusionRequest.Builder#severalCalls allows several}.
   */
  public int maxImages() {
    return values.maxImages;
  }

  /** {@return whether images come one by one, each when it is made} */
  public boolean streaming() {
    return values.streaming;
  }

  /**
   * {@return whether the service queues requests as jobs} The provider then tells {@link
   * ProviderCall#keepJob} of each, and {@link ProviderSession#resume} takes one up again.
   */
  public boolean queuesJobs() {
    return values.queuesJobs;
  }

  /** {@return whether a request needs a prompt that is not blank} */
  public boolean promptNeeded() {
    return values.promptNeeded;
  }

  /** {@return the sizes that the provider has names for} */
  public Set<String> namedSizes() {
    return values.namedSizes;
  }

  /**
   * {@return whether names of sizes beyond {@link #namedSizes} are passed on to the service, which
   * takes or refuses them}
   */
  public boolean anyNamedSize() {
    return values.anyNamedSize;
  }

  /** {@return whether a size may be given in pixels} */
  public boolean pixelSizes() {
    return values.pixelSizes;
  }

  /** {@return the fewest pixels, width times height, of a size given in pixels; 1 unless set} */
  public long minOutputPixels() {
    return values.minOutputPixels;
  }

  /**
   * {@return the most pixels, width times height, of a size given in pixels; {@link Long#MAX_VALUE}
   * unless set}
   */
  public long maxOutputPixels() {
    return values.maxOutputPixels;
  }

  /**
   * {@return the most that the longer side of a size given in pixels may be over the shorter;
   * infinite unless set}
   */
  public double maxOutputAspectRatio() {
    return values.maxOutputAspectRatio;
  }

  /**
   * {@return the number of pixels that each side must be a multiple of, in a size given in pixels
   * and in a focused part; 1 unless set}
   */
  public int sizeMultiple() {
    return values.sizeMultiple;
  }

  /** {@return whether images have the photo's size as it is sent, unless a size is asked for} */
  public boolean answersInPhotoSize() {
    return values.answersInPhotoSize;
  }

  /** {@return the limits of every image that is sent, but for {@link #maskLimits}} */
  public UploadLimits inputLimits() {
    return values.inputLimits;
  }

  /** {@return the limits of a mask, or of its paint, that is sent as an image of its own} */
  public UploadLimits maskLimits() {
    return values.maskLimits.orElse(values.inputLimits);
  }

  /**
   * Makes sure that a request stays within these capabilities.
   *
   * @param provider id for the message
   * @param request what is asked for
   * @throws FusionRequestException saying in words what was asked and what is allowed
   */
  public void check(String provider, RequestOutline request) {
    Check check = new Check(provider);
    check.that(
        !request.masked() || values.maskTransport != MaskTransport.NONE,
        "the request has a mask, which this provider cannot take");
    check.that(
        request.references() >= values.minReferences,
        references(request) + ", but at least " + values.minReferences + " must be given");
    check.that(
        request.references() <= values.maxReferences,
        references(request) + ", but at most " + values.maxReferences + " may be given");
    check.that(
        !request.linked() || values.linkedReferences,
        "a reference is a link, which this provider does not fetch");
    check.that(
        request.count() <= values.maxImages,
        "the request asks for %s images, but at most %s"
                .formatted(request.count(), values.maxImages)
            + " are made in one call, and the request does not allow several");
    check.that(
        !values.promptNeeded || request.prompted(), "there is no prompt, but it must be given");
    checkSize(check, request.size());
  }

  /**
   * Makes sure that a request as a provider gets it stays within these capabilities. It counts as
   * masked if the mask is an image of its own.
   *
   * @param provider id for the message
   * @param request what a call asks for
   * @throws FusionRequestException saying in words what was asked and what is allowed
   */
  public void check(String provider, ProviderRequest request) {
    check(
        provider,
        new RequestOutline(
            request.mask().isPresent(),
            request.references().size(),
            request.references().stream().anyMatch(ProviderInput.Link.class::isInstance),
            !request.prompt().isBlank(),
            request.size(),
            request.count()));
  }

  private static String references(RequestOutline request) {
    int count = request.references();
    return "the request has "
        + (count == 0 ? "no" : count)
        + (count == 1 ? " reference" : " references");
  }

  private void checkSize(Check check, OutputSize size) {
    if (size instanceof OutputSize.Named named) {
      check.that(
          values.anyNamedSize || values.namedSizes.contains(named.name()),
          "the size " + named.name() + " is not known; known are " + knownSizes());
    } else if (size instanceof OutputSize.Pixels pixels) {
      checkPixels(check, pixels);
    }
  }

  private String knownSizes() {
    String named = values.namedSizes.isEmpty() ? "no names" : String.join(", ", values.namedSizes);
    return named + (values.pixelSizes ? " and pixels such as 1024x768" : "");
  }

  private void checkPixels(Check check, OutputSize.Pixels size) {
    long pixels = (long) size.width() * size.height();
    double ratio =
        (double) Math.max(size.width(), size.height()) / Math.min(size.width(), size.height());
    check.that(
        values.pixelSizes,
        "the size " + size + " is in pixels, but known are only " + knownSizes());
    String said = "the size " + size + " is " + pixels + " pixels, but at ";
    check.that(
        pixels >= values.minOutputPixels, said + "least " + values.minOutputPixels + " are needed");
    check.that(
        pixels <= values.maxOutputPixels, said + "most " + values.maxOutputPixels + " are made");
    check.that(
        ratio <= values.maxOutputAspectRatio,
        "the size " + size + " has sides in a ratio of more than " + values.maxOutputAspectRatio);
    check.that(
        size.width() % values.sizeMultiple == 0 && size.height() % values.sizeMultiple == 0,
        "the size " + size + " has a side that is not a multiple of " + values.sizeMultiple);
  }

  private record Check(String provider) {
    void that(boolean holds, String rule) {
      if (!holds) {
        throw new FusionRequestException(rule, FusionException.Failure.notSent(provider));
      }
    }
  }

  /** What a provider can do. Each has a default. Not safe to share between threads. */
  public static final class Builder implements Cloneable {
    private MaskTransport maskTransport = MaskTransport.PAINTED_INTO_PHOTO;
    private MaskConvention maskConvention = MaskConvention.WHITE_EDITS;
    private int minReferences;
    private int maxReferences = 1;
    private boolean linkedReferences;
    private int maxImages = 1;
    private boolean streaming;
    private boolean queuesJobs;
    private boolean promptNeeded;
    private Set<String> namedSizes = Set.of();
    private boolean anyNamedSize;
    private boolean pixelSizes;
    private long minOutputPixels = 1;
    private long maxOutputPixels = Long.MAX_VALUE;
    private double maxOutputAspectRatio = Double.POSITIVE_INFINITY;
    private int sizeMultiple = 1;
    private boolean answersInPhotoSize;
    private UploadLimits inputLimits = UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg");
    private Optional<UploadLimits> maskLimits = Optional.empty();

    private Builder() {}

    /**
     * Sets how the provider learns what part of the photo is to change.
     *
     * @param value by default {@link MaskTransport#PAINTED_INTO_PHOTO}
     * @return this builder
     */
    public Builder maskTransport(MaskTransport value) {
      maskTransport = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets what the pixels of a mask that is an image of its own mean to the provider.
     *
     * @param value by default {@link MaskConvention#WHITE_EDITS}
     * @return this builder
     */
    public Builder maskConvention(MaskConvention value) {
      maskConvention = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets how many references a request may have. {@link #build} refuses others.
     *
     * @param least at least 0, by default 0
     * @param most at least {@code least}, by default 1
     * @return this builder
     */
    public Builder references(int least, int most) {
      minReferences = least;
      maxReferences = most;
      return this;
    }

    /**
     * Sets whether the service fetches references from links itself.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder linkedReferences(boolean value) {
      linkedReferences = value;
      return this;
    }

    /**
     * Sets the most images that the provider makes for one request.
     *
     * @param value at least 1, by default 1; {@link #build} refuses others
     * @return this builder
     */
    public Builder maxImages(int value) {
      maxImages = value;
      return this;
    }

    /**
     * Sets whether images come one by one, each when it is made.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder streaming(boolean value) {
      streaming = value;
      return this;
    }

    /**
     * Sets whether the service queues requests as jobs. A client of such a provider needs a {@link
     * io.github.maskloom.fusion.JobStore}.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder queuesJobs(boolean value) {
      queuesJobs = value;
      return this;
    }

    /**
     * Sets whether a request needs a prompt that is not blank.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder promptNeeded(boolean value) {
      promptNeeded = value;
      return this;
    }

    /**
     * Sets the sizes that the provider has names for.
     *
     * @param names as the provider spells them, in place of those before; by default none
     * @return this builder
     */
    public Builder namedSizes(String... names) {
      namedSizes = ImmutableSet.copyOf(names);
      return this;
    }

    /**
     * Sets whether names of sizes beyond {@link #namedSizes} are passed on to the service.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder anyNamedSize(boolean value) {
      anyNamedSize = value;
      return this;
    }

    /**
     * Lets sizes be given in pixels. By default they may not. {@link #build} refuses other numbers.
     *
     * @param least the smallest product of the sides, at least 1
     * @param most the largest product of the sides, at least {@code least}
     * @param maxAspectRatio the longer side over the shorter at most, at least 1
     * @return this builder
     */
    public Builder pixelSizes(long least, long most, double maxAspectRatio) {
      pixelSizes = true;
      minOutputPixels = least;
      maxOutputPixels = most;
      maxOutputAspectRatio = maxAspectRatio;
      return this;
    }

    /**
     * Sets the number of pixels that each side must be a multiple of. It concerns sizes given in
     * pixels, and {@linkplain io.github.maskloom.fusion.FusionRequest.Builder#focus focused} parts.
     *
     * @param pixels 1 to 1024, by default 1; {@link #build} refuses others
     * @return this builder
     */
    public Builder sizeMultiple(int pixels) {
      sizeMultiple = pixels;
      return this;
    }

    /**
     * Sets whether images have the photo's size as it is sent, unless a size is asked for. If not,
     * a focused request asks for the sent part's size, where {@link #pixelSizes} has a limit.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder answersInPhotoSize(boolean value) {
      answersInPhotoSize = value;
      return this;
    }

    /**
     * Sets the limits of a mask, or of its paint, that is sent as an image of its own.
     *
     * @param value by default what is set by {@link #inputLimits}
     * @return this builder
     */
    public Builder maskLimits(UploadLimits value) {
      maskLimits = Optional.of(value);
      return this;
    }

    /**
     * Sets the limits of every image that is sent.
     *
     * @param value by default PNG or JPEG of any size
     * @return this builder
     */
    public Builder inputLimits(UploadLimits value) {
      inputLimits = Objects.requireNonNull(value);
      return this;
    }

    /**
     * {@return the capabilities as they stand}
     *
     * @throws IllegalArgumentException if a number is out of the range that its method names
     */
    public ProviderCapabilities build() {
      checkArgument(
          minReferences >= 0 && minReferences <= maxReferences,
          "no number lies between %s and %s",
          minReferences,
          maxReferences);
      checkArgument(maxImages > 0, "a provider makes at least one image");
      checkArgument(
          minOutputPixels > 0 && minOutputPixels <= maxOutputPixels && maxOutputAspectRatio >= 1,
          "no size could be given");
      checkArgument(
          sizeMultiple > 0 && sizeMultiple <= MAX_MULTIPLE,
          "a side is a multiple of 1 to %s",
          MAX_MULTIPLE);
      return new ProviderCapabilities(copy());
    }

    /** What this says now, whatever it is told later. */
    private Builder copy() {
      try {
        return (Builder) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * As much of a request as shows whether it goes beyond what a provider can do.
   *
   * @param masked whether a mask says what is to change
   * @param references how many there are
   * @param linked whether any of them is a link
   * @param prompted whether there is a prompt that is not blank
   * @param size of the images to make
   * @param count of the images to make, at least 1
   */
  public record RequestOutline(
      boolean masked,
      int references,
      boolean linked,
      boolean prompted,
      OutputSize size,
      int count) {}

  /** How a provider learns what part of the photo is to change. */
  public enum MaskTransport {
    /** The mask is painted into the photo, and the prompt speaks of the paint. */
    PAINTED_INTO_PHOTO,

    /** The mask is an image of its own, of the photo's size. */
    SEPARATE_IMAGE,

    /** The paint is an image of its own, of the photo's size: transparent where nothing changes. */
    PAINT_OVERLAY,

    /** Not at all: only the prompt says where. */
    NONE
  }
}
