package io.github.maskloom.ark;

import io.github.maskloom.ark.ArkOptions.Background;
import io.github.maskloom.ark.ArkOptions.PromptMode;
import io.github.maskloom.http.model.ModelFamily;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a family of models can do and takes, as data. Immutable, equal by value.
 *
 * <p>The service's limits move; {@link #toBuilder} makes a family with other ones, and {@link
 * ModelTable#with} puts it in place.
 */
public final class ArkModel implements ModelFamily {
  /** The most images of one answer, the base included. */
  private static final int MAX_LAYERS = 255;

  private final String family;
  private final Set<String> ids;
  private final Set<ArkFeature> features;
  private final Set<PromptMode> promptModes;
  private final Set<Background> backgrounds;
  private final boolean makesTransparency;
  private final Optional<Layers> layers;
  private final Map<String, Retirement> retirements;
  private final int maxInputImages;
  private final int maxImages;
  private final int maxInputAndOutputImages;
  private final Set<String> namedSizes;
  private final boolean pixelSizes;
  private final long minOutputPixels;
  private final long maxOutputPixels;
  private final double maxOutputAspectRatio;
  private final UploadLimits inputLimits;
  private final long minInputPixels;

  private ArkModel(Builder builder) {
    family = builder.family;
    ids = builder.ids;
    features = builder.features;
    promptModes = builder.promptModes;
    backgrounds = builder.backgrounds;
    makesTransparency = builder.makesTransparency;
    layers = builder.layers;
    retirements = Map.copyOf(builder.retirements);
    maxInputImages = builder.maxInputImages;
    maxImages = builder.maxImages;
    maxInputAndOutputImages = builder.maxInputAndOutputImages;
    namedSizes = builder.namedSizes;
    pixelSizes = builder.pixelSizes;
    minOutputPixels = builder.minOutputPixels;
    maxOutputPixels = builder.maxOutputPixels;
    maxOutputAspectRatio = builder.maxOutputAspectRatio;
    inputLimits = builder.inputLimits;
    minInputPixels = builder.minInputPixels;
  }

  /**
   * What a model does when it splits an image into layers.
   *
   * @param most layers at most, beside the base
   * @param mediaTypes media types that the image may have, such as {@code image/png}
   * @param minPixels width times height of the image, at least
   */
  public record Layers(int most, Set<String> mediaTypes, long minPixels) {
    /**
     * Keeps a copy of the media types, in their order.
     *
     * @param most 1 to 255
     * @param mediaTypes at least one
     * @param minPixels 0 or less for any image
     * @throws IllegalArgumentException if {@code most} is out of range
     * @throws IllegalArgumentException if there is no media type
     */
    public Layers {
      if (most < 1 || most > MAX_LAYERS || mediaTypes.isEmpty()) {
        throw new IllegalArgumentException("1 to " + MAX_LAYERS + " layers, of some format");
      }
      mediaTypes = Collections.unmodifiableSet(new LinkedHashSet<>(mediaTypes));
    }
  }

  /**
   * Begins a family without ids. It makes one image of one image, and no size may be asked for.
   *
   * @param family its name, for people
   * @return a new builder
   */
  public static Builder builder(String family) {
    return new Builder(family);
  }

  /** {@return a new builder that begins with this family's name and values} */
  public Builder toBuilder() {
    return toBuilder(family);
  }

  /** A builder that begins with all of this family but its name. */
  Builder toBuilder(String otherFamily) {
    Builder builder = new Builder(otherFamily);
    builder.ids = ids;
    builder.features = features;
    builder.promptModes = promptModes;
    builder.backgrounds = backgrounds;
    builder.makesTransparency = makesTransparency;
    builder.layers = layers;
    builder.retirements.putAll(retirements);
    builder.maxInputImages = maxInputImages;
    builder.maxImages = maxImages;
    builder.maxInputAndOutputImages = maxInputAndOutputImages;
    builder.namedSizes = namedSizes;
    builder.pixelSizes = pixelSizes;
    builder.minOutputPixels = minOutputPixels;
    builder.maxOutputPixels = maxOutputPixels;
    builder.maxOutputAspectRatio = maxOutputAspectRatio;
    builder.inputLimits = inputLimits;
    builder.minInputPixels = minInputPixels;
    return builder;
  }

