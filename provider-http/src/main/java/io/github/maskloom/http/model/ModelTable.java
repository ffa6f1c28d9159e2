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
   * Makes a table of a copy of the list.
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
   * Returns a table with more families in front of these. So an id that is in both means the added
   * family.
   *
   * @param more families, of which the first with an id counts
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
   * {@return the ids of these families as if the service had listed them, for a service that lists
   * none} Families are in the table's order. No model has a name; one that is reported retired has
   * a status.
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
   * Finds what is reported of a model's retirement.
   *
   * @param id as requests name it
   * @return what is reported, or empty if nothing is or the id is unknown
   */
  public Optional<Retirement> retirement(String id) {
    return find(id).flatMap(family -> family.retirement(id));
  }
}
