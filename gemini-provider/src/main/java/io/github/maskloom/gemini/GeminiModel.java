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
 * What a family of models can do and takes, as data.
 *
 * <p>The service's limits move, and its ids die within months. The {@code with} methods make a
 * family with other values, and {@link ModelTable#with} puts it in place.
 *
 * @param family its name, such as {@code Gemini 3 Pro Image}
 * @param ids by which requests name it
 * @param sizes that it has names for, such as {@code 2K}; none if it has one size only
 * @param aspectRatios of the images that it makes, such as {@code 16:9}
 * @param maxInputImages the most images that go in, the photo among them
 * @param inputLimits what every image that goes in must meet
 * @param retired since when it is reported to be shut down, and what to ask in its place
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
   * @param ids may be empty in a family that others begin with
   * @param sizes may be empty
   * @param aspectRatios may be empty
   * @param maxInputImages at least 1
   * @param inputLimits of each image
   * @param retired counts for all ids
   * @throws IllegalArgumentException unless at least one image goes in
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
   * @param values by which requests name it, in place of the others
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
   * @param values such as {@code 2K}; none if it has one size only
   * @return a copy
   */
  public GeminiModel withSizes(String... values) {
    Set<String> other = new LinkedHashSet<>(List.of(values));
    return new GeminiModel(family, ids, other, aspectRatios, maxInputImages, inputLimits, retired);
  }

  /**
   * Changes what goes in.
   *
   * @param most images, the photo among them
   * @param limits of each image
   * @return a copy
   * @throws IllegalArgumentException unless at least one image goes in
   */
  public GeminiModel withInputs(int most, UploadLimits limits) {
    return new GeminiModel(family, ids, sizes, aspectRatios, most, limits, retired);
  }

  /**
   * Reports it to be shut down.
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
