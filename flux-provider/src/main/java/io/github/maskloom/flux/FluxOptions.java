package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask and prompt: {@code
 * FluxOptions.NONE.withSteps(30).withSeed(7)}. What is not set is not sent, so the service's
 * default holds. Immutable, equal by value.
 *
 * <p>"Checked with the request" means that a request to a known model is refused, unsent, if the
 * value is out of range.
 *
 * @param model the model's id, or empty for the configuration's
 * @param fields further members of the request by name, unmodifiable
 */
public record FluxOptions(Optional<String> model, Map<String, Object> fields)
    implements ProviderOptions {
  /** Options with nothing set. */
  public static final FluxOptions NONE = new FluxOptions(Optional.empty(), Map.of());

  static final String STEPS = "steps";
  static final String GUIDANCE = "guidance";
  static final String OUTPUT_FORMAT = "output_format";
  static final String SAFETY_TOLERANCE = "safety_tolerance";

  /** What the request says itself, and what would have the service answer another address. */
  private static final Set<String> TAKEN =
      Set.of("image", "mask", "prompt", "webhook_url", "webhook_secret");

  /**
   * Checks the model's id and the names of the fields, and keeps a copy of the fields.
   *
   * @param fields by name, as {@link #withField} takes them
   * @param model an id that {@link HttpConfig#plainModelId} takes, or empty
   * @throws IllegalArgumentException if the model's id is not such an id
   * @throws IllegalArgumentException if a field's value is or holds null, or what JSON cannot say
   * @throws IllegalArgumentException if {@link #withField} does not take a field's name
   */
  public FluxOptions {
    model.ifPresent(HttpConfig::plainModelId);
    fields = JsonValues.copyOf(fields);
    for (String name : fields.keySet()) {
      if (TAKEN.contains(name)) {
        throw new IllegalArgumentException("the field " + name + " is no option");
      }
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
  public FluxOptions withModel(String id) {
    return new FluxOptions(Optional.of(id), fields);
  }

  /**
   * Sets how many steps are drawn.
   *
   * @param value 15 to 50, checked with the request
   * @return a copy
   */
  public FluxOptions withSteps(int value) {
    return withField(STEPS, value);
  }

  /**
   * Sets how closely the image keeps to the prompt.
   *
   * @param value 1.5 to 100, checked with the request
   * @return a copy
   * @throws IllegalArgumentException if it is not finite
   */
  public FluxOptions withGuidance(double value) {
    return withField(GUIDANCE, value);
  }

  /**
   * Sets the seed. The same request with the same seed makes the same image again.
   *
   * @param value any number that the service takes; not checked
   * @return a copy
   */
  public FluxOptions withSeed(long value) {
    return withField("seed", value);
  }

  /**
   * Says whether the service embellishes the prompt.
   *
   * @param value true to embellish it
   * @return a copy
   */
  public FluxOptions withPromptUpsampling(boolean value) {
    return withField("prompt_upsampling", value);
  }

  /**
   * Sets the format of the image.
   *
   * @param value {@code png} or {@code jpeg}, checked with the request
   * @return a copy
   */
  public FluxOptions withOutputFormat(String value) {
    return withField(OUTPUT_FORMAT, value);
  }

  /**
   * Sets how much moderation tolerates.
   *
   * @param value 0 to 6, which tolerates most, checked with the request
   * @return a copy
   */
  public FluxOptions withSafetyTolerance(int value) {
    return withField(SAFETY_TOLERANCE, value);
  }

  /**
   * Adds a member of the request, or replaces the one that was set. Only members that have a method
   * of their own here are checked with the request.
   *
   * @param name any but {@code image}, {@code mask}, {@code prompt}, {@code webhook_url} and {@code
   *     webhook_secret}
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if the value is or holds null, or what JSON cannot say
   * @throws IllegalArgumentException if the name is one of those five
   */
  public FluxOptions withField(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new FluxOptions(model, more);
  }

  /** {@return what is set} Of fields only the names. */
  @Override
  public String toString() {
    return "FluxOptions[%s, %s]".formatted(model, fields.keySet());
  }
}
