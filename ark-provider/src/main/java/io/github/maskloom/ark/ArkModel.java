package io.github.maskloom.ark;

import io.github.maskloom.ark.ArkOptions.PromptMode;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a family of models can do and takes, as data. Immutable.
 *
 * <p>The service's limits move; {@link #toBuilder} makes a family with other ones, and {@link
 * ArkModels#with} puts it in place.
 */
public final class ArkModel {
  private final String family;
  private final Set<String> ids;
  private final Set<ArkFeature> features;
  private final Set<PromptMode> promptModes;
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

  /** The ids that requests name it by. */
  public Set<String> ids() {
    return ids;
  }

  /** What it can do beyond one image. */
  public Set<ArkFeature> features() {
    return features;
  }

  /** The ways in which it rewrites prompts; none if the field is unknown to it. */
  public Set<PromptMode> promptModes() {
    return promptModes;
  }

  /** The most images that go in, the scene among them. */
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

    /** The most images that go in, the scene among them; 1 unless set. */
    public Builder maxInputImages(int value) {
      maxInputImages = notNegative(value);
      return this;
    }

    /** The most images that come out, 1 unless set; and that go in and come out, 15. */
    public Builder maxImages(int out, int inAndOut) {
      maxImages = Math.max(1, notNegative(out));
      maxInputAndOutputImages = notNegative(inAndOut);
      return this;
    }

    /** The sizes it has names for, in this order; none unless set. */
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
