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
  public static final ProviderResponse NONE = new ProviderResponse();

  private Optional<String> model = Optional.empty();
  private List<String> clientRequestIds = List.of();
  private List<String> serverRequestIds = List.of();
  private Map<String, Long> usage = Map.of();
  private List<String> notes = List.of();

  private ProviderResponse() {}

  private ProviderResponse(ProviderResponse other) {
    model = other.model;
    clientRequestIds = other.clientRequestIds;
    serverRequestIds = other.serverRequestIds;
    usage = other.usage;
    notes = other.notes;
  }

  /** What made the images, or empty if there is no model. */
  public Optional<String> model() {
    return model;
  }

  /** The ids that were sent along. */
  public List<String> clientRequestIds() {
    return clientRequestIds;
  }

  /** The ids that were answered with. */
  public List<String> serverRequestIds() {
    return serverRequestIds;
  }

  /** What was used, by the service's names, such as {@code generated_images}. */
  public Map<String, Long> usage() {
    return usage;
  }

  /**
   * What else is to know of the images, in short texts for people, which go into the call's record.
   * They hold nothing of a prompt or an image.
   */
  public List<String> notes() {
    return notes;
  }

  /** This response with the model that made the images. */
  public ProviderResponse withModel(String name) {
    ProviderResponse changed = new ProviderResponse(this);
    changed.model = Optional.of(name);
    return changed;
  }

  /** This response with other ids, those that were sent along and those that were answered. */
  public ProviderResponse withRequestIds(List<String> client, List<String> server) {
    ProviderResponse changed = new ProviderResponse(this);
    changed.clientRequestIds = List.copyOf(client);
    changed.serverRequestIds = List.copyOf(server);
    return changed;
  }

  /** This response with what was used. */
  public ProviderResponse withUsage(Map<String, Long> used) {
    ProviderResponse changed = new ProviderResponse(this);
    changed.usage = Map.copyOf(used);
    return changed;
  }

  /** This response with notes. */
  public ProviderResponse withNotes(List<String> texts) {
    ProviderResponse changed = new ProviderResponse(this);
    changed.notes = List.copyOf(texts);
    return changed;
  }

  /** Says all of it. */
  @Override
  public String toString() {
    return "ProviderResponse[model=%s, clientRequestIds=%s, serverRequestIds=%s, usage=%s, notes=%s]"
        .formatted(model.orElse(""), clientRequestIds, serverRequestIds, usage, notes);
  }
}
