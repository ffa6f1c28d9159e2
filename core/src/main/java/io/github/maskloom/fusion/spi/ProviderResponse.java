package io.github.maskloom.fusion.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider says of a call that went well, beside the images. Immutable. A provider begins
 * with {@link #NONE} and adds what it knows.
 *
 * @param model that made the images, as the service calls it; empty if there is none
 * @param clientRequestIds the ids that were sent along with the requests
 * @param serverRequestIds the ids that the service answered with
 * @param usage what was used, by the service's names, such as {@code generated_images}
 * @param notes what else is to know of the images, in short texts for people, which go into the
 *     call's record. They hold nothing of a prompt or an image.
 */
public record ProviderResponse(
    Optional<String> model,
    List<String> clientRequestIds,
    List<String> serverRequestIds,
    Map<String, Long> usage,
    List<String> notes) {
  /** There is nothing to say. */
  public static final ProviderResponse NONE =
      new ProviderResponse(Optional.empty(), List.of(), List.of(), Map.of(), List.of());

  /**
   * Copies lists and map.
   *
   * @param model that made the images; empty if there is none
   * @param clientRequestIds copied
   * @param serverRequestIds copied
   * @param usage copied
   * @param notes copied
   */
  public ProviderResponse {
    clientRequestIds = List.copyOf(clientRequestIds);
    serverRequestIds = List.copyOf(serverRequestIds);
    usage = Map.copyOf(usage);
    notes = List.copyOf(notes);
  }

  /**
   * {@return this response with a model}
   *
   * @param name of what made the images, as the service calls it
   */
  public ProviderResponse withModel(String name) {
    return new ProviderResponse(
        Optional.of(name), clientRequestIds, serverRequestIds, usage, notes);
  }

  /**
   * {@return this response with other ids} They replace those before.
   *
   * @param client the ids that were sent along with the requests; copied
   * @param server the ids that the service answered with; copied
   */
  public ProviderResponse withRequestIds(List<String> client, List<String> server) {
    return new ProviderResponse(model, client, server, usage, notes);
  }

  /**
   * {@return this response with other counts of what was used} They replace those before.
   *
   * @param used counts by the service's names; copied
   */
  public ProviderResponse withUsage(Map<String, Long> used) {
    return new ProviderResponse(model, clientRequestIds, serverRequestIds, used, notes);
  }

  /**
   * {@return this response with other notes} They replace those before.
   *
   * @param texts short ones for people, without a prompt or an image; copied
   */
  public ProviderResponse withNotes(List<String> texts) {
    return new ProviderResponse(model, clientRequestIds, serverRequestIds, usage, texts);
  }
}
