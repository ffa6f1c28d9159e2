package io.github.maskloom.flux;

import io.github.maskloom.http.model.ModelFamily;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.prepare.UploadLimits;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a family of models takes, as data. Immutable, equal by value.
 *
 * <p>The service's limits move. The {@code with} methods make a family with other values, and
 * {@link ModelTable#with} puts it in place.
 *
 * @param family its name, such as {@code FLUX.1 Fill [pro]}
 * @param ids by which requests name these models
 * @param inputLimits what the photo must meet; the mask too, which must be a PNG besides
 * @param retired since when the models are reported to be shut down, and what to ask in their
 *     place; empty if they are not
 */
public record FluxModel(
    String family, Set<String> ids, UploadLimits inputLimits, Optional<Retirement> retired)
    implements ModelFamily {
  /**
   * Keeps a copy of the ids, in their order.
   *
   * @param family a name for people
   * @param inputLimits of each image
   * @param retired counts for all ids
   * @param ids may be empty in a family that is only there to be copied
   */
  public FluxModel {
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
  }

  /**
   * Changes the ids.
   *
   * @param values by which requests name these models, in place of the others
   * @return a copy
   */
  public FluxModel withIds(String... values) {
    return new FluxModel(family, new LinkedHashSet<>(List.of(values)), inputLimits, retired);
  }

  /**
   * Changes what the images that go in must meet.
   *
   * @param limits of the photo; the mask must meet them too, and be a PNG besides
   * @return a copy
   */
  public FluxModel withInputLimits(UploadLimits limits) {
    return new FluxModel(family, ids, limits, retired);
  }

  /**
   * Says that the family's models are reported to be shut down. Requests are sent all the same,
   * with a warning in the log.
   *
   * @param since the day from which on it is reported so
   * @param successors ids to ask instead, the best first; may be none
   * @return a copy
   */
  public FluxModel withRetirement(LocalDate since, String... successors) {
    Optional<Retirement> reported = Optional.of(new Retirement(since, List.of(successors)));
    return new FluxModel(family, ids, inputLimits, reported);
  }

  @Override
  public Optional<Retirement> retirement(String id) {
    return retired.filter(reported -> ids.contains(id));
  }
}