  /** {@return the family's name, such as {@code Seedream 4.5}} */
  public String family() {
    return family;
  }

  @Override
  public Set<String> ids() {
    return ids;
  }

  @Override
  public Optional<Retirement> retirement(String id) {
    return ids.contains(id) ? Optional.ofNullable(retirements.get(id)) : Optional.empty();
  }

  /** {@return what the models can do beyond one image, unmodifiable} */
  public Set<ArkFeature> features() {
    return features;
  }

  /**
   * {@return the values of {@link ArkOptions#optimizePromptMode} that the models take} If empty, a
   * request that sets one is refused.
   */
  public Set<PromptMode> promptModes() {
    return promptModes;
  }

  /**
   * {@return the values of {@link ArkOptions#background} that the models take} If empty, a request
   * that sets one is refused.
   */
  public Set<Background> backgrounds() {
    return backgrounds;
  }

  /**
   * {@return whether {@link Background#TRANSPARENT} may be asked for with any images} If false,
   * exactly one image goes in, which must have transparent pixels; a JPEG is refused.
   */
  public boolean makesTransparency() {
    return makesTransparency;
  }

  /** {@return how the models take an image apart into layers, or empty if they do not} */
  public Optional<Layers> layers() {
    return layers;
  }

  /** {@return the most images that go in, the photo among them; 0 if the models take none} */
  public int maxInputImages() {
    return maxInputImages;
  }

  /** {@return the most images that come out, at least 1} */
  public int maxImages() {
    return maxImages;
  }

  /**
   * {@return the most images that go in, the photo among them, and come out together; 15 unless
   * set} Counts only for {@link ArkFeature#GROUPS}, where a request sets {@link
   * ArkOptions#maxImages} or is for more than one image.
   */
  public int maxInputAndOutputImages() {
    return maxInputAndOutputImages;
  }

  /** {@return the names of sizes that may be asked for, such as {@code 2K}, in order} */
  public Set<String> namedSizes() {
    return namedSizes;
  }

  /** {@return whether a size may be asked for in pixels} */
  public boolean pixelSizes() {
    return pixelSizes;
  }

  /**
   * {@return the fewest pixels, width times height, of a size that is asked for in pixels; 1 unless
   * set}
   */
  public long minOutputPixels() {
    return minOutputPixels;
  }

  /**
   * {@return the most pixels, width times height, of a size that is asked for in pixels} {@link
   * Long#MAX_VALUE} unless set.
   */
  public long maxOutputPixels() {
    return maxOutputPixels;
  }

  /**
   * {@return the largest ratio of the longer to the shorter side of a size that is asked for in
   * pixels} Infinite unless set.
   */
  public double maxOutputAspectRatio() {
    return maxOutputAspectRatio;
  }

  /**
   * {@return what every image that goes in must meet} An image that goes in as a link is not looked
   * at.
   */
  public UploadLimits inputLimits() {
    return inputLimits;
  }

  /** {@return the fewest pixels, width times height, of an image that goes in; 1 unless set} */
  public long minInputPixels() {
    return minInputPixels;
  }

