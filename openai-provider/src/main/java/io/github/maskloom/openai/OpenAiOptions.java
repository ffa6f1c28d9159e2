package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one request asks of the service beyond scene, mask, prompt, size and count. What is not set
 * is not sent, so the service's default holds. Immutable, equal by value.
 */
public final class OpenAiOptions implements ProviderOptions {
  /** Options with nothing set. */
  public static final OpenAiOptions NONE = builder().build();

  /** How much work goes into an image. */
  public enum Quality {
    /** As the service thinks fit. Its default. */
    AUTO,
    /** Least. */
    LOW,
    /** Between. */
    MEDIUM,
    /** Much. */
    HIGH,
    /** More. Since 2.5. */
    XHIGH,
    /** Most. Since 2.5. */
    MAX
  }

  /** How much an edit may change. Low suits narrow edits. */
  public enum Complexity {
    /** Least. */
    LOW,
    /** Between. */
    MEDIUM,
    /** The service's default. */
    HIGH
  }

  /** The format of images. */
  public enum FileFormat {
    /** The service's default. */
    PNG,
    /** Faster than PNG. */
    JPEG,
    /** With or without loss. */
    WEBP,
    /** Frames. Since 2.6. */
    GIF
  }

  /** What is behind the subject. */
  public enum Background {
    /** As the service thinks fit. Its default. */
    AUTO,
    /** Nothing. Needs PNG or WebP. */
    TRANSPARENT,
    /** Something. */
    OPAQUE
  }

  /** How closely an edit keeps to what goes in. */
  public enum InputFidelity {
    /** The service's default. */
    LOW,
    /** Faces and textures stay. */
    HIGH
  }

  /** How strictly words and images are judged. */
  public enum Moderation {
    /** The service's default. */
    AUTO,
    /** Less strictly. */
    LOW
  }

  private final Optional<String> model;
  private final Optional<Quality> quality;
  private final Optional<Complexity> complexity;
  private final Optional<FileFormat> outputFormat;
  private final Optional<Integer> outputCompression;
  private final Optional<Background> background;
  private final Optional<InputFidelity> inputFidelity;
  private final Optional<Moderation> moderation;
  private final boolean stream;
  private final int previews;
  private final Optional<String> safetyIdentifier;
  private final Optional<Integer> frameCount;
  private final Optional<Integer> frameMillis;
  private final boolean markup;
  private final Map<String, Object> extras;

