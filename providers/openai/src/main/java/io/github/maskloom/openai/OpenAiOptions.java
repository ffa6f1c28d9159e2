package io.github.maskloom.openai;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one request asks of the service beyond photo, mask, prompt, size and count: {@code
 * OpenAiOptions.NONE.withQuality("low").withPreviews(2)}. What is not set is not sent, so the
 * service's default holds. Immutable, equal by value.
 *
 * <p>A request to a known model is refused, unsent, if the model does not take what is set, or a
 * number is out of range. Nothing is checked for other models, or after {@link
 * HttpConfig#withChecks withChecks(false)}.
 *
 * <p>{@link #withField} takes all names but {@code model}, {@code prompt}, {@code n}, {@code mask},
 * {@code image}, {@code image[]} and {@code images}. In a form, lists and maps are sent as JSON. An
 * {@code sd-server} gets fields within the prompt.
 */
public final class OpenAiOptions extends ModelOptions<OpenAiOptions> {
  private static final Set<String> TAKEN =
      Set.of("model", "prompt", "n", "mask", "image", "image[]", "images");

  /** Options with nothing set. */
  public static final OpenAiOptions NONE = new OpenAiOptions(Optional.empty(), Map.of());

  static final String QUALITY = "quality";
  static final String COMPLEXITY = "complexity";
  static final String FORMAT = "output_format";
  static final String COMPRESSION = "output_compression";
  static final String BACKGROUND = "background";
  static final String FIDELITY = "input_fidelity";
  static final String MODERATION = "moderation";
  static final String STREAM = "stream";
  static final String PREVIEWS = "partial_images";
  static final String IDENTIFIER = "safety_identifier";
  static final String FRAMES = "frame_count";

  /** Not sent: paint travels in a field of this name. */
  static final String MARKUP = "markup";

  private OpenAiOptions(Optional<String> model, Map<String, Object> fields) {
    super(model, fields, TAKEN, OpenAiOptions::new);
  }

  /**
   * Sets how much work goes into an image.
   *
   * @param value {@code auto}, the service's default, {@code low}, {@code medium} or {@code high};
   *     models from GPT image 2.5 on take {@code xhigh} and {@code max} too
   * @return a copy
   */
  public OpenAiOptions withQuality(String value) {
    return withField(QUALITY, value);
  }

  /**
   * Sets how much an edit may change.
   *
   * @param value {@code low}, which suits narrow edits, {@code medium}, or {@code high}, the
   *     service's default
   * @return a copy
   */
  public OpenAiOptions withComplexity(String value) {
    return withField(COMPLEXITY, value);
  }

  /**
   * Sets the format of images.
   *
   * @param value {@code png}, the service's default, {@code jpeg}, which is faster, {@code webp},
   *     or of models from GPT image 2.6 on {@code gif}
   * @return a copy
   */
  public OpenAiOptions withOutputFormat(String value) {
    return withField(FORMAT, value);
  }

  /**
   * Sets the quality of a JPEG or WebP. With another format the request is refused.
   *
   * @param percent 0 to 100, checked with the request; the service's default is 100
   * @return a copy
   */
  public OpenAiOptions withOutputCompression(int percent) {
    return withField(COMPRESSION, percent);
  }

  /**
   * Sets what is behind the subject.
   *
   * @param value {@code auto}, the service's default, {@code opaque}, or {@code transparent}, which
   *     needs PNG or WebP
   * @return a copy
   */
  public OpenAiOptions withBackground(String value) {
    return withField(BACKGROUND, value);
  }

  /**
   * Sets how closely an edit keeps to what goes in. Models from GPT image 2 on refuse the field.
   *
   * @param value {@code low}, the service's default, or {@code high}, with which faces and textures
   *     stay
   * @return a copy
   */
  public OpenAiOptions withInputFidelity(String value) {
    return withField(FIDELITY, value);
  }

  /**
   * Sets how strictly words and images are judged.
   *
   * @param value {@code auto}, the service's default, or {@code low}
   * @return a copy
   */
  public OpenAiOptions withModeration(String value) {
    return withField(MODERATION, value);
  }

  /**
   * Has images come in events, each when it is made, or all together at the end.
   *
   * @param value true for events, false, the default, for all at the end; {@link #withPreviews}
   *     above 0 mean events all the same
   * @return a copy
   */
  public OpenAiOptions withStream(boolean value) {
    return withField(STREAM, value, true);
  }

  /**
   * Has previews of each image come. Each may cost tokens.
   *
   * @param count 0 to 3, checked with the request; 0 unless set. More than 0 also has images come
   *     in events.
   * @return a copy
   */
  public OpenAiOptions withPreviews(int count) {
    return withField(PREVIEWS, count != 0, count);
  }

  /**
   * Says who asks. If the service finds misuse, it may act against this identifier.
   *
   * @param hash of a user's name, at most 128 characters, checked with the request; never shown
   * @return a copy
   */
  public OpenAiOptions withSafetyIdentifier(String hash) {
    return withField(IDENTIFIER, hash);
  }

  /**
   * Sets the frames of a GIF. With another format the request is refused.
   *
   * @param count 2 to 16, checked with the request
   * @param millis how long each frame is shown, in milliseconds; not checked
   * @return a copy
   */
  public OpenAiOptions withFrames(int count, int millis) {
    return withField(FRAMES, count).withField("frame_duration_ms", millis);
  }

  /**
   * Has what is painted sent as a layer of paint over the photo, in place of a mask.
   *
   * @param value false unless set
   * @return a copy
   */
  public OpenAiOptions withMarkup(boolean value) {
    return withField(MARKUP, value, true);
  }

  /** Whether what is painted is sent as a layer of paint over the photo. */
  boolean markup() {
    return fields().containsKey(MARKUP);
  }
}
