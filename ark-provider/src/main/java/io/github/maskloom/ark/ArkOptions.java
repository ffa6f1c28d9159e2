package io.github.maskloom.ark;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of Ark beyond what all providers know: {@code
 * ArkOptions.NONE.withWatermark(false).withSeed(7)}. Immutable, equal by value.
 *
 * <p>What is not set is not sent, so the service's own default holds. A request is refused, unsent,
 * if its model is known and does not support what is set, or a number is out of range. Nothing is
 * checked after {@link HttpConfig#withChecks withChecks(false)}. {@link #withField} takes all names
 * but {@code model}, {@code prompt} and {@code image}.
 */
public final class ArkOptions extends ModelOptions<ArkOptions> {
  /** Options with nothing set. */
  public static final ArkOptions NONE = new ArkOptions(Optional.empty(), Map.of());

  static final String GROUP = "sequential_image_generation";
  static final String GROUP_OPTIONS = GROUP + "_options";
  static final String MAX_IMAGES = "max_images";
  static final String STREAM = "stream";
  static final String BACKGROUND = "background";
  static final String LAYERS = "layer_decomposition";

  private ArkOptions(Optional<String> model, Map<String, Object> fields) {
    super(model, fields, Set.of("model", "prompt", "image"), ArkOptions::new);
  }

  /**
   * Sets how images come.
   *
   * @param value {@code url}, the service's default, for links that are fetched at once and valid
   *     for 24 hours, or {@code b64_json}
   * @return a copy
   */
  public ArkOptions withResponseFormat(String value) {
    return withField("response_format", value);
  }

  /**
   * Sets the file format of the images.
   *
   * @param value {@code jpeg}, the service's default, or {@code png}
   * @return a copy
   */
  public ArkOptions withOutputFormat(String value) {
    return withField("output_format", value);
  }

  /**
   * Has "AI-generated" printed into a corner, or not.
   *
   * @param value the service's default is true
   * @return a copy
   */
  public ArkOptions withWatermark(boolean value) {
    return withField("watermark", value);
  }

  /**
   * Says whether several images may come. Unless set, a request for more than one image sends
   * {@code auto}.
   *
   * @param value {@code auto} if the model decides whether and how many, or {@code disabled}, the
   *     service's default
   * @return a copy
   */
  public ArkOptions withSequentialImageGeneration(String value) {
    return withField(GROUP, value);
  }

  /**
   * Limits the images that may come under {@code auto}. Unless set, a request for more than one
   * image sends their number.
   *
   * @param value 1 to 15, checked with the request; the service's default is 15
   * @return a copy
   */
  public ArkOptions withMaxImages(int value) {
    return withField(GROUP_OPTIONS, Map.of(MAX_IMAGES, value));
  }

  /**
   * Has each image come as soon as it is ready, or all together at the end.
   *
   * @param value true for each as soon as it is ready; the service's default is false
   * @return a copy
   */
  public ArkOptions withStream(boolean value) {
    return withField(STREAM, value);
  }

  /**
   * Sets how the prompt is rewritten.
   *
   * @param value {@code standard}, the service's default, for quality, or {@code fast}
   * @return a copy
   */
  public ArkOptions withOptimizePromptMode(String value) {
    return withField("optimize_prompt_options", Map.of("mode", value));
  }

  /**
   * Has the prompt rewritten, or not: {@code optimize_prompt}, which the vendor's client knows and
   * its documentation does not.
   *
   * @param value whose default is not documented
   * @return a copy
   */
  public ArkOptions withOptimizePrompt(boolean value) {
    return withField("optimize_prompt", value);
  }

  /**
   * Lets the model look things up in the web.
   *
   * @param value false unless set
   * @return a copy
   */
  public ArkOptions withWebSearch(boolean value) {
    return withField("tools", value, List.of(Map.of("type", "web_search")));
  }

  /**
   * Sets what is behind the subject.
   *
   * @param value {@code opaque}, the service's default; {@code transparent}, with which PNG comes
   *     back; Seedream 5.5 knows {@code auto} too. With {@code transparent} Seedream 5.0 keeps what
   *     is transparent already, and takes one PNG with transparent pixels; Seedream 5.5 makes it.
   * @return a copy
   */
  public ArkOptions withBackground(String value) {
    return withField(BACKGROUND, value);
  }

  /**
   * Has the photo taken apart into a base and layers, each of which comes as an image. It needs a
   * photo alone. There are 16 layers at most, of Seedream 5.5 99.
   *
   * @param value the service's default is false
   * @return a copy
   */
  public ArkOptions withLayerDecomposition(boolean value) {
    return withField(LAYERS, value);
  }

  /**
   * Sets the seed. Requests with the same seed make images that are alike.
   *
   * @param value 0 or more, checked with the request; -1, the service's default, is a new seed each
   *     time
   * @return a copy
   */
  public ArkOptions withSeed(int value) {
    return withField("seed", value);
  }

  /**
   * Sets how closely to follow the prompt.
   *
   * @param value 1 to 10, checked with the request
   * @return a copy
   */
  public ArkOptions withGuidanceScale(double value) {
    return withField("guidance_scale", value);
  }
}
