package io.github.maskloom.gemini;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask, prompt and size: {@code
 * GeminiOptions.NONE.withAspectRatio("4:3")}. What is not set is not sent, so the service's default
 * holds. Immutable, equal by value. {@link #withField} is for members of {@code generationConfig},
 * such as {@code seed}.
 */
public final class GeminiOptions extends ModelOptions<GeminiOptions> {
  /** Options with nothing set. */
  public static final GeminiOptions NONE = new GeminiOptions(Optional.empty(), Map.of());

  /** What the image is to be like. */
  static final String IMAGE = "imageConfig";

  private GeminiOptions(Optional<String> model, Map<String, Object> fields) {
    super(model.map(HttpConfig::plainModelId), fields, Set.of(), GeminiOptions::new);
  }

  /**
   * Asks for an image of another shape than the photo's.
   *
   * @param value such as {@code 16:9}; the request is refused, unsent, if a known model does not
   *     make it
   * @return a copy
   */
  public GeminiOptions withAspectRatio(String value) {
    return withField(IMAGE, Map.of("aspectRatio", value));
  }
}
