package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one request asks of Ark beyond what all providers know. Immutable, equal by value.
 *
 * <p>What is not set is not sent, so the service's own default holds. What the model does not
 * support is refused before anything is sent. See {@link ArkCheck}.
 */
public final class ArkOptions implements ProviderOptions {
  /** Options with nothing set. */
  public static final ArkOptions NONE = builder().build();

  /** How an image comes: {@code response_format}. */
  public enum ResponseFormat {
    /** As a link that is fetched at once. It is valid for 24 hours. The service's default. */
    URL,
    /** Inside the answer, as base64. */
    B64_JSON
  }

  /** An image's file format: {@code output_format}. */
  public enum FileFormat {
    /** The service's default. */
    JPEG,
    /** Without loss. */
    PNG
  }

  /** Whether several images may come: {@code sequential_image_generation}. */
  public enum Sequential {
    /** The model decides whether and how many. */
    AUTO,
    /** One image. The service's default. */
    DISABLED
  }

  /** How the prompt is rewritten: {@code optimize_prompt_options.mode}. */
  public enum PromptMode {
    /** For quality. The service's default. */
    STANDARD,
    /** For time. */
    FAST
  }

  /** What is behind the subject: {@code background}. */
  public enum Background {
    /**
     * Nothing, so that PNG comes back. Seedream 5.0 only keeps what is transparent already, and
     * takes one image for it, which must be a PNG with transparent pixels. Seedream 5.5 makes it.
     */
    TRANSPARENT,
    /** The service's default. */
    OPAQUE,
    /** The model decides by the prompt. Seedream 5.5 knows it. */
    AUTO
  }

  private final Map<String, Object> set;
  private final Map<String, Object> extras;

  private ArkOptions(Builder builder) {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(builder.set));
    extras = JsonValues.copyOf(builder.extras);
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The model's id or an endpoint's, {@code ep-…}. The configuration's if empty. */
  public Optional<String> model() {
    return get("model", String.class);
  }

  /** How images come. See {@link Builder#responseFormat}. */
  public Optional<ResponseFormat> responseFormat() {
    return get("responseFormat", ResponseFormat.class);
  }

  /** File format of the images. See {@link Builder#outputFormat}. */
  public Optional<FileFormat> outputFormat() {
    return get("outputFormat", FileFormat.class);
  }

  /** Whether to print "AI-generated" into a corner. See {@link Builder#watermark}. */
  public Optional<Boolean> watermark() {
    return get("watermark", Boolean.class);
  }

  /** Whether several images may come. See {@link Builder#sequentialImageGeneration}. */
  public Optional<Sequential> sequentialImageGeneration() {
    return get("sequentialImageGeneration", Sequential.class);
  }

  /**
   * The most images that may come, 1 to 15, under {@link Sequential#AUTO}. See {@link
   * Builder#maxImages}.
   */
  public Optional<Integer> maxImages() {
    return get("maxImages", Integer.class);
  }

  /** Whether each image comes when it is ready. See {@link Builder#stream}. */
  public Optional<Boolean> stream() {
    return get("stream", Boolean.class);
  }

  /** How the prompt is rewritten. See {@link Builder#optimizePromptMode}. */
  public Optional<PromptMode> optimizePromptMode() {
    return get("optimizePromptMode", PromptMode.class);
  }

  /**
   * Whether the prompt is rewritten: {@code optimize_prompt}, which the vendor's client knows and
   * its documentation does not. See {@link Builder#optimizePrompt}.
   */
  public Optional<Boolean> optimizePrompt() {
    return get("optimizePrompt", Boolean.class);
  }

  /** Whether the model may look things up in the web. See {@link Builder#webSearch}. */
  public boolean webSearch() {
    return get("webSearch", Boolean.class).orElse(false);
  }

  /** What is behind the subject. See {@link Builder#background}. */
  public Optional<Background> background() {
    return get("background", Background.class);
  }

  /**
   * Whether to take the photo apart into a base and layers, each of which comes as an image. See
   * {@link Builder#layerDecomposition}.
   */
  public Optional<Boolean> layerDecomposition() {
    return get("layerDecomposition", Boolean.class);
  }

  /** The seed, which makes results alike, 0 or more. See {@link Builder#seed}. */
  public Optional<Integer> seed() {
    return get("seed", Integer.class);
  }

  /** How closely to follow the prompt, 1 to 10. See {@link Builder#guidanceScale}. */
  public Optional<Double> guidanceScale() {
    return get("guidanceScale", Double.class);
  }

