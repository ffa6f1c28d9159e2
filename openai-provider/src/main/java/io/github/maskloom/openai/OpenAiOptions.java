package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one request asks of the service beyond photo, mask, prompt, size and count. What is not set
 * is not sent, so the service's default holds. Immutable, equal by value.
 *
 * <p>A request to a known model is refused, unsent, if the model does not take what is set, or a
 * number is out of range. Nothing is checked for other models, or if {@link HttpConfig#checks} is
 * false.
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
    /** Between low and high. */
    MEDIUM,
    /** Much. */
    HIGH,
    /** More than high. Models from GPT image 2.5 on take it. */
    XHIGH,
    /** Most. Models from GPT image 2.5 on take it. */
    MAX
  }

  /** How much an edit may change. Low suits narrow edits. */
  public enum Complexity {
    /** Least. */
    LOW,
    /** Between low and high. */
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
    /** Several frames. Models from GPT image 2.6 on write it. */
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
   * {@return the quality of a JPEG or WebP as it was set, or empty} It should be 0 to 100, which
   * the request checks. See {@link Builder#outputCompression}.
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
   * {@return whether images come in events, each when it is made} True also if {@link #previews} is
   * above 0.
   */
  public boolean stream() {
    return get("stream", Boolean.class).orElse(false) || previews() > 0;
  }

  /**
   * {@return how many previews of each image may come, as it was set; 0 unless set} It should be 0
   * to 3, which the request checks. See {@link Builder#previews}.
   */
  public int previews() {
    return get("previews", Integer.class).orElse(0);
  }

  /**
   * {@return the hash that says who asks, as it was set, or empty} See {@link
   * Builder#safetyIdentifier}.
   */
  public Optional<String> safetyIdentifier() {
    return get("safetyIdentifier", String.class);
  }

  /**
   * {@return how many frames a GIF has, as it was set, or empty} It should be 2 to 16, which the
   * request checks. See {@link Builder#frames}.
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
   * {@return whether what is painted is sent as a layer of paint over the photo, in place of a
   * mask; false unless set} See {@link Builder#markup}.
   */
  public boolean markup() {
    return get("markup", Boolean.class).orElse(false);
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
     * @param id sent as it is, unchecked; not sent to an {@code sd-server}
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
     * Sets the quality of a JPEG or WebP. With another format the request is refused.
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
     * Sets how closely an edit keeps to what goes in. Models from GPT image 2 on refuse the field.
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
     * Has images come in events, each when it is made, or all together at the end.
     *
     * @param value true for events, false, the default, for all at the end; {@link #previews} above
     *     0 mean events all the same
     * @return this builder
     */
    public Builder stream(boolean value) {
      return setUnless(!value, "stream", true);
    }

    /**
     * Has previews of each image come. Each may cost tokens.
     *
     * @param count 0 to 3, checked with the request; 0 unless set. More than 0 also has images come
     *     in events.
     * @return this builder
     */
    public Builder previews(int count) {
      return setUnless(count == 0, "previews", count);
    }

    /**
     * Says who asks. If the service finds misuse, it may act against this identifier.
     *
     * @param hash of a user's name, at most 128 characters, checked with the request; never shown
     * @return this builder
     */
    public Builder safetyIdentifier(String hash) {
      return set("safetyIdentifier", hash);
    }

    /**
     * Sets the frames of a GIF. With another format the request is refused.
     *
     * @param count 2 to 16, checked with the request
     * @param millis how long each frame is shown, in milliseconds; not checked
     * @return this builder
     */
    public Builder frames(int count, int millis) {
      return set("frameCount", count).set("frameMillis", millis);
    }

    /**
     * Has what is painted sent as a layer of paint over the photo, in place of a mask.
     *
     * @param value false unless set
     * @return this builder
     */
    public Builder markup(boolean value) {
      return setUnless(!value, "markup", true);
    }

    /**
     * Adds a field to the request, or replaces the value that a field of this name would have. The
     * value is sent as it is, unchecked. In a form, lists and maps are sent as JSON. An {@code
     * sd-server} gets it within the prompt. Fields of images are not replaced: do not name {@code
     * image}, {@code image[]}, {@code images}, {@code mask} or {@code markup}.
     *
     * @param name of the field
     * @param value a string, number or boolean, or lists and maps of these
     * @return this builder
     * @throws IllegalArgumentException if the value is or holds null, or what JSON cannot say
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
