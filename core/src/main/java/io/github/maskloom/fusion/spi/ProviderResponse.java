package io.github.maskloom.fusion.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider says of a call that went well, beside the images. Immutable. A provider begins
 * with {@link #NONE} and adds what it knows.
 */
public final class ProviderResponse {
  /** There is nothing to say. */
  public static final ProviderResponse NONE =
      new ProviderResponse(Optional.empty(), List.of(), List.of(), Map.of(), List.of());

  private final Optional<String> model;
  private final List<String> clientRequestIds;
  private final List<String> serverRequestIds;
  private final Map<String, Long> usage;
  private final List<String> notes;

  private ProviderResponse(
      Optional<String> model,
      List<String> clientRequestIds,
      List<String> serverRequestIds,
      Map<String, Long> usage,
      List<String> notes) {
    this.model = model;
    this.clientRequestIds = List.copyOf(clientRequestIds);
    this.serverRequestIds = List.copyOf(serverRequestIds);
    this.usage = Map.copyOf(usage);
    this.notes = List.copyOf(notes);
  }

  /** {@return the model that made the images, as the service calls it; empty if there is none} */
  public Optional<String> model() {
    return model;
  }

  /** {@return the ids that were sent along with the requests} */
  public List<String> clientRequestIds() {
    return clientRequestIds;
  }

  /** {@return the ids that the service answered with} */
  public List<String> serverRequestIds() {
    return serverRequestIds;
  }

  /** {@return what was used, by the service's names, such as {@code generated_images}} */
  public Map<String, Long> usage() {
    return usage;
  }

  /**
   * {@return what else is to know of the images, in short texts for people, which go into the
   * call's record} They hold nothing of a prompt or an image.
   */
  public List<String> notes() {
    return notes;
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

  /** Says all of it. */
  @Override
  public String toString() {
    return "ProviderResponse[model=%s, clientRequestIds=%s, serverRequestIds=%s, usage=%s, notes=%s]"
        .formatted(model.orElse(""), clientRequestIds, serverRequestIds, usage, notes);
  }
}