  private OpenAiOptions(Builder builder) {
    model = builder.model;
    quality = builder.quality;
    complexity = builder.complexity;
    outputFormat = builder.outputFormat;
    outputCompression = builder.outputCompression;
    background = builder.background;
    inputFidelity = builder.inputFidelity;
    moderation = builder.moderation;
    stream = builder.stream || builder.previews > 0;
    previews = builder.previews;
    safetyIdentifier = builder.safetyIdentifier;
    frameCount = builder.frameCount;
    frameMillis = builder.frameMillis;
    markup = builder.markup;
    extras = JsonValues.copyOf(builder.extras);
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The model's id. The configuration's if empty. */
  public Optional<String> model() {
    return model;
  }

  /** How much work goes into an image. See {@link Builder#quality}. */
  public Optional<Quality> quality() {
    return quality;
  }

  /** How much an edit may change. See {@link Builder#complexity}. */
  public Optional<Complexity> complexity() {
    return complexity;
  }

  /** The format of images. See {@link Builder#outputFormat}. */
  public Optional<FileFormat> outputFormat() {
    return outputFormat;
  }

  /** The quality of a JPEG or WebP, 0 to 100. See {@link Builder#outputCompression}. */
  public Optional<Integer> outputCompression() {
    return outputCompression;
  }

  /** What is behind the subject. See {@link Builder#background}. */
  public Optional<Background> background() {
    return background;
  }

  /** How closely an edit keeps to what goes in. See {@link Builder#inputFidelity}. */
  public Optional<InputFidelity> inputFidelity() {
    return inputFidelity;
  }

  /** How strictly words and images are judged. See {@link Builder#moderation}. */
  public Optional<Moderation> moderation() {
    return moderation;
  }

  /** Whether images come in events, each when it is made. See {@link Builder#stream}. */
  public boolean stream() {
    return stream;
  }

  /** How many previews of each image may come, 0 to 3. See {@link Builder#previews}. */
  public int previews() {
    return previews;
  }

  /** Who asks, as a hash of at most 128 characters. See {@link Builder#safetyIdentifier}. */
  public Optional<String> safetyIdentifier() {
    return safetyIdentifier;
  }

  /** How many frames a GIF has, 2 to 16, and how long each is shown. See {@link Builder#frames}. */
  public Optional<Integer> frameCount() {
    return frameCount;
  }

  /** How many frames a GIF has, 2 to 16, and how long each is shown. See {@link Builder#frames}. */
  public Optional<Integer> frameMillis() {
    return frameMillis;
  }

  /**
   * Whether what is painted is sent as a layer of paint over the scene, in the place of a mask. See
   * {@link Builder#markup}.
   */
  public boolean markup() {
    return markup;
  }

  /** Fields that this version does not know, by name. See {@link Builder#extra}. */
  public Map<String, Object> extras() {
    return extras;
  }

  private List<Object> values() {
    return List.of(
        model,
        quality,
        complexity,
        outputFormat,
        outputCompression,
        background,
        inputFidelity,
        moderation,
        stream,
        previews,
        safetyIdentifier,
        frameCount,
        frameMillis,
        markup,
        extras);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpenAiOptions options && values().equals(options.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** Names what is set beyond the defaults, without the values of extras. */
  @Override
  public String toString() {
    return "OpenAiOptions[model="
        + model.orElse("")
        + ", quality="
        + quality.map(Enum::name).orElse("")
        + ", stream="
        + stream
        + ", previews="
        + previews
        + ", markup="
        + markup
        + ", extras="
        + extras.keySet()
        + "]";
  }

  /** Options that are being put together. Not safe to share between threads. */
  public static final class Builder {
    private Optional<String> model = Optional.empty();
    private Optional<Quality> quality = Optional.empty();
    private Optional<Complexity> complexity = Optional.empty();
    private Optional<FileFormat> outputFormat = Optional.empty();
    private Optional<Integer> outputCompression = Optional.empty();
    private Optional<Background> background = Optional.empty();
    private Optional<InputFidelity> inputFidelity = Optional.empty();
    private Optional<Moderation> moderation = Optional.empty();
    private boolean stream;
    private int previews;
    private Optional<String> safetyIdentifier = Optional.empty();
    private Optional<Integer> frameCount = Optional.empty();
    private Optional<Integer> frameMillis = Optional.empty();
    private boolean markup;
    private final Map<String, Object> extras = new LinkedHashMap<>();

    private Builder() {}

    /** Another model than the configuration's, by its id. */
    public Builder model(String id) {
      model = Optional.of(id);
      return this;
    }

    /** How much work goes into an image. The service's default is {@link Quality#AUTO}. */
    public Builder quality(Quality value) {
      quality = Optional.of(value);
      return this;
    }

    /** How much an edit may change. The service's default is {@link Complexity#HIGH}. */
    public Builder complexity(Complexity value) {
      complexity = Optional.of(value);
      return this;
    }

    /** The format of images. The service's default is {@link FileFormat#PNG}. */
    public Builder outputFormat(FileFormat value) {
      outputFormat = Optional.of(value);
      return this;
    }

    /** 0 to 100, of JPEG and WebP only. The service's default is 100. */
    public Builder outputCompression(int percent) {
      outputCompression = Optional.of(percent);
      return this;
    }

    /** What is behind the subject. The service's default is {@link Background#AUTO}. */
    public Builder background(Background value) {
      background = Optional.of(value);
      return this;
    }

    /** How closely an edit keeps to what goes in. Models since 2 refuse the field. */
    public Builder inputFidelity(InputFidelity value) {
      inputFidelity = Optional.of(value);
      return this;
    }

    /** How strictly words and images are judged. The service's default is {@code auto}. */
    public Builder moderation(Moderation value) {
      moderation = Optional.of(value);
      return this;
    }

    /** Whether images come in events, each when it is made, by default not. */
    public Builder stream(boolean value) {
      stream = value;
      return this;
    }

    /** How many previews of each image may come, 0 to 3. Each may cost tokens. It streams. */
    public Builder previews(int count) {
      previews = count;
      return this;
    }

    /** Who asks, as a hash of at most 128 characters. The service holds misuse against it. */
    public Builder safetyIdentifier(String hash) {
      safetyIdentifier = Optional.of(hash);
      return this;
    }

    /** How many frames a GIF has, 2 to 16, and how long each is shown. */
    public Builder frames(int count, int millis) {
      frameCount = Optional.of(count);
      frameMillis = Optional.of(millis);
      return this;
    }

    /**
     * Whether what is painted is sent as a layer of paint over the scene, in the place of a mask,
     * by default not.
     */
    public Builder markup(boolean value) {
      markup = value;
      return this;
    }

    /**
     * A field that this version does not know, or another value for one that it does. Sent as it
     * is, unchecked. To {@code sd-server} it goes within the prompt.
     *
     * @param name of the field
     * @param value a string, number or boolean, or lists and maps of these
     * @throws IllegalArgumentException if JSON cannot say the value
     */
    public Builder extra(String name, Object value) {
      extras.put(name, JsonValues.copyOf(value));
      return this;
    }

    /** The options as they stand. */
    public OpenAiOptions build() {
      return new OpenAiOptions(this);
    }
  }
}
