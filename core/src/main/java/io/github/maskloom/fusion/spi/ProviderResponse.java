package io.github.maskloom.fusion.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider says of a call that went well, beside the images.
 *
 * @param model what made them, or empty if there is no model
 * @param clientRequestId the id that was sent along, or empty if none
 * @param serverRequestId the id that was answered with, or empty if none
 * @param usage what was used, by the service's names, such as {@code generated_images}
 * @param preview what is to know of the images if they are a preview, put together without a model;
 *     empty if they are not
 */
public record ProviderResponse(
    String model,
    String clientRequestId,
    String serverRequestId,
    Map<String, Long> usage,
    Optional<Preview> preview) {
  /** There is nothing to say. */
  public static final ProviderResponse NONE = new ProviderResponse("", "", "", Map.of());

  public ProviderResponse {
    Objects.requireNonNull(model);
    Objects.requireNonNull(clientRequestId);
    Objects.requireNonNull(serverRequestId);
    usage = Map.copyOf(usage);
    Objects.requireNonNull(preview);
  }

  /** What is said of images that are not a preview. */
  public ProviderResponse(
      String model, String clientRequestId, String serverRequestId, Map<String, Long> usage) {
    this(model, clientRequestId, serverRequestId, usage, Optional.empty());
  }

  /**
   * What is to know of a preview.
   *
   * @param placedWhole the references whose furniture could not be cut out of its image, which was
   *     placed whole; by their numbers, the first being 1
   */
  public record Preview(List<Integer> placedWhole) {
    public Preview {
      placedWhole = List.copyOf(placedWhole);
    }
  }
}