  /** Fields that this version does not know, by name. See {@link Builder#extra}. */
  public Map<String, Object> extras() {
    return extras;
  }

  private <T> Optional<T> get(String name, Class<T> type) {
    return Optional.ofNullable(set.get(name)).map(type::cast);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArkOptions options
        && set.equals(options.set)
        && extras.equals(options.extras);
  }

  @Override
  public int hashCode() {
    return Objects.hash(set, extras);
  }

  /** Says what is set. Of the extras only the names. */
  @Override
  public String toString() {
    return "ArkOptions" + set + ", extras" + extras.keySet();
  }

  /** Options that are being put together. Not safe to share between threads. */
  public static final class Builder {
    private final Map<String, Object> set = new LinkedHashMap<>();
    private final Map<String, Object> extras = new LinkedHashMap<>();

    private Builder() {}

    private Builder set(String name, Object value) {
      set.put(name, Objects.requireNonNull(value, name));
      return this;
    }

    /** Sets what is a default otherwise, and is not kept then. */
    private Builder setUnless(boolean isDefault, String name, Object value) {
      set.put(name, value);
      if (isDefault) {
        set.remove(name);
      }
      return this;
    }

    /**
     * The model's id, or an endpoint's, {@code ep-…}, by default the configuration's.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder model(String id) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a model's id is not blank");
      }
      return set("model", id);
    }

    /** How images come. The service's default is {@link ResponseFormat#URL}. */
    public Builder responseFormat(ResponseFormat value) {
      return set("responseFormat", value);
    }

    /** File format of the images. The service's default is {@link FileFormat#JPEG}. */
    public Builder outputFormat(FileFormat value) {
      return set("outputFormat", value);
    }

    /** Whether to print "AI-generated" into a corner. The service's default is that it does. */
    public Builder watermark(boolean value) {
      return set("watermark", value);
    }

    /**
     * Whether several images may come. The service's default is {@link Sequential#DISABLED}. A
     * request for more than one image sets {@link Sequential#AUTO} by itself.
     */
    public Builder sequentialImageGeneration(Sequential value) {
      return set("sequentialImageGeneration", value);
    }

    /**
     * The most images that may come, 1 to 15, under {@link Sequential#AUTO}. The service's default
     * is 15. A request for more than one image sets their number by itself.
     */
    public Builder maxImages(int value) {
      return set("maxImages", value);
    }

    /** Whether each image comes when it is ready. The service's default is that all wait. */
    public Builder stream(boolean value) {
      return set("stream", value);
    }

    /** How the prompt is rewritten. The service's default is {@link PromptMode#STANDARD}. */
    public Builder optimizePromptMode(PromptMode value) {
      return set("optimizePromptMode", value);
    }

    /**
     * Whether the prompt is rewritten: {@code optimize_prompt}, which the vendor's client knows and
     * its documentation does not.
     */
    public Builder optimizePrompt(boolean value) {
      return set("optimizePrompt", value);
    }

    /** Whether the model may look things up in the web, by default not. */
    public Builder webSearch(boolean value) {
      return setUnless(!value, "webSearch", true);
    }

    /** What is behind the subject. The service's default is {@link Background#OPAQUE}. */
    public Builder background(Background value) {
      return set("background", value);
    }

    /**
     * Whether to take the photo apart into a base and layers, each of which comes as an image.
     * Needs a photo alone. There are 16 layers at most, of Seedream 5.5 99: {@link
     * ArkModel#layers}. The service's default is that it does not.
     */
    public Builder layerDecomposition(boolean value) {
      return set("layerDecomposition", value);
    }

    /** Makes results alike, 0 or more. The service's default is -1, a new seed each time. */
    public Builder seed(int value) {
      return set("seed", value);
    }

    /** How closely to follow the prompt, 1 to 10. */
    public Builder guidanceScale(double value) {
      return set("guidanceScale", value);
    }

    /**
     * A field that this version does not know, or another value for one that it does. Sent as it
     * is, unchecked.
     *
     * @param name of the field at the top level of the request
     * @param value a string, number or boolean, or lists and maps of these
     * @throws IllegalArgumentException if JSON cannot say the value
     */
    public Builder extra(String name, Object value) {
      extras.put(name, JsonValues.copyOf(value));
      return this;
    }

    /** The options as they stand. */
    public ArkOptions build() {
      return new ArkOptions(this);
    }
  }
}
