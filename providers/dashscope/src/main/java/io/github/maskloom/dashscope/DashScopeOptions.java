package io.github.maskloom.dashscope;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask, prompt and number of images: {@code
 * DashScopeOptions.NONE.withSeed(7)}. What is not set is not sent, so the service's default holds.
 * Immutable, equal by value. {@link #withField} is for members of {@code parameters}, all but
 * {@code n}; {@code function} is a member of {@code input}, {@code description_edit_with_mask}
 * unless set.
 */
public final class DashScopeOptions extends ModelOptions<DashScopeOptions> {
  /** Options with nothing set. */
  public static final DashScopeOptions NONE = new DashScopeOptions(Optional.empty(), Map.of());

  /** The number of images, which the request says itself. */
  static final String COUNT = "n";

  private DashScopeOptions(Optional<String> model, Map<String, Object> fields) {
    super(model.map(HttpConfig::plainModelId), fields, Set.of(COUNT), DashScopeOptions::new);
  }

  /**
   * Sets the seed.
   *
   * @param value by which about the same image can be had again
   * @return a copy
   * @throws IllegalArgumentException if it is negative
   */
  public DashScopeOptions withSeed(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("a seed is not negative");
    }
    return withField("seed", value);
  }

  /**
   * Says whether the service puts its mark on the image.
   *
   * @param value true for the mark
   * @return a copy
   */
  public DashScopeOptions withWatermark(boolean value) {
    return withField("watermark", value);
  }
}
