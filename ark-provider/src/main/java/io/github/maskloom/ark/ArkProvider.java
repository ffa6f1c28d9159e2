package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.ListedModel;
import java.util.List;

/** Volcengine Ark and BytePlus ModelArk: Doubao Seedream puts things into images of rooms. */
public final class ArkProvider implements FusionProvider {
  /** The name that callers choose it by. */
  public static final String ID = "ark";

  /** Creates the provider. Nothing is opened or sent yet. */
  public ArkProvider() {}

  @Override
  public String id() {
    return ID;
  }

  /** What {@link ArkConfig#DEFAULT_MODEL} can do. */
  @Override
  public ProviderCapabilities capabilities() {
    return ArkCapabilities.of(ArkConfig.builder().build(), RequestOptions.NONE);
  }

  /**
   * Makes it ready to work. Opens no connection yet.
   *
   * @param config an {@link ArkConfig}, or {@link ProviderConfig#NONE} for one with every setting
   *     at its default
   * @throws IllegalArgumentException if the configuration is of another type
   * @throws io.github.maskloom.fusion.FusionAccessException if no key was set and {@code
   *     ARK_API_KEY} is not in the environment
   */
  @Override
  public ProviderSession open(ProviderConfig config) {
    if (config == ProviderConfig.NONE) {
      return ArkSession.open(ArkConfig.builder().build());
    }
    if (config instanceof ArkConfig ark) {
      return ArkSession.open(ark);
    }
    throw new IllegalArgumentException(
        "the provider " + ID + " takes an ArkConfig, not a " + config.getClass().getName());
  }

  /**
   * Asks the service which models a key may use, those that make no images and those that are shut
   * down, as {@link ListedModel#status} says. It blocks for a minute at most, and is never billed.
   * The list has 4096 models and 1 MiB at most. An interrupt of the calling thread ends it.
   *
   * @return the models in the service's order
   * @throws io.github.maskloom.fusion.FusionException if that fails, of the same kinds as a request
   *     for images. Its delivery is {@code NOT_SENT} or {@code REJECTED}: nothing is billed.
   * @throws io.github.maskloom.errors.CancelledException if the calling thread was interrupted
   */
  public List<ListedModel> models(ArkConfig config) {
    try (ArkSession session = ArkSession.open(config)) {
      return session.models();
    }
  }
}
