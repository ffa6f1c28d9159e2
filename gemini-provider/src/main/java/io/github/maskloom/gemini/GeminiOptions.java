package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one request asks of the service beyond photo, mask, prompt and size: {@code
 * GeminiOptions.NONE.withAspectRatio("4:3")}. What is not set is not sent, so the service's default
 * holds. Immutable, equal by value.
 *
 * @param model the model's id, or empty for the configuration's
 * @param aspectRatio the shape of the image, or empty for about the photo's
 * @param extras further members of {@code generationConfig}, unmodifiable
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
   * @param aspectRatio as the service writes it, such as {@code 16:9}, or empty
   * @param extras by name, as {@link #withExtra} takes them
   * @param model an id that {@link HttpConfig#plainModelId} takes, or empty
   * @throws IllegalArgumentException if the model's id is not such an id
   * @throws IllegalArgumentException if an extra is or holds null, or what JSON cannot say
   */
  public GeminiOptions {
    model.ifPresent(HttpConfig::plainModelId);
    extras = JsonValues.copyOf(extras);
  }

  /**
   * Asks another model than the configuration's.
   *
   * @param id of the model, 1 to 128 letters, digits, dots, dashes and underscores, the first a
   *     letter or digit
   * @return a copy
   * @throws IllegalArgumentException if the id is not such a text
   */
  public GeminiOptions withModel(String id) {
    return new GeminiOptions(Optional.of(id), aspectRatio, extras);
  }

  /**
   * Asks for an image of another shape than the photo's.
   *
   * @param value such as {@code 16:9}; the request is refused, unsent, if a known model does not
   *     make it
   * @return a copy
   */
  public GeminiOptions withAspectRatio(String value) {
    return new GeminiOptions(model, Optional.of(value), extras);
  }

  /**
   * Adds a member of {@code generationConfig}, unchecked. It replaces the value that a member of
   * this name would have.
   *
   * @param name such as {@code seed}
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if the value is or holds null, or what JSON cannot say
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
