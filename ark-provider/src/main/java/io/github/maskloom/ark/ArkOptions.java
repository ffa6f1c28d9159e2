package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one request asks of Ark beyond what all providers know. Immutable, equal by value.
 *
 * <p>What is not set is not sent, so the service's own default holds. A request is refused, unsent,
 * if its model is known and does not support what is set, or a number is out of range. Nothing is
 * checked if {@link HttpConfig#checks} is false.
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

  /** {@return a new builder with nothing set} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the id of a model or of an endpoint, {@code ep-…}, or empty for the configuration's}
   */
  public Optional<String> model() {
    return get("model", String.class);
  }

  /** {@return how images come, or empty if not set} See {@link Builder#responseFormat}. */
  public Optional<ResponseFormat> responseFormat() {
    return get("responseFormat", ResponseFormat.class);
  }

  /**
   * {@return the file format of the images, or empty if not set} See {@link Builder#outputFormat}.
   */
  public Optional<FileFormat> outputFormat() {
    return get("outputFormat", FileFormat.class);
  }

  /**
   * {@return whether to print "AI-generated" into a corner, or empty if not set} See {@link
   * Builder#watermark}.
   */
  public Optional<Boolean> watermark() {
    return get("watermark", Boolean.class);
  }

  /**
   * {@return whether several images may come, or empty if not set} See {@link
   * Builder#sequentialImageGeneration}.
   */
  public Optional<Sequential> sequentialImageGeneration() {
    return get("sequentialImageGeneration", Sequential.class);
  }

  /**
   * {@return the most images that may come under {@link Sequential#AUTO}, or empty if not set} See
   * {@link Builder#maxImages}.
   */
  public Optional<Integer> maxImages() {
    return get("maxImages", Integer.class);
  }

  /**
   * {@return whether each image comes when it is ready, or empty if not set} See {@link
   * Builder#stream}.
   */
  public Optional<Boolean> stream() {
    return get("stream", Boolean.class);
  }

  /**
   * {@return how the prompt is rewritten, or empty if not set} See {@link
   * Builder#optimizePromptMode}.
   */
  public Optional<PromptMode> optimizePromptMode() {
    return get("optimizePromptMode", PromptMode.class);
  }

  /**
   * {@return whether the prompt is rewritten, or empty if not set} See {@link
   * Builder#optimizePrompt}.
   */
  public Optional<Boolean> optimizePrompt() {
    return get("optimizePrompt", Boolean.class);
  }

  /**
   * {@return whether the model may look things up in the web; false unless set} See {@link
   * Builder#webSearch}.
   */
  public boolean webSearch() {
    return get("webSearch", Boolean.class).orElse(false);
  }

  /** {@return what is behind the subject, or empty if not set} See {@link Builder#background}. */
  public Optional<Background> background() {
    return get("background", Background.class);
  }

  /**
   * {@return whether to take the photo apart into a base and layers, or empty if not set} See
   * {@link Builder#layerDecomposition}.
   */
  public Optional<Boolean> layerDecomposition() {
    return get("layerDecomposition", Boolean.class);
  }

  /** {@return the seed, or empty if not set} See {@link Builder#seed}. */
  public Optional<Integer> seed() {
    return get("seed", Integer.class);
  }

  /**
   * {@return how closely to follow the prompt, or empty if not set} See {@link
   * Builder#guidanceScale}.
   */
  public Optional<Double> guidanceScale() {
    return get("guidanceScale", Double.class);
  }

  /** {@return further fields of the request by name, unmodifiable} See {@link Builder#extra}. */
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

  /** {@return what is set} Of the extras only the names. */
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
     * Asks another model than the configuration's.
     *
     * @param id of a model, or of an endpoint, {@code ep-…}
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder model(String id) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a model's id is not blank");
      }
      return set("model", id);
    }

    /**
     * Sets how images come.
     *
     * @param value the service's default is {@link ResponseFormat#URL}
     * @return this builder
     */
    public Builder responseFormat(ResponseFormat value) {
      return set("responseFormat", value);
    }

    /**
     * Sets the file format of the images.
     *
     * @param value the service's default is {@link FileFormat#JPEG}
     * @return this builder
     */
    public Builder outputFormat(FileFormat value) {
      return set("outputFormat", value);
    }

    /**
     * Has "AI-generated" printed into a corner, or not.
     *
     * @param value the service's default is true
     * @return this builder
     */
    public Builder watermark(boolean value) {
      return set("watermark", value);
    }

    /**
     * Says whether several images may come. Unless set, a request for more than one image sends
     * {@link Sequential#AUTO}.
     *
     * @param value the service's default is {@link Sequential#DISABLED}
     * @return this builder
     */
    public Builder sequentialImageGeneration(Sequential value) {
      return set("sequentialImageGeneration", value);
    }

    /**
     * Limits the images that may come under {@link Sequential#AUTO}. Unless set, a request for more
     * than one image sends their number.
     *
     * @param value 1 to 15, checked with the request; the service's default is 15
     * @return this builder
     */
    public Builder maxImages(int value) {
      return set("maxImages", value);
    }

    /**
     * Has each image come as soon as it is ready, or all together at the end.
     *
     * @param value true for each as soon as it is ready; the service's default is false
     * @return this builder
     */
    public Builder stream(boolean value) {
      return set("stream", value);
    }

    /**
     * Sets how the prompt is rewritten.
     *
     * @param value the service's default is {@link PromptMode#STANDARD}
     * @return this builder
     */
    public Builder optimizePromptMode(PromptMode value) {
      return set("optimizePromptMode", value);
    }

    /**
     * Has the prompt rewritten, or not: {@code optimize_prompt}, which the vendor's client knows
     * and its documentation does not.
     *
     * @param value whose default is not documented
     * @return this builder
     */
    public Builder optimizePrompt(boolean value) {
      return set("optimizePrompt", value);
    }

    /**
     * Lets the model look things up in the web.
     *
     * @param value false unless set
     * @return this builder
     */
    public Builder webSearch(boolean value) {
      return setUnless(!value, "webSearch", true);
    }

    /**
     * Sets what is behind the subject.
     *
     * @param value the service's default is {@link Background#OPAQUE}
     * @return this builder
     */
    public Builder background(Background value) {
      return set("background", value);
    }

    /**
     * Has the photo taken apart into a base and layers, each of which comes as an image. It needs a
     * photo alone. There are 16 layers at most, of Seedream 5.5 99: {@link ArkModel#layers}.
     *
     * @param value the service's default is false
     * @return this builder
     */
    public Builder layerDecomposition(boolean value) {
      return set("layerDecomposition", value);
    }

    /**
     * Sets the seed. Requests with the same seed make images that are alike.
     *
     * @param value 0 or more, checked with the request; -1, the service's default, is a new seed
     *     each time
     * @return this builder
     */
    public Builder seed(int value) {
      return set("seed", value);
    }

    /**
     * Sets how closely to follow the prompt.
     *
     * @param value 1 to 10, checked with the request
     * @return this builder
     */
    public Builder guidanceScale(double value) {
      return set("guidanceScale", value);
    }

    /**
     * Adds a field to the request, or replaces the value that a field of this name would have. The
     * value is sent as it is, unchecked.
     *
     * @param name of the field at the top level of the request
     * @param value a string, number or boolean, or lists and maps of these
     * @return this builder
     * @throws IllegalArgumentException if the value is or holds null, or what JSON cannot say
     */
    public Builder extra(String name, Object value) {
      extras.put(name, JsonValues.copyOf(value));
      return this;
    }

    /** {@return the options as they stand} The builder may be used further. */
    public ArkOptions build() {
      return new ArkOptions(this);
    }
  }
}
