package io.github.maskloom.fusion.spi;

import java.util.Map;
import java.util.Objects;

/**
 * What a provider says of a call that went well, beside the images.
 *
 * @param model what made them, or empty if there is no model
 * @param clientRequestId the id that was sent along, or empty if none
 * @param serverRequestId the id that was answered with, or empty if none
 * @param usage what was used, by the service's names, such as {@code generated_images}
 */
public record ProviderResponse(
    String model, String clientRequestId, String serverRequestId, Map<String, Long> usage) {
  /** There is nothing to say. */
  public static final ProviderResponse NONE = new ProviderResponse("", "", "", Map.of());

  public ProviderResponse {
    Objects.requireNonNull(model);
    Objects.requireNonNull(clientRequestId);
    Objects.requireNonNull(serverRequestId);
    usage = Map.copyOf(usage);
  }
}
