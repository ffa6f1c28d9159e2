package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one request asks of the service beyond photo, mask, prompt and number of images: {@code
 * DashScopeOptions.NONE.withSeed(7)}. What is not set is not sent, so the service's default holds.
 *
 * @param model its id, the configuration's if empty
 * @param parameters further members of {@code parameters}
 */
public record DashScopeOptions(Optional<String> model, Map<String, Object> parameters)
    implements ProviderOptions {
  /** Options with nothing set. */
  public static final DashScopeOptions NONE = new DashScopeOptions(Optional.empty(), Map.of());

  /** The number of images, which the request says itself. */
  static final String COUNT = "n";

  /**
   * Checks the model's id and the parameters, and keeps a copy of these.
   *
   * @param model of letters, digits, dots, dashes and underscores, or empty
   * @param parameters by name, as {@link #withParameter} takes them
   * @throws IllegalArgumentException if a model's id is none, JSON cannot say a parameter, or one
   *     is the request's own
   */
  public DashScopeOptions {
    model.ifPresent(DashScopeConfig::checkedModel);
    parameters = JsonValues.copyOf(parameters);
    if (parameters.containsKey(COUNT)) {
      throw new IllegalArgumentException("the request itself says how many images");
    }
  }

  /**
   * Asks another model.
   *
   * @param id in place of the configuration's
   * @return a copy
   * @throws IllegalArgumentException unless it is of letters, digits, dots, dashes and underscores
   */
  public DashScopeOptions withModel(String id) {
    return new DashScopeOptions(Optional.of(id), parameters);
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
    return withParameter("seed", value);
  }

  /**
   * Puts the service's mark on the image, or not.
   *
   * @param value true for the mark
   * @return a copy
   */
  public DashScopeOptions withWatermark(boolean value) {
    return withParameter("watermark", value);
  }

  /**
   * Adds a member of {@code parameters}, unchecked.
   *
   * @param name any but {@code n}
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if JSON cannot say the value, or it is {@code n}
   */
  public DashScopeOptions withParameter(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new DashScopeOptions(model, more);
  }

  /** {@return what is set} Of parameters only the names. */
  @Override
  public String toString() {
    return "DashScopeOptions[%s, %s]".formatted(model, parameters.keySet());
  }
}
