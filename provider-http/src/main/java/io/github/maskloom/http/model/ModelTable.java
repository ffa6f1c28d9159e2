package io.github.maskloom.http.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The families of models of which something is known. Immutable, equal by value.
 *
 * @param families all of them; of two with the same id, the first counts
 */
public record ModelTable<M extends ModelFamily>(List<M> families) {
  public ModelTable {
    families = List.copyOf(families);
  }

  /** These families only. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <M extends ModelFamily> ModelTable<M> of(M... families) {
    return new ModelTable<>(Arrays.asList(families));
  }

  /** These families, and others that go before them where ids are the same. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final ModelTable<M> with(M... more) {
    return new ModelTable<>(Stream.concat(Arrays.stream(more), families.stream()).toList());
  }

  /** The family that an id belongs to, if it is known. */
  public Optional<M> find(String id) {
    return families.stream().filter(family -> family.ids().contains(id)).findFirst();
  }

  /**
   * These models as a service would list them, for one that lists none: each with its id, and with
   * a status if it is reported retired.
   */
  public List<ListedModel> listed() {
    return families.stream()
        .flatMap(family -> family.ids().stream())
        .distinct()
        .map(this::listed)
        .toList();
  }

  private ListedModel listed(String id) {
    Optional<String> status = retirement(id).map(reported -> "reported retired " + reported);
    return new ListedModel(id, Optional.empty(), status);
  }

  /** Whether the model of an id is reported retired. */
  public Optional<Retirement> retirement(String id) {
    return find(id).flatMap(family -> family.retirement(id));
  }
}
