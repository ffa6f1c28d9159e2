package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one request asks of the service beyond photo, mask, prompt and size: {@code
 * GeminiOptions.NONE.withAspectRatio("4:3")}. What is not set is not sent, so the service's default
 * holds.
 *
 * @param model its id, the configuration's if empty
 * @param aspectRatio the shape of the image, about the photo's if empty
 * @param extras further members of {@code generationConfig}
 */
public record GeminiOptions(
    Optional<String> model, Optional<String> aspectRatio, Map<String, Object> extras)
    implements ProviderOptions {
  /** Options with nothing set. */
  public static final GeminiOptions NONE =
      new GeminiOptions(Optional.empty(), Optional.empty(), Map.of());

  /**
   * Checks the model's id, and keeps a copy of the extras.
   *
   * @param model of letters, digits, dots, dashes and underscores, or empty
   * @param aspectRatio as the service writes it, such as {@code 16:9}, or empty
   * @param extras by name, as {@link #withExtra} takes them
   * @throws IllegalArgumentException if a model's id is none, or JSON cannot say an extra
   */
  public GeminiOptions {
    model.ifPresent(GeminiConfig::checkedModel);
    extras = JsonValues.copyOf(extras);
  }

  /**
   * Asks another model.
   *
   * @param id in place of the configuration's
   * @return a copy
   * @throws IllegalArgumentException unless it is of letters, digits, dots, dashes and underscores
   */
  public GeminiOptions withModel(String id) {
    return new GeminiOptions(Optional.of(id), aspectRatio, extras);
  }

  /**
   * Asks for an image of another shape.
   *
   * @param value such as {@code 16:9}
   * @return a copy
   */
  public GeminiOptions withAspectRatio(String value) {
    return new GeminiOptions(model, Optional.of(value), extras);
  }

  /**
   * Adds a member of {@code generationConfig}, unchecked. It takes the place of what is set
   * otherwise.
   *
   * @param name such as {@code seed}
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if JSON cannot say the value
   */
  public GeminiOptions withExtra(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extras);
    more.put(name, value);
    return new GeminiOptions(model, aspectRatio, more);
  }

  /** {@return what is set} Of extras only the names. */
  @Override
  public String toString() {
    return "GeminiOptions[%s, %s, %s]".formatted(model, aspectRatio, extras.keySet());
  }
}
