package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiProvider.API_VERSION;
import static io.github.maskloom.openai.OpenAiProvider.DEFAULT_MODEL;
import static io.github.maskloom.openai.OpenAiProvider.ORGANIZATION;
import static io.github.maskloom.openai.OpenAiProvider.PROJECT;
import static io.github.maskloom.openai.OpenAiProvider.SD_SERVER_MODEL;

import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import java.net.URI;
import java.util.Arrays;

/** How a service speaks that takes image edits. It is chosen, never guessed. */
public enum OpenAiDialect {
  /** OpenAI's own service, and gateways to it. */
  OPENAI,

  /**
   * OpenAI's models on Azure. It takes the key in a header of its own, has an address for each
   * resource, and may have one for each deployment. The model's id is the deployment's name.
   */
  AZURE,

  /**
   * The {@code sd-server} of stable-diffusion.cpp, on a machine of one's own. It needs no key, has
   * one model, reads masks by their gray, and takes further settings in a block within the prompt.
   */
  SD_SERVER;

  /** What a configuration for this dialect begins with. */
  Preset preset() {
    return switch (this) {
      case OPENAI ->
          preset("OPENAI_API_KEY", OpenAiProvider.OPENAI, DEFAULT_MODEL, ORGANIZATION, PROJECT);
      case AZURE ->
          preset("AZURE_OPENAI_API_KEY", OpenAiProvider.OPENAI, DEFAULT_MODEL)
              .withSettings(ORGANIZATION, PROJECT, API_VERSION);
      case SD_SERVER ->
          preset("", OpenAiProvider.SD_SERVER, SD_SERVER_MODEL, ORGANIZATION, PROJECT);
    };
  }

  private static Preset preset(String keyVariable, URI baseUrl, String model, String... settings) {
    return new Preset(OpenAiProvider.ID, keyVariable, baseUrl, model, OpenAiModels.KNOWN)
        .withSettings(settings);
  }

  /** The dialect that a configuration began with. */
  static OpenAiDialect of(HttpConfig config) {
    return Arrays.stream(values())
        .filter(dialect -> dialect.preset().equals(config.preset()))
        .findFirst()
        .orElse(OPENAI);
  }
}
