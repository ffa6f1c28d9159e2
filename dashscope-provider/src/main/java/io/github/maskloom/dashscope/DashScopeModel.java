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
 * What a family of models can do and takes, as data.
 *
 * <p>The service's limits move. The {@code with} methods make a family with other values, and
 * {@link ModelTable#with} puts it in place.
 *
 * @param family its name, such as {@code Wan 2.1 image edit}
 * @param ids by which requests name it
 * @param function which of its functions edits by a mask
 * @param maxPromptChars the most characters of a prompt; the service cuts off what is beyond
 * @param maxImages the most images of one request
 * @param inputLimits what the photo must meet; a mask too, which is a PNG besides
 * @param retired since when it is reported to be shut down, and what to ask in its place
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
   * See the type.
   *
   * @throws IllegalArgumentException unless at least one image is made
   */
  public DashScopeModel {
    if (maxImages < 1) {
      throw new IllegalArgumentException("a request makes an image");
    }
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
  }

  /** The same under other ids. */
  public DashScopeModel withIds(String... values) {
    Set<String> other = new LinkedHashSet<>(List.of(values));
    return new DashScopeModel(
        family, other, function, maxPromptChars, maxImages, inputLimits, retired);
  }

  /** The same with another function that edits by a mask. */
  public DashScopeModel withFunction(String value) {
    return new DashScopeModel(family, ids, value, maxPromptChars, maxImages, inputLimits, retired);
  }

  /** The same for so many characters and images at most. */
  public DashScopeModel withMost(int promptChars, int images) {
    return new DashScopeModel(family, ids, function, promptChars, images, inputLimits, retired);
  }

  /** The same for other images that go in. */
  public DashScopeModel withInputLimits(UploadLimits limits) {
    return new DashScopeModel(family, ids, function, maxPromptChars, maxImages, limits, retired);
  }

  /** The same, reported to be shut down. */
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
