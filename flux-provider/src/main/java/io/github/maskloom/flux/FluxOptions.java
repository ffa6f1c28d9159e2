package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.wire.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask and prompt: {@code
 * FluxOptions.NONE.withSteps(30).withSeed(7)}. What is not set is not sent, so the service's
 * default holds.
 *
 * @param model its id, the configuration's if empty
 * @param fields further members of the request
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
   * Checks the model's id and the fields, and keeps a copy of these.
   *
   * @param model of letters, digits, dots, dashes and underscores, or empty
   * @param fields by name, as {@link #withField} takes them
   * @throws IllegalArgumentException if a model's id is none, JSON cannot say a field, or one is
   *     the request's own
   */
  public FluxOptions {
    model.ifPresent(FluxConfig::checkedModel);
    fields = JsonValues.copyOf(fields);
    for (String name : fields.keySet()) {
      if (TAKEN.contains(name)) {
        throw new IllegalArgumentException("the field " + name + " is no option");
      }
    }
  }

  /**
   * Asks another model.
   *
   * @param id in place of the configuration's
   * @return a copy
   * @throws IllegalArgumentException unless it is of letters, digits, dots, dashes and underscores
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
   */
  public FluxOptions withGuidance(double value) {
    return withField(GUIDANCE, value);
  }

  /**
   * Sets the seed.
   *
   * @param value by which an image can be had again
   * @return a copy
   */
  public FluxOptions withSeed(long value) {
    return withField("seed", value);
  }

  /**
   * Has the service embellish the prompt, or not.
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
   * @param value 0 to 6, the most, checked with the request
   * @return a copy
   */
  public FluxOptions withSafetyTolerance(int value) {
    return withField(SAFETY_TOLERANCE, value);
  }

  /**
   * Adds a member of the request, unchecked.
   *
   * @param name of the member
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if JSON cannot say the value, or the request has the member
   *     already
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
