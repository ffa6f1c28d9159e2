package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.ListedModel;
import java.util.List;

/** OpenAI's image edits, and servers of one's own that speak like them. */
public final class OpenAiProvider implements FusionProvider {
  /** The name that callers choose it by. */
  public static final String ID = "openai";

  /** Creates the provider. Nothing is opened or sent yet. */
  public OpenAiProvider() {}

  @Override
  public String id() {
    return ID;
  }

  /** What {@link OpenAiConfig#DEFAULT_MODEL} can do. */
  @Override
  public ProviderCapabilities capabilities() {
    return OpenAiCapabilities.of(OpenAiConfig.builder().build(), RequestOptions.NONE);
  }

  /**
   * Makes it ready to work. Opens no connection yet.
   *
   * @param config an {@link OpenAiConfig}, or {@link ProviderConfig#NONE} for one with every
   *     setting at its default
   * @throws IllegalArgumentException if the configuration is of another type
   * @throws io.github.maskloom.fusion.FusionAccessException if the dialect needs a key, none was
   *     set, and {@code OPENAI_API_KEY} is not in the environment
   */
  @Override
  public ProviderSession open(ProviderConfig config) {
    if (config == ProviderConfig.NONE) {
      return new OpenAiSession(OpenAiConfig.builder().build());
    }
    if (config instanceof OpenAiConfig openAi) {
      return new OpenAiSession(openAi);
    }
    throw new IllegalArgumentException(
        "the provider " + ID + " takes an OpenAiConfig, not a " + config.getClass().getName());
  }

  /**
   * Asks the service which models a key may use, those that make no images among them. It blocks
   * for a minute at most, and is never billed. The list has 4096 models and 1 MiB at most. An
   * interrupt of the calling thread ends it.
   *
   * @return the models in the service's order
   * @throws io.github.maskloom.fusion.FusionException if that fails, of the same kinds as a request
   *     for images. Its delivery is {@code NOT_SENT} or {@code REJECTED}: nothing is billed.
   * @throws io.github.maskloom.errors.CancelledException if the calling thread was interrupted
   */
  public List<ListedModel> models(OpenAiConfig config) {
    try (OpenAiSession session = new OpenAiSession(config)) {
      return session.models();
    }
  }
}
