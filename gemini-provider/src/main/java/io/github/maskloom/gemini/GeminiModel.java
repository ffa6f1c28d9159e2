package io.github.maskloom.gemini;

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
 * What a family of models can do and takes, as data. Immutable, equal by value.
 *
 * <p>The service's limits move, and its ids die within months. The {@code with} methods make a
 * family with other values, and {@link ModelTable#with} puts it in place.
 *
 * @param family its name, such as {@code Gemini 3 Pro Image}
 * @param ids by which requests name these models
 * @param sizes the names of sizes that may be asked for, such as {@code 2K}; none if there is one
 *     size only
 * @param aspectRatios that may be asked for, such as {@code 16:9}
 * @param maxInputImages the most images that go in, the photo among them
 * @param inputLimits what every image that goes in must meet
 * @param retired since when the models are reported to be shut down, and what to ask in their
 *     place; empty if they are not
 */
public record GeminiModel(
    String family,
    Set<String> ids,
    Set<String> sizes,
    Set<String> aspectRatios,
    int maxInputImages,
    UploadLimits inputLimits,
    Optional<Retirement> retired)
    implements ModelFamily {
  /**
   * Keeps copies of the sets, in their order.
   *
   * @param family a name for people
   * @param sizes may be empty
   * @param aspectRatios may be empty
   * @param maxInputImages at least 1
   * @param inputLimits of each image
   * @param retired counts for all ids
   * @param ids may be empty in a family that is only there to be copied
   * @throws IllegalArgumentException if {@code maxInputImages} is below 1
   */
  public GeminiModel {
    if (maxInputImages < 1) {
      throw new IllegalArgumentException("an edit has an image");
    }
    ids = ordered(ids);
    sizes = ordered(sizes);
    aspectRatios = ordered(aspectRatios);
  }

  private static Set<String> ordered(Set<String> values) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /**
   * Changes the ids.
   *
   * @param values by which requests name these models, in place of the others
   * @return a copy
   */
  public GeminiModel withIds(String... values) {
    Set<String> other = new LinkedHashSet<>(List.of(values));
    return new GeminiModel(
        family, other, sizes, aspectRatios, maxInputImages, inputLimits, retired);
  }

  /**
   * Changes the sizes.
   *
   * @param values such as {@code 2K}, in place of the others; none if there is one size only
   * @return a copy
   */
  public GeminiModel withSizes(String... values) {
    Set<String> other = new LinkedHashSet<>(List.of(values));
    return new GeminiModel(family, ids, other, aspectRatios, maxInputImages, inputLimits, retired);
  }

  /**
   * Changes how many images go in, and what each must meet.
   *
   * @param most images, the photo among them, at least 1
   * @param limits of each image
   * @return a copy
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  public GeminiModel withInputs(int most, UploadLimits limits) {
    return new GeminiModel(family, ids, sizes, aspectRatios, most, limits, retired);
  }

  /**
   * Says that the family's models are reported to be shut down. Requests are sent all the same,
   * with a warning in the log.
   *
   * @param since the day from which on it is reported so
   * @param successors ids to ask instead, the best first; may be none
   * @return a copy
   */
  public GeminiModel withRetirement(LocalDate since, String... successors) {
    Optional<Retirement> reported = Optional.of(new Retirement(since, List.of(successors)));
    return new GeminiModel(family, ids, sizes, aspectRatios, maxInputImages, inputLimits, reported);
  }

  @Override
  public Optional<Retirement> retirement(String id) {
    return retired.filter(reported -> ids.contains(id));
  }
}
