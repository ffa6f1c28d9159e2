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

  /** {@return a new builder with nothing set} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the model's id, or empty for the configuration's} */
  public Optional<String> model() {
    return get("model", String.class);
  }

  /**
   * {@return how much work goes into an image, or empty if not set} See {@link Builder#quality}.
   */
  public Optional<Quality> quality() {
    return get("quality", Quality.class);
  }

  /** {@return how much an edit may change, or empty if not set} See {@link Builder#complexity}. */
  public Optional<Complexity> complexity() {
    return get("complexity", Complexity.class);
  }

  /** {@return the format of images, or empty if not set} See {@link Builder#outputFormat}. */
  public Optional<FileFormat> outputFormat() {
    return get("outputFormat", FileFormat.class);
  }

  /**
   * {@return the quality of a JPEG or WebP, 0 to 100, or empty if not set} See {@link
   * Builder#outputCompression}.
   */
  public Optional<Integer> outputCompression() {
    return get("outputCompression", Integer.class);
  }

  /** {@return what is behind the subject, or empty if not set} See {@link Builder#background}. */
  public Optional<Background> background() {
    return get("background", Background.class);
  }

  /**
   * {@return how closely an edit keeps to what goes in, or empty if not set} See {@link
   * Builder#inputFidelity}.
   */
  public Optional<InputFidelity> inputFidelity() {
    return get("inputFidelity", InputFidelity.class);
  }

  /**
   * {@return how strictly words and images are judged, or empty if not set} See {@link
   * Builder#moderation}.
   */
  public Optional<Moderation> moderation() {
    return get("moderation", Moderation.class);
  }

  /**
   * {@return whether images come in events, each when it is made} So they do if there are previews.
   */
  public boolean stream() {
    return get("stream", Boolean.class).orElse(false) || previews() > 0;
  }

  /** {@return how many previews of each image may come, 0 to 3} See {@link Builder#previews}. */
  public int previews() {
    return get("previews", Integer.class).orElse(0);
  }

  /**
   * {@return who asks, as a hash of at most 128 characters, or empty if not set} See {@link
   * Builder#safetyIdentifier}.
   */
  public Optional<String> safetyIdentifier() {
    return get("safetyIdentifier", String.class);
  }

  /**
   * {@return how many frames a GIF has, 2 to 16, or empty if not set} See {@link Builder#frames}.
   */
  public Optional<Integer> frameCount() {
    return get("frameCount", Integer.class);
  }

  /**
   * {@return how many milliseconds each frame of a GIF is shown, or empty if not set} See {@link
   * Builder#frames}.
   */
  public Optional<Integer> frameMillis() {
    return get("frameMillis", Integer.class);
  }

  /**
   * {@return whether what is painted is sent as a layer of paint over the photo, in the place of a
   * mask} See {@link Builder#markup}.
   */
  public boolean markup() {
    return get("markup", Boolean.class).orElse(false);
  }

  /**
   * {@return fields that this version does not know, by name, unmodifiable} See {@link
   * Builder#extra}.
   */
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

  /** {@return what is set, but not who asks} Of the extras only the names. */
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

    /**
     * Asks another model than the configuration's.
     *
     * @param id sent as it is
     * @return this builder
     */
    public Builder model(String id) {
      return set("model", id);
    }

    /**
     * Sets how much work goes into an image.
     *
     * @param value the service's default is {@link Quality#AUTO}
     * @return this builder
     */
    public Builder quality(Quality value) {
      return set("quality", value);
    }

    /**
     * Sets how much an edit may change.
     *
     * @param value the service's default is {@link Complexity#HIGH}
     * @return this builder
     */
    public Builder complexity(Complexity value) {
      return set("complexity", value);
    }

    /**
     * Sets the format of images.
     *
     * @param value the service's default is {@link FileFormat#PNG}
     * @return this builder
     */
    public Builder outputFormat(FileFormat value) {
      return set("outputFormat", value);
    }

    /**
     * Sets the quality of a JPEG or WebP. Other formats have none.
     *
     * @param percent 0 to 100, checked with the request; the service's default is 100
     * @return this builder
     */
    public Builder outputCompression(int percent) {
      return set("outputCompression", percent);
    }

    /**
     * Sets what is behind the subject.
     *
     * @param value the service's default is {@link Background#AUTO}
     * @return this builder
     */
    public Builder background(Background value) {
      return set("background", value);
    }

    /**
     * Sets how closely an edit keeps to what goes in. Models since 2 refuse the field.
     *
     * @param value the service's default is {@link InputFidelity#LOW}
     * @return this builder
     */
    public Builder inputFidelity(InputFidelity value) {
      return set("inputFidelity", value);
    }

    /**
     * Sets how strictly words and images are judged.
     *
     * @param value the service's default is {@link Moderation#AUTO}
     * @return this builder
     */
    public Builder moderation(Moderation value) {
      return set("moderation", value);
    }

    /**
     * Has images come in events, each when it is made.
     *
     * @param value false unless set; previews stream all the same
     * @return this builder
     */
    public Builder stream(boolean value) {
      return setUnless(!value, "stream", true);
    }

    /**
     * Has previews of each image come. Each may cost tokens.
     *
     * @param count 0 to 3, checked with the request; more than 0 streams
     * @return this builder
     */
    public Builder previews(int count) {
      return setUnless(count == 0, "previews", count);
    }

    /**
     * Says who asks. The service holds misuse against it.
     *
     * @param hash at most 128 characters, checked with the request; never shown
     * @return this builder
     */
    public Builder safetyIdentifier(String hash) {
      return set("safetyIdentifier", hash);
    }

    /**
     * Sets the frames of a GIF. Other formats have none.
     *
     * @param count 2 to 16, checked with the request
     * @param millis that each is shown
     * @return this builder
     */
    public Builder frames(int count, int millis) {
      return set("frameCount", count).set("frameMillis", millis);
    }

    /**
     * Has what is painted sent as a layer of paint over the photo, in the place of a mask.
     *
     * @param value false unless set
     * @return this builder
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
     * @return this builder
     * @throws IllegalArgumentException if JSON cannot say the value
     */
    public Builder extra(String name, Object value) {
      extras.put(name, JsonValues.copyOf(value));
      return this;
    }

    /** {@return the options as they stand} The builder may be used further. */
    public OpenAiOptions build() {
      return new OpenAiOptions(this);
    }
  }
}
