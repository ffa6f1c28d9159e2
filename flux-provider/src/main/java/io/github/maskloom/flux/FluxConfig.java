package io.github.maskloom.flux;

import io.github.maskloom.http.ServiceConfig;
import java.net.URI;

/**
 * How to reach the FLUX API of Black Forest Labs, and how patiently. The key is that of {@code
 * BFL_API_KEY} unless set, the address {@link #GLOBAL}. If the address is below {@code bfl.ai} or
 * {@code bfl.ml}, a job is polled at whatever host below these two the service names. At any other
 * address it is polled at that host alone.
 */
public final class FluxConfig extends ServiceConfig<FluxModel> {
  /** The address that chooses among all regions. */
  public static final URI GLOBAL = URI.create("https://api.bfl.ai/v1");

  /** The address of the regions in the EU. */
  public static final URI EU = URI.create("https://api.eu.bfl.ai/v1");

  /** The address of the regions in the US. */
  public static final URI US = URI.create("https://api.us.bfl.ai/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "flux-pro-1.0-fill";

  private static final Preset<FluxModel> PRESET =
      new Preset<>(FluxProvider.ID, "BFL_API_KEY", GLOBAL, DEFAULT_MODEL, FluxModels.KNOWN);

  private FluxConfig(Builder builder) {
    super(PRESET, builder);
  }

  /** {@return a new builder with every setting at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** A configuration that is being put together. */
  public static final class Builder extends ServiceConfig.Builder<FluxModel, Builder> {
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
    public FluxConfig build() {
      return new FluxConfig(this);
    }
  }
}
