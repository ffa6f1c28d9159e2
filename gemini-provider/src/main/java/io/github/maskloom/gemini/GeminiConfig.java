package io.github.maskloom.gemini;

import io.github.maskloom.http.ServiceConfig;
import java.net.URI;

/**
 * How to reach the Gemini API, and how patiently. The key is that of {@code GEMINI_API_KEY} unless
 * set, the address {@link #GOOGLE}.
 */
public final class GeminiConfig extends ServiceConfig<GeminiModel> {
  /** The address of Google's own service. */
  public static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gemini-3.1-flash-image";

  private static final Preset<GeminiModel> PRESET =
      new Preset<>(GeminiProvider.ID, "GEMINI_API_KEY", GOOGLE, DEFAULT_MODEL, GeminiModels.KNOWN);

  private GeminiConfig(Builder builder) {
    super(PRESET, builder);
  }

  /** {@return a new builder with every setting at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** A configuration that is being put together. */
  public static final class Builder extends ServiceConfig.Builder<GeminiModel, Builder> {
    private Builder() {}

    /**
     * Sets the model that is asked unless the options of a request name another.
     *
     * @param id 1 to 128 letters, digits, dots, dashes and underscores, the first a letter or
     *     digit; {@link #DEFAULT_MODEL} unless set
     * @return this builder
     * @throws IllegalArgumentException if the id is not such a text
     */
    @Override
    public Builder model(String id) {
      return super.model(plainModelId(id));
    }

    /** {@return the configuration as it stands} The builder may be used further. */
    public GeminiConfig build() {
      return new GeminiConfig(this);
    }
  }
}
