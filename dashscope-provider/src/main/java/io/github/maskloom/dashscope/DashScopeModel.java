package io.github.maskloom.dashscope;

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
 * <p>The service's limits move. The {@code with} methods make a family with other values, and
 * {@link ModelTable#with} puts it in place.
 *
 * @param family its name, such as {@code Wan 2.1 image edit}
 * @param ids by which requests name these models
 * @param function the service's name for what edits by a mask, such as {@code
 *     description_edit_with_mask}
 * @param maxPromptChars the most characters of a prompt, in code points; a longer one is refused,
 *     since the service would cut it off
 * @param maxImages the most images of one request
 * @param inputLimits what the photo must meet; the mask too, which must be a PNG besides
 * @param retired since when the models are reported to be shut down, and what to ask in their
 *     place; empty if they are not
 */
public record DashScopeModel(
    String family,
    Set<String> ids,
    String function,
    int maxPromptChars,
    int maxImages,
    UploadLimits inputLimits,
    Optional<Retirement> retired)
    implements ModelFamily {
  /**
   * Keeps a copy of the ids, in their order.
   *
   * @param family a name for people
   * @param function as the service writes it
   * @param maxPromptChars in code points; {@link Integer#MAX_VALUE} for any number
   * @param maxImages at least 1
   * @param inputLimits of each image
   * @param retired counts for all ids
   * @param ids may be empty in a family that is only there to be copied
   * @throws IllegalArgumentException if {@code maxImages} is below 1
   */
  public DashScopeModel {
    if (maxImages < 1) {
      throw new IllegalArgumentException("a request makes an image");
    }
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
  }

  /**
   * Changes the ids.
   *
   * @param values by which requests name these models, in place of the others
   * @return a copy
   */
  public DashScopeModel withIds(String... values) {
    Set<String> other = new LinkedHashSet<>(List.of(values));
    return new DashScopeModel(
        family, other, function, maxPromptChars, maxImages, inputLimits, retired);
  }

  /**
   * Changes the function that edits by a mask.
   *
   * @param value as the service writes it
   * @return a copy
   */
  public DashScopeModel withFunction(String value) {
    return new DashScopeModel(family, ids, value, maxPromptChars, maxImages, inputLimits, retired);
  }

  /**
   * Changes how long a prompt may be, and how many images one request may ask for.
   *
   * @param promptChars the most characters of a prompt, in code points; {@link Integer#MAX_VALUE}
   *     for any number
   * @param images the most images of one request, at least 1
   * @return a copy
   * @throws IllegalArgumentException if {@code images} is below 1
   */
  public DashScopeModel withMost(int promptChars, int images) {
    return new DashScopeModel(family, ids, function, promptChars, images, inputLimits, retired);
  }

  /**
   * Changes what the images that go in must meet.
   *
   * @param limits of the photo; the mask must meet them too, and be a PNG besides
   * @return a copy
   */
  public DashScopeModel withInputLimits(UploadLimits limits) {
    return new DashScopeModel(family, ids, function, maxPromptChars, maxImages, limits, retired);
  }

  /**
   * Says that the family's models are reported to be shut down. Requests are sent all the same,
   * with a warning in the log.
   *
   * @param since the day from which on it is reported so
   * @param successors ids to ask instead, the best first; may be none
   * @return a copy
   */
  public DashScopeModel withRetirement(LocalDate since, String... successors) {
    Optional<Retirement> reported = Optional.of(new Retirement(since, List.of(successors)));
    return new DashScopeModel(
        family, ids, function, maxPromptChars, maxImages, inputLimits, reported);
  }

  @Override
  public Optional<Retirement> retirement(String id) {
    return retired.filter(reported -> ids.contains(id));
  }
}
