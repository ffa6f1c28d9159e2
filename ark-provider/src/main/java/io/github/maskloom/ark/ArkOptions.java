package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
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

  private final Optional<String> model;
  private final Optional<ResponseFormat> responseFormat;
  private final Optional<FileFormat> outputFormat;
  private final Optional<Boolean> watermark;
  private final Optional<Sequential> sequential;
  private final Optional<Integer> maxImages;
  private final Optional<Boolean> stream;
  private final Optional<PromptMode> promptMode;
  private final Optional<Boolean> optimizePrompt;
  private final boolean webSearch;
  private final Optional<Background> background;
  private final Optional<Boolean> layerDecomposition;
  private final Optional<Integer> seed;
  private final Optional<Double> guidanceScale;
  private final Map<String, Object> extras;

  private ArkOptions(Builder builder) {
    model = builder.model;
    responseFormat = builder.responseFormat;
    outputFormat = builder.outputFormat;
    watermark = builder.watermark;
    sequential = builder.sequential;
    maxImages = builder.maxImages;
    stream = builder.stream;
    promptMode = builder.promptMode;
    optimizePrompt = builder.optimizePrompt;
    webSearch = builder.webSearch;
    background = builder.background;
    layerDecomposition = builder.layerDecomposition;
    seed = builder.seed;
    guidanceScale = builder.guidanceScale;
    extras = JsonValues.copyOf(builder.extras);
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The model's id or an endpoint's, {@code ep-…}. The configuration's if empty. */
  public Optional<String> model() {
    return model;
  }

  /** How images come. See {@link Builder#responseFormat}. */
  public Optional<ResponseFormat> responseFormat() {
    return responseFormat;
  }

  /** File format of the images. See {@link Builder#outputFormat}. */
  public Optional<FileFormat> outputFormat() {
    return outputFormat;
  }

  /** Whether to print "AI-generated" into a corner. See {@link Builder#watermark}. */
  public Optional<Boolean> watermark() {
    return watermark;
  }

  /** Whether several images may come. See {@link Builder#sequentialImageGeneration}. */
  public Optional<Sequential> sequentialImageGeneration() {
    return sequential;
  }

  /**
   * The most images that may come, 1 to 15, under {@link Sequential#AUTO}. See {@link
   * Builder#maxImages}.
   */
  public Optional<Integer> maxImages() {
    return maxImages;
  }

  /** Whether each image comes when it is ready. See {@link Builder#stream}. */
  public Optional<Boolean> stream() {
    return stream;
  }

  /** How the prompt is rewritten. See {@link Builder#optimizePromptMode}. */
  public Optional<PromptMode> optimizePromptMode() {
    return promptMode;
  }

  /**
   * Whether the prompt is rewritten: {@code optimize_prompt}, which the vendor's client knows and
   * its documentation does not. See {@link Builder#optimizePrompt}.
   */
  public Optional<Boolean> optimizePrompt() {
    return optimizePrompt;
  }

  /** Whether the model may look things up in the web. See {@link Builder#webSearch}. */
  public boolean webSearch() {
    return webSearch;
  }

  /** What is behind the subject. See {@link Builder#background}. */
  public Optional<Background> background() {
    return background;
  }

  /**
   * Whether to take the scene apart into a base and layers, each of which comes as an image. See
   * {@link Builder#layerDecomposition}.
   */
  public Optional<Boolean> layerDecomposition() {
    return layerDecomposition;
  }

  /** The seed, which makes results alike, 0 or more. See {@link Builder#seed}. */
  public Optional<Integer> seed() {
    return seed;
  }

  /** How closely to follow the prompt, 1 to 10. See {@link Builder#guidanceScale}. */
  public Optional<Double> guidanceScale() {
    return guidanceScale;
  }

  /** Fields that this version does not know, by name. See {@link Builder#extra}. */
  public Map<String, Object> extras() {
    return extras;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArkOptions options
        && settings().equals(options.settings())
        && extras.equals(options.extras);
  }

  @Override
  public int hashCode() {
    return Objects.hash(settings(), extras);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    model.ifPresent(value -> settings.put("model", value));
    responseFormat.ifPresent(value -> settings.put("responseFormat", value));
    outputFormat.ifPresent(value -> settings.put("outputFormat", value));
    watermark.ifPresent(value -> settings.put("watermark", value));
    sequential.ifPresent(value -> settings.put("sequentialImageGeneration", value));
    maxImages.ifPresent(value -> settings.put("maxImages", value));
    stream.ifPresent(value -> settings.put("stream", value));
    promptMode.ifPresent(value -> settings.put("optimizePromptMode", value));
    optimizePrompt.ifPresent(value -> settings.put("optimizePrompt", value));
    settings.put("webSearch", webSearch);
    background.ifPresent(value -> settings.put("background", value));
    layerDecomposition.ifPresent(value -> settings.put("layerDecomposition", value));
    seed.ifPresent(value -> settings.put("seed", value));
    guidanceScale.ifPresent(value -> settings.put("guidanceScale", value));
    return settings;
  }

  /** Says what is set. Of the extras only the names. */
  @Override
  public String toString() {
    return "ArkOptions" + settings() + ", extras" + extras.keySet();
  }

  /** Options that are being put together. Not safe to share between threads. */
  public static final class Builder {
    private Optional<String> model = Optional.empty();
    private Optional<ResponseFormat> responseFormat = Optional.empty();
    private Optional<FileFormat> outputFormat = Optional.empty();
    private Optional<Boolean> watermark = Optional.empty();
    private Optional<Sequential> sequential = Optional.empty();
    private Optional<Integer> maxImages = Optional.empty();
    private Optional<Boolean> stream = Optional.empty();
    private Optional<PromptMode> promptMode = Optional.empty();
    private Optional<Boolean> optimizePrompt = Optional.empty();
    private boolean webSearch;
    private Optional<Background> background = Optional.empty();
    private Optional<Boolean> layerDecomposition = Optional.empty();
    private Optional<Integer> seed = Optional.empty();
    private Optional<Double> guidanceScale = Optional.empty();
    private final Map<String, Object> extras = new LinkedHashMap<>();

    private Builder() {}

    /**
     * The model's id, or an endpoint's, {@code ep-…}, by default the configuration's.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder model(String id) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a model's id is not blank");
      }
      model = Optional.of(id);
      return this;
    }

    /** How images come. The service's default is {@link ResponseFormat#URL}. */
    public Builder responseFormat(ResponseFormat value) {
      responseFormat = Optional.of(value);
      return this;
    }

    /** File format of the images. The service's default is {@link FileFormat#JPEG}. */
    public Builder outputFormat(FileFormat value) {
      outputFormat = Optional.of(value);
      return this;
    }

    /** Whether to print "AI-generated" into a corner. The service's default is that it does. */
    public Builder watermark(boolean value) {
      watermark = Optional.of(value);
      return this;
    }

    /**
     * Whether several images may come. The service's default is {@link Sequential#DISABLED}. A
     * request for more than one image sets {@link Sequential#AUTO} by itself.
     */
    public Builder sequentialImageGeneration(Sequential value) {
      sequential = Optional.of(value);
      return this;
    }

    /**
     * The most images that may come, 1 to 15, under {@link Sequential#AUTO}. The service's default
     * is 15. A request for more than one image sets their number by itself.
     */
    public Builder maxImages(int value) {
      maxImages = Optional.of(value);
      return this;
    }

    /** Whether each image comes when it is ready. The service's default is that all wait. */
    public Builder stream(boolean value) {
      stream = Optional.of(value);
      return this;
    }

    /** How the prompt is rewritten. The service's default is {@link PromptMode#STANDARD}. */
    public Builder optimizePromptMode(PromptMode value) {
      promptMode = Optional.of(value);
      return this;
    }

    /**
     * Whether the prompt is rewritten: {@code optimize_prompt}, which the vendor's client knows and
     * its documentation does not.
     */
    public Builder optimizePrompt(boolean value) {
      optimizePrompt = Optional.of(value);
      return this;
    }

    /** Whether the model may look things up in the web, by default not. */
    public Builder webSearch(boolean value) {
      webSearch = value;
      return this;
    }

    /** What is behind the subject. The service's default is {@link Background#OPAQUE}. */
    public Builder background(Background value) {
      background = Optional.of(value);
      return this;
    }

    /**
     * Whether to take the scene apart into a base and layers, each of which comes as an image.
     * Needs a scene alone. There are 16 layers at most, of Seedream 5.5 99: {@link
     * ArkModel#layers}. The service's default is that it does not.
     */
    public Builder layerDecomposition(boolean value) {
      layerDecomposition = Optional.of(value);
      return this;
    }

    /** Makes results alike, 0 or more. The service's default is -1, a new seed each time. */
    public Builder seed(int value) {
      seed = Optional.of(value);
      return this;
    }

    /** How closely to follow the prompt, 1 to 10. */
    public Builder guidanceScale(double value) {
      guidanceScale = Optional.of(value);
      return this;
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
