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
public record ModelTable(List<Model> families) {
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
   * @param families of two with the same id, the first counts
   * @return a new table
   */
  public static ModelTable of(Model... families) {
    return new ModelTable(Arrays.asList(families));
  }

  /**
   * Returns a table with more families in front of these. So an id that is in both means the added
   * family.
   *
   * @param more families, of which the first with an id counts
   * @return a new table of both
   */
  public ModelTable with(Model... more) {
    return new ModelTable(Stream.concat(Arrays.stream(more), families.stream()).toList());
  }

  /**
   * Finds the family that an id belongs to.
   *
   * @param id as requests name it; compared as it is written
   * @return the first family with this id, or empty if none is known
   */
  public Optional<Model> find(String id) {
    return families.stream().filter(family -> family.ids().contains(id)).findFirst();
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
