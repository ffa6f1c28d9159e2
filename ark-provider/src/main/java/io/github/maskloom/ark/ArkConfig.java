package io.github.maskloom.ark;

import io.github.maskloom.http.ServiceConfig;
import java.net.URI;

/**
 * How to reach Ark, and how patiently. The key is that of {@code ARK_API_KEY} unless set, the
 * address {@link #VOLCENGINE}. A model may also be an endpoint's id, {@code ep-…}. The service
 * allows 500 images a minute to an account and model.
 */
public final class ArkConfig extends ServiceConfig<ArkModel> {
  /** Volcengine Ark in Beijing, pay-as-you-go. */
  public static final URI VOLCENGINE = URI.create("https://ark.cn-beijing.volces.com/api/v3");

  /**
   * The address of Volcengine's subscription. Takes its own keys and {@code doubao-seedream-5.0-…}
   * names.
   */
  public static final URI VOLCENGINE_PLAN =
      URI.create("https://ark.cn-beijing.volces.com/api/plan/v3");

  /** The address of BytePlus ModelArk in Johor. */
  public static final URI BYTEPLUS_ASIA =
      URI.create("https://ark.ap-southeast.bytepluses.com/api/v3");

  /** The address of BytePlus ModelArk in Europe. */
  public static final URI BYTEPLUS_EUROPE = URI.create("https://ark.eu-west.bytepluses.com/api/v3");

  /**
   * The model unless a configuration or an option names another: Seedream 5.0 pro. It makes one
   * image a call. Reports of retired models name it as the successor.
   */
  public static final String DEFAULT_MODEL = "doubao-seedream-5-0-pro-260628";

  private static final Preset<ArkModel> PRESET =
      new Preset<>(ArkProvider.ID, "ARK_API_KEY", VOLCENGINE, DEFAULT_MODEL, ArkModels.KNOWN);

  private ArkConfig(Builder builder) {
    super(PRESET, builder);
  }

  /** {@return a new builder with every setting at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** A configuration that is being put together. */
  public static final class Builder extends ServiceConfig.Builder<ArkModel, Builder> {
    private Builder() {}

    /** {@return the configuration as it stands} The builder may be used further. */
    public ArkConfig build() {
      return new ArkConfig(this);
    }
  }
}
