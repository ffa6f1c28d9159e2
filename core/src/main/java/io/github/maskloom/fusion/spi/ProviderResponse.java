package io.github.maskloom.fusion.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a provider says of a call that went well, beside the images.
 *
 * @param model what made them, or empty if there is no model
 * @param clientRequestId the id that was sent along, or empty if none
 * @param serverRequestId the id that was answered with, or empty if none
 * @param usage what was used, by the service's names, such as {@code generated_images}
 * @param notes what else is to know of the images, in short texts for people, which go into the
 *     call's record; they hold nothing of a prompt or an image
 */
public record ProviderResponse(
    String model,
    String clientRequestId,
    String serverRequestId,
    Map<String, Long> usage,
    List<String> notes) {
  /** There is nothing to say. */
  public static final ProviderResponse NONE = new ProviderResponse("", "", "", Map.of());

  public ProviderResponse {
    Objects.requireNonNull(model);
    Objects.requireNonNull(clientRequestId);
    Objects.requireNonNull(serverRequestId);
    usage = Map.copyOf(usage);
    notes = List.copyOf(notes);
  }

  /** A response without notes. */
  public ProviderResponse(
      String model, String clientRequestId, String serverRequestId, Map<String, Long> usage) {
    this(model, clientRequestId, serverRequestId, usage, List.of());
  }
}
