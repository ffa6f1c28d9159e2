package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one request asks of the service beyond photo, mask, prompt, size and count. What is not set
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

  private final Map<String, Object> set;
  private final Map<String, Object> extras;

  private OpenAiOptions(Builder builder) {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(builder.set));
    extras = JsonValues.copyOf(builder.extras);
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The model's id. The configuration's if empty. */
  public Optional<String> model() {
    return get("model", String.class);
  }

  /** How much work goes into an image. See {@link Builder#quality}. */
  public Optional<Quality> quality() {
    return get("quality", Quality.class);
  }

  /** How much an edit may change. See {@link Builder#complexity}. */
  public Optional<Complexity> complexity() {
    return get("complexity", Complexity.class);
  }

  /** The format of images. See {@link Builder#outputFormat}. */
  public Optional<FileFormat> outputFormat() {
    return get("outputFormat", FileFormat.class);
  }

  /** The quality of a JPEG or WebP, 0 to 100. See {@link Builder#outputCompression}. */
  public Optional<Integer> outputCompression() {
    return get("outputCompression", Integer.class);
  }

  /** What is behind the subject. See {@link Builder#background}. */
  public Optional<Background> background() {
    return get("background", Background.class);
  }

  /** How closely an edit keeps to what goes in. See {@link Builder#inputFidelity}. */
  public Optional<InputFidelity> inputFidelity() {
    return get("inputFidelity", InputFidelity.class);
  }

  /** How strictly words and images are judged. See {@link Builder#moderation}. */
  public Optional<Moderation> moderation() {
    return get("moderation", Moderation.class);
  }

  /** Whether images come in events, each when it is made. See {@link Builder#stream}. */
  public boolean stream() {
    return get("stream", Boolean.class).orElse(false) || previews() > 0;
  }

  /** How many previews of each image may come, 0 to 3. See {@link Builder#previews}. */
  public int previews() {
    return get("previews", Integer.class).orElse(0);
  }

  /** Who asks, as a hash of at most 128 characters. See {@link Builder#safetyIdentifier}. */
  public Optional<String> safetyIdentifier() {
    return get("safetyIdentifier", String.class);
  }

  /** How many frames a GIF has, 2 to 16, and how long each is shown. See {@link Builder#frames}. */
  public Optional<Integer> frameCount() {
    return get("frameCount", Integer.class);
  }

  /** How many frames a GIF has, 2 to 16, and how long each is shown. See {@link Builder#frames}. */
  public Optional<Integer> frameMillis() {
    return get("frameMillis", Integer.class);
  }

  /**
   * Whether what is painted is sent as a layer of paint over the photo, in the place of a mask. See
   * {@link Builder#markup}.
   */
  public boolean markup() {
    return get("markup", Boolean.class).orElse(false);
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
    return other instanceof OpenAiOptions options
        && set.equals(options.set)
        && extras.equals(options.extras);
  }

  @Override
  public int hashCode() {
    return Objects.hash(set, extras);
  }

  /** Says what is set, but not who asks. Of the extras only the names. */
  @Override
  public String toString() {
    Map<String, Object> shown = new LinkedHashMap<>(set);
    shown.remove("safetyIdentifier");
    return "OpenAiOptions" + shown + ", extras" + extras.keySet();
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

    /** Another model than the configuration's, by its id. */
    public Builder model(String id) {
      return set("model", id);
    }

    /** How much work goes into an image. The service's default is {@link Quality#AUTO}. */
    public Builder quality(Quality value) {
      return set("quality", value);
    }

    /** How much an edit may change. The service's default is {@link Complexity#HIGH}. */
    public Builder complexity(Complexity value) {
      return set("complexity", value);
    }

    /** The format of images. The service's default is {@link FileFormat#PNG}. */
    public Builder outputFormat(FileFormat value) {
      return set("outputFormat", value);
    }

    /** 0 to 100, of JPEG and WebP only. The service's default is 100. */
    public Builder outputCompression(int percent) {
      return set("outputCompression", percent);
    }

    /** What is behind the subject. The service's default is {@link Background#AUTO}. */
    public Builder background(Background value) {
      return set("background", value);
    }

    /** How closely an edit keeps to what goes in. Models since 2 refuse the field. */
    public Builder inputFidelity(InputFidelity value) {
      return set("inputFidelity", value);
    }

    /** How strictly words and images are judged. The service's default is {@code auto}. */
    public Builder moderation(Moderation value) {
      return set("moderation", value);
    }

    /** Whether images come in events, each when it is made, by default not. */
    public Builder stream(boolean value) {
      return setUnless(!value, "stream", true);
    }

    /** How many previews of each image may come, 0 to 3. Each may cost tokens. It streams. */
    public Builder previews(int count) {
      return setUnless(count == 0, "previews", count);
    }

    /** Who asks, as a hash of at most 128 characters. The service holds misuse against it. */
    public Builder safetyIdentifier(String hash) {
      return set("safetyIdentifier", hash);
    }

    /** How many frames a GIF has, 2 to 16, and how long each is shown. */
    public Builder frames(int count, int millis) {
      return set("frameCount", count).set("frameMillis", millis);
    }

    /**
     * Whether what is painted is sent as a layer of paint over the photo, in the place of a mask,
     * by default not.
     */
    public Builder markup(boolean value) {
      return setUnless(!value, "markup", true);
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
