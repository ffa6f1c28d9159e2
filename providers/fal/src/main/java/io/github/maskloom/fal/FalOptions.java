package io.github.maskloom.fal;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one request asks of the service beyond photo, mask, references, prompt and number of images:
 * {@code FalOptions.NONE.withSeed(7)}. What is not set is not sent, so the model's default holds.
 * Immutable, equal by value.
 *
 * <p>It also says how a model is asked that the configuration's table does not know, or knows
 * otherwise: {@code FalOptions.NONE.withModel("acme/inpaint").withMaskField("mask_image")}. A name
 * that ends in {@code []} is that of a list. Photo and references may be in the same list, which
 * the photo begins.
 */
public final class FalOptions extends ModelOptions<FalOptions> {
  /** Options with nothing set. */
  public static final FalOptions NONE = new FalOptions(Optional.empty(), Map.of());

  /** The number of images, which the request says itself. */
  static final String COUNT = "num_images";

  static final String PHOTO_FIELD = "photo_field";
  static final String MASK_FIELD = "mask_field";
  static final String REFERENCES_FIELD = "references_field";
  static final String PROMPT_FIELD = "prompt_field";
  static final String MASK_MEANING = "mask_meaning";
  static final String OUTPUT_FORMAT = "output_format";

  /** What says how a model is asked, and is not sent. */
  static final Set<String> UNSENT =
      Set.of(PHOTO_FIELD, MASK_FIELD, REFERENCES_FIELD, PROMPT_FIELD, MASK_MEANING);

  private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final Pattern MODEL = Pattern.compile("(?=.{1,256}$)" + PART + "(/" + PART + ")+");

  private FalOptions(Optional<String> model, Map<String, Object> fields) {
    super(model.map(FalOptions::modelId), fields, Set.of(COUNT), FalOptions::new);
    Object meaning = fields.getOrDefault(MASK_MEANING, Meaning.BINARY);
    MaskConvention convention = new MaskConvention(Meaning.valueOf("" + meaning), 0);
    checkArgument(!convention.isPainted(), "a mask says where, and not with what");
  }

  /** An id that is safe in an address: an owner, an app, and perhaps a path. */
  static String modelId(String id) {
    checkArgument(
        MODEL.matcher(id).matches(),
        "a model's id is an owner, an app and perhaps a path, each of letters, digits, dots, dashes"
            + " and underscores");
    return id;
  }

  /**
   * Sets the seed. The same request with the same seed makes the same image again.
   *
   * @param value any number that the model takes; not checked
   * @return a copy
   */
  public FalOptions withSeed(long value) {
    return withField("seed", value);
  }

  /**
   * Sets the format of the image.
   *
   * @param value such as {@code png} or {@code jpeg}, checked with the request
   * @return a copy
   */
  public FalOptions withOutputFormat(String value) {
    return withField(OUTPUT_FORMAT, value);
  }

  /**
   * Names the field of the photo.
   *
   * @param name {@code image_url} unless set
   * @return a copy
   */
  public FalOptions withPhotoField(String name) {
    return withField(PHOTO_FIELD, name);
  }

  /**
   * Names the field of the mask.
   *
   * @param name {@code mask_url} unless set
   * @return a copy
   */
  public FalOptions withMaskField(String name) {
    return withField(MASK_FIELD, name);
  }

  /**
   * Names the field of the references.
   *
   * @param name {@code reference_image_url} unless set; a list has several, and an empty name none
   * @return a copy
   */
  public FalOptions withReferencesField(String name) {
    return withField(REFERENCES_FIELD, name);
  }

  /**
   * Names the field of the prompt.
   *
   * @param name {@code prompt} unless set; with an empty name no prompt is sent
   * @return a copy
   */
  public FalOptions withPromptField(String name) {
    return withField(PROMPT_FIELD, name);
  }

  /**
   * Says what the pixels of a mask mean to the model. The caller's mask is converted to it.
   *
   * @param value {@link Meaning#BINARY} unless set: white edits, without gray
   * @return a copy
   * @throws IllegalArgumentException if such a mask brings a color of its own
   */
  public FalOptions withMaskMeaning(Meaning value) {
    return withField(MASK_MEANING, value.name());
  }
}
