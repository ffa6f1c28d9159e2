package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.ServiceConfig;
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
   * See the type.
   *
   * @throws IllegalArgumentException if a model's id is none, or JSON cannot say an extra
   */
  public GeminiOptions {
    model.ifPresent(ServiceConfig::plainModelId);
    extras = JsonValues.copyOf(extras);
  }

  /**
   * The same for another model.
   *
   * @throws IllegalArgumentException unless it is of letters, digits, dots, dashes and underscores
   */
  public GeminiOptions withModel(String id) {
    return new GeminiOptions(Optional.of(id), aspectRatio, extras);
  }

  /** The same for an image of this shape, such as {@code 16:9}. */
  public GeminiOptions withAspectRatio(String value) {
    return new GeminiOptions(model, Optional.of(value), extras);
  }

  /**
   * The same with another member of {@code generationConfig}, such as {@code seed}, unchecked. It
   * takes the place of what is set otherwise.
   *
   * @throws IllegalArgumentException if JSON cannot say the value
   */
  public GeminiOptions withExtra(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extras);
    more.put(name, value);
    return new GeminiOptions(model, aspectRatio, more);
  }

  /** Says what is set. Of extras only the names. */
  @Override
  public String toString() {
    return "GeminiOptions[%s, %s, %s]".formatted(model, aspectRatio, extras.keySet());
  }
}
