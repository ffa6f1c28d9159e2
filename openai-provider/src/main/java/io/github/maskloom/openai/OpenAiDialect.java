package io.github.maskloom.openai;

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
  SD_SERVER
}
