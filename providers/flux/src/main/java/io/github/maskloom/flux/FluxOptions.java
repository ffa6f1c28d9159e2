package io.github.maskloom.flux;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask and prompt: {@code
 * FluxOptions.NONE.withSteps(30).withSeed(7)}. What is not set is not sent, so the service's
 * default holds. Immutable, equal by value.
 *
 * <p>"Checked with the request" means that a request to a known model is refused, unsent, if the
 * value is out of range. {@link #withField} takes all names but {@code image}, {@code mask}, {@code
 * prompt}, {@code webhook_url} and {@code webhook_secret}.
 */
public final class FluxOptions extends ModelOptions<FluxOptions> {
  private static final Set<String> TAKEN =
      Set.of("image", "mask", "prompt", "webhook_url", "webhook_secret");

  /** Options with nothing set. */
  public static final FluxOptions NONE = new FluxOptions(Optional.empty(), Map.of());

  static final String STEPS = "steps";
  static final String GUIDANCE = "guidance";
  static final String OUTPUT_FORMAT = "output_format";
  static final String SAFETY_TOLERANCE = "safety_tolerance";

  private FluxOptions(Optional<String> model, Map<String, Object> fields) {
    super(model.map(HttpConfig::plainModelId), fields, TAKEN, FluxOptions::new);
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
}
