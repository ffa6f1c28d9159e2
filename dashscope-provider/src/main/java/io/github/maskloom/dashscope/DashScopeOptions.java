package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one request asks of the service beyond photo, mask, prompt and number of images: {@code
 * DashScopeOptions.NONE.withSeed(7)}. What is not set is not sent, so the service's default holds.
 * Immutable, equal by value.
 *
 * @param model the model's id, or empty for the configuration's
 * @param parameters further members of {@code parameters} by name, unmodifiable
 */
public record DashScopeOptions(Optional<String> model, Map<String, Object> parameters)
    implements ProviderOptions {
  /** Options with nothing set. */
  public static final DashScopeOptions NONE = new DashScopeOptions(Optional.empty(), Map.of());

  /** The number of images, which the request says itself. */
  static final String COUNT = "n";

  /**
   * Checks the model's id and the names of the parameters, and keeps a copy of the parameters.
   *
   * @param parameters by name, as {@link #withParameter} takes them
   * @param model an id that {@link HttpConfig#plainModelId} takes, or empty
   * @throws IllegalArgumentException if the model's id is not such an id
   * @throws IllegalArgumentException if a parameter is or holds null, or what JSON cannot say
   * @throws IllegalArgumentException if a parameter has the name {@code n}
   */
  public DashScopeOptions {
    model.ifPresent(HttpConfig::plainModelId);
    parameters = JsonValues.copyOf(parameters);
    if (parameters.containsKey(COUNT)) {
      throw new IllegalArgumentException("the request itself says how many images");
    }
  }

  /**
   * Asks another model than the configuration's.
   *
   * @param id of the model, 1 to 128 letters, digits, dots, dashes and underscores, the first a
   *     letter or digit
   * @return a copy
   * @throws IllegalArgumentException if the id is not such a text
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
   * Says whether the service puts its mark on the image.
   *
   * @param value true for the mark
   * @return a copy
   */
  public DashScopeOptions withWatermark(boolean value) {
    return withParameter("watermark", value);
  }

  /**
   * Adds a member of {@code parameters}, or replaces the one that was set. The value is not
   * checked.
   *
   * @param name any but {@code n}, which the request itself sets
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if the value is or holds null, or what JSON cannot say
   * @throws IllegalArgumentException if the name is {@code n}
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
