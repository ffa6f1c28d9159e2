package io.github.maskloom.dashscope;

import io.github.maskloom.http.ServiceConfig;
import java.net.URI;

/**
 * How to reach the DashScope API of Alibaba Cloud, and how patiently. The key is that of {@code
 * DASHSCOPE_API_KEY} unless set, the address {@link #BEIJING}.
 */
public final class DashScopeConfig extends ServiceConfig<DashScopeModel> {
  /** The address of the region China (Beijing), the only one that has {@link #DEFAULT_MODEL}. */
  public static final URI BEIJING = URI.create("https://dashscope.aliyuncs.com/api/v1");

  /** The address of the region Singapore. A key is of one region. */
  public static final URI SINGAPORE = URI.create("https://dashscope-intl.aliyuncs.com/api/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "wanx2.1-imageedit";

  private static final Preset<DashScopeModel> PRESET =
      new Preset<>(
          DashScopeProvider.ID, "DASHSCOPE_API_KEY", BEIJING, DEFAULT_MODEL, DashScopeModels.KNOWN);

  private DashScopeConfig(Builder builder) {
    super(PRESET, builder);
  }

  /** {@return a new builder with every setting at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** A configuration that is being put together. */
  public static final class Builder extends ServiceConfig.Builder<DashScopeModel, Builder> {
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
    public DashScopeConfig build() {
      return new DashScopeConfig(this);
    }
  }
}
