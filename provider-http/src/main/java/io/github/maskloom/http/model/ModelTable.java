package io.github.maskloom.http.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The families of models of which something is known. Immutable, equal by value.
 *
 * @param <M> what is known of a family
 * @param families all of them; of two with the same id, the first counts
 */
public record ModelTable<M extends ModelFamily>(List<M> families) {
  /**
   * Makes a table of a list as it stands.
   *
   * @param families copied
   */
  public ModelTable {
    families = List.copyOf(families);
  }

  /**
   * Makes a table of these families only.
   *
   * @param <M> what is known of a family
   * @param families of two with the same id, the first counts
   * @return a new table
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <M extends ModelFamily> ModelTable<M> of(M... families) {
    return new ModelTable<>(Arrays.asList(families));
  }

  /**
   * Adds families.
   *
   * @param more go before these families where ids are the same
   * @return a new table of both
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final ModelTable<M> with(M... more) {
    return new ModelTable<>(Stream.concat(Arrays.stream(more), families.stream()).toList());
  }

  /**
   * Finds the family that an id belongs to.
   *
   * @param id as requests name it; compared as it is written
   * @return the first family with this id, or empty if none is known
   */
  public Optional<M> find(String id) {
    return families.stream().filter(family -> family.ids().contains(id)).findFirst();
  }

  /**
   * {@return these models as a service would list them, for one that lists none} Each has its id,
   * and a status if it is reported retired.
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

  /**
   * Finds out whether a model is reported retired.
   *
   * @param id as requests name it
   * @return what is reported, or empty if nothing is or the id is unknown
   */
  public Optional<Retirement> retirement(String id) {
    return find(id).flatMap(family -> family.retirement(id));
  }
}