  /** Whether it can do something. */
  boolean has(ArkFeature feature) {
    return features.contains(feature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArkModel model && values().equals(model.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  private List<Object> values() {
    return List.of(
        family,
        ids,
        features,
        promptModes,
        backgrounds,
        makesTransparency,
        layers,
        retirements,
        maxInputImages,
        maxImages,
        maxInputAndOutputImages,
        namedSizes,
        pixelSizes,
        minOutputPixels,
        maxOutputPixels,
        maxOutputAspectRatio,
        inputLimits,
        minInputPixels);
  }

  @Override
  public String toString() {
    return family + " " + ids;
  }

  /** A family that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private final String family;
    private Set<String> ids = Set.of();
    private Set<ArkFeature> features = Set.of();
    private Set<PromptMode> promptModes = Set.of();
    private Set<Background> backgrounds = Set.of();
    private boolean makesTransparency;
    private Optional<Layers> layers = Optional.empty();
    private final Map<String, Retirement> retirements = new HashMap<>();
    private int maxInputImages = 1;
    private int maxImages = 1;
    private int maxInputAndOutputImages = 15;
    private Set<String> namedSizes = Set.of();
    private boolean pixelSizes;
    private long minOutputPixels = 1;
    private long maxOutputPixels = Long.MAX_VALUE;
    private double maxOutputAspectRatio = Double.POSITIVE_INFINITY;
    private UploadLimits inputLimits = UploadLimits.NONE;
    private long minInputPixels = 1;

    private Builder(String family) {
      this.family = Objects.requireNonNull(family);
    }

    /**
     * Sets the ids that requests name it by.
     *
     * @param values in place of earlier ones; none unless set
     * @return this builder
     * @throws IllegalArgumentException if an id is named twice
     */
    public Builder ids(String... values) {
      ids = Set.of(values);
      return this;
    }

    /**
     * Sets what the models can do beyond one image.
     *
     * @param values in place of earlier ones; nothing unless set
     * @return this builder
     * @throws IllegalArgumentException if a feature is named twice
     */
    public Builder features(ArkFeature... values) {
      features = Set.of(values);
      return this;
    }

    /**
     * Sets the values of {@link ArkOptions#optimizePromptMode} that the models take.
     *
     * @param values in place of earlier ones; none unless set, so that a request that sets one is
     *     refused
     * @return this builder
     * @throws IllegalArgumentException if a mode is named twice
     */
    public Builder promptModes(PromptMode... values) {
      promptModes = Set.of(values);
      return this;
    }

    /**
     * Sets the values of {@link ArkOptions#background} that the models take.
     *
     * @param values in place of earlier ones; none unless set, so that a request that sets one is
     *     refused
     * @return this builder
     * @throws IllegalArgumentException if a background is named twice
     */
    public Builder backgrounds(Background... values) {
      backgrounds = Set.of(values);
      return this;
    }

    /**
     * Says whether {@link Background#TRANSPARENT} may be asked for with any images.
     *
     * @param value false unless set; then exactly one image goes in, which is no JPEG
     * @return this builder
     */
    public Builder makesTransparency(boolean value) {
      makesTransparency = value;
      return this;
    }

    /**
     * Sets how the models take an image apart into layers.
     *
     * @param value they do not unless set
     * @return this builder
     */
    public Builder layers(Layers value) {
      layers = Optional.of(value);
      return this;
    }

    /**
     * Says that some of the models are reported retired; none is unless set.
     *
     * @param reported since when, and what to ask instead
     * @param values ids of these models, beside those named before; an id that is not among {@link
     *     #ids} does nothing
     * @return this builder
     */
    public Builder retired(Retirement reported, String... values) {
      for (String id : values) {
        retirements.put(id, reported);
      }
      return this;
    }

    /**
     * Limits how many images go in, the photo among them.
     *
     * @param value 1 unless set; 0 for a model that takes none
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxInputImages(int value) {
      maxInputImages = notNegative(value);
      return this;
    }

    /**
     * Limits how many images come out, and how many go in and come out together.
     *
     * @param out 1 unless set; 0 counts as 1
     * @param inAndOut 15 unless set
     * @return this builder
     * @throws IllegalArgumentException if one is negative
     */
    public Builder maxImages(int out, int inAndOut) {
      maxImages = Math.max(1, notNegative(out));
      maxInputAndOutputImages = notNegative(inAndOut);
      return this;
    }

    /**
     * Sets the names of sizes that may be asked for.
     *
     * @param names such as {@code 2K}, in this order and in place of earlier ones; none unless set
     * @return this builder
     */
    public Builder namedSizes(String... names) {
      namedSizes = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
      return this;
    }

    /**
     * Lets sizes be asked for in pixels; they may not unless this is called. The numbers are not
     * checked.
     *
     * @param least width times height, at least
     * @param most width times height, at most
     * @param maxAspectRatio the longer side over the shorter, at most
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
     * Sets what every image that goes in must meet.
     *
     * @param limits of each image's media type, bytes, pixels and sides; {@link UploadLimits#NONE}
     *     unless set
     * @param minPixels width times height, at least; 1 unless set
     * @return this builder
     */
    public Builder inputLimits(UploadLimits limits, long minPixels) {
      inputLimits = Objects.requireNonNull(limits);
      minInputPixels = minPixels;
      return this;
    }

    /** {@return the family as it stands} The builder may be used further. */
    public ArkModel build() {
      return new ArkModel(this);
    }

    private static int notNegative(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("a number of images is not negative");
      }
      return value;
    }
  }
}
