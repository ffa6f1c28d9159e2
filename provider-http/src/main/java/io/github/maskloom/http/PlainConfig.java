package io.github.maskloom.http;

import io.github.maskloom.http.model.ModelFamily;

/**
 * The configuration of a provider that needs no type of its own, since nothing but the usual is to
 * be set.
 *
 * @param <M> what is known of a family of the service's models
 */
public final class PlainConfig<M extends ModelFamily> extends ServiceConfig<M> {
  private PlainConfig(Builder<M> builder) {
    super(builder.preset, builder);
  }

  /**
   * Begins a configuration with every setting at its default.
   *
   * @param <M> what is known of a family of the service's models
   * @param preset the defaults, and the provider's id
   * @return a new builder
   */
  public static <M extends ModelFamily> Builder<M> builder(Preset<M> preset) {
    return new Builder<>(preset);
  }

  /**
   * A configuration that is being put together.
   *
   * @param <M> what is known of a family of the service's models
   */
  public static final class Builder<M extends ModelFamily>
      extends ServiceConfig.Builder<M, Builder<M>> {
    private final Preset<M> preset;

    private Builder(Preset<M> preset) {
      this.preset = preset;
    }

    /** {@return the configuration as it stands} The builder may be used further. */
    public PlainConfig<M> build() {
      return new PlainConfig<>(this);
    }
  }
}
