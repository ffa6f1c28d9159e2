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
 * What a family of models can do and takes, as data. Immutable.
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
   * @param mediaTypes formats of the image
   * @param minPixels of the image
   */
  public record Layers(int most, Set<String> mediaTypes, long minPixels) {
    /**
     * See the type.
     *
     * @throws IllegalArgumentException unless there are 1 to 255 layers, of some format
     */
    public Layers {
      if (most < 1 || most > MAX_LAYERS || mediaTypes.isEmpty()) {
        throw new IllegalArgumentException("1 to " + MAX_LAYERS + " layers, of some format");
      }
      mediaTypes = Collections.unmodifiableSet(new LinkedHashSet<>(mediaTypes));
    }
  }

  /** A family of this name, without ids, that can do nothing but make one image of another. */
  public static Builder builder(String family) {
    return new Builder(family);
  }

  /** A builder that begins with all of this family. */
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

  /** The family's name, such as {@code Seedream 4.5}. */
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

  /** What it can do beyond one image. */
  public Set<ArkFeature> features() {
    return features;
  }

  /** The ways in which it rewrites prompts. None if the field is unknown to it. */
  public Set<PromptMode> promptModes() {
    return promptModes;
  }

  /** The backgrounds that can be asked for. None if the field is unknown to it. */
  public Set<Background> backgrounds() {
    return backgrounds;
  }

  /**
   * Whether a background is made transparent, whatever images go in. Otherwise it only stays so,
   * and takes one image, which has transparent pixels.
   */
  public boolean makesTransparency() {
    return makesTransparency;
  }

  /** How it takes an image apart, or empty if it does not. */
  public Optional<Layers> layers() {
    return layers;
  }

  /** The most images that go in, the photo among them. */
  public int maxInputImages() {
    return maxInputImages;
  }

  /** The most images that come out. */
  public int maxImages() {
    return maxImages;
  }

  /** The most images that go in and come out together. */
  public int maxInputAndOutputImages() {
    return maxInputAndOutputImages;
  }

  /** The sizes it has names for. */
  public Set<String> namedSizes() {
    return namedSizes;
  }

  /** Whether a size may be given in pixels. */
  public boolean pixelSizes() {
    return pixelSizes;
  }

  /** The fewest pixels that a size given in pixels may have. */
  public long minOutputPixels() {
    return minOutputPixels;
  }

  /** The most pixels that a size given in pixels may have. */
  public long maxOutputPixels() {
    return maxOutputPixels;
  }

  /** The largest ratio of the sides that a size given in pixels may have. */
  public double maxOutputAspectRatio() {
    return maxOutputAspectRatio;
  }

  /** What every image that goes in must meet. */
  public UploadLimits inputLimits() {
    return inputLimits;
  }

  /** The fewest pixels of an image that goes in. */
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

    /** The ids that requests name it by. */
    public Builder ids(String... values) {
      ids = Set.of(values);
      return this;
    }

    /** What it can do beyond one image. */
    public Builder features(ArkFeature... values) {
      features = Set.of(values);
      return this;
    }

    /** The ways in which it rewrites prompts. */
    public Builder promptModes(PromptMode... values) {
      promptModes = Set.of(values);
      return this;
    }

    /** The backgrounds that can be asked for, by default none, and then the field is refused. */
    public Builder backgrounds(Background... values) {
      backgrounds = Set.of(values);
      return this;
    }

    /** Whether a background is made transparent, whatever images go in, by default not. */
    public Builder makesTransparency(boolean value) {
      makesTransparency = value;
      return this;
    }

    /** How it takes an image apart, by default it does not. */
    public Builder layers(Layers value) {
      layers = Optional.of(value);
      return this;
    }

    /** Models by their ids that are reported retired, by default none. */
    public Builder retired(Retirement reported, String... values) {
      for (String id : values) {
        retirements.put(id, reported);
      }
      return this;
    }

    /** The most images that go in, the photo among them, by default 1. */
    public Builder maxInputImages(int value) {
      maxInputImages = notNegative(value);
      return this;
    }

    /** The most images that come out, 1 unless set. And that go in and come out, 15. */
    public Builder maxImages(int out, int inAndOut) {
      maxImages = Math.max(1, notNegative(out));
      maxInputAndOutputImages = notNegative(inAndOut);
      return this;
    }

    /** The sizes it has names for, in this order, by default none. */
    public Builder namedSizes(String... names) {
      namedSizes = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
      return this;
    }

    /** Lets sizes be given in pixels, between two products of the sides. */
    public Builder pixelSizes(long least, long most, double maxAspectRatio) {
      pixelSizes = true;
      minOutputPixels = least;
      maxOutputPixels = most;
      maxOutputAspectRatio = maxAspectRatio;
      return this;
    }

    /** What every image that goes in must meet, and the fewest pixels of one. */
    public Builder inputLimits(UploadLimits limits, long minPixels) {
      inputLimits = Objects.requireNonNull(limits);
      minInputPixels = minPixels;
      return this;
    }

    /** The family as it stands. */
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
