package io.github.maskloom.fal;

import static io.github.maskloom.fal.FalOptions.MASK_FIELD;
import static io.github.maskloom.fal.FalOptions.OUTPUT_FORMAT;
import static io.github.maskloom.fal.FalOptions.PROMPT_FIELD;
import static io.github.maskloom.fal.FalOptions.REFERENCES_FIELD;

import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;

/**
 * The models of which something is known: what they take, and by which names. A name that is not
 * here is the usual one.
 */
final class FalModels {
  /**
   * No page says what is too large. So much Black Forest Labs documents for its own models, and a
   * megapixel more is billed.
   */
  private static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg", "image/webp")
          .withMaxBytes(20_000_000)
          .withMaxPixels(20_000_000);

  private static final Allowed WORDS = Allowed.chars(1, Integer.MAX_VALUE);

  /** Of one photo, with a mask and words. */
  private static final Model MASKED =
      Model.of("masked")
          .withImages(1, 4)
          .withLimits(INPUT, INPUT.withMediaTypes("image/png"))
          .withField(REFERENCES_FIELD, Allowed.of(""))
          .withField(OUTPUT_FORMAT, Allowed.of("jpeg", "png"))
          .withField("prompt", WORDS);

  private static final Model FILL =
      MASKED
          .named("FLUX.1 Fill [pro]", FalProvider.DEFAULT_MODEL)
          .withField("safety_tolerance", Allowed.of("1", "2", "3", "4", "5", "6"));

  /** It takes away what is masked, and no words. */
  private static final Model ERASE =
      MASKED
          .named("FLUX.1 Erase [pro]", "fal-ai/flux-pro/v1/erase")
          .withImages(1, 1)
          .withField(PROMPT_FIELD, Allowed.of(""))
          .withField("prompt", Allowed.ANY);

  private static final Model QWEN =
      MASKED
          .named("Qwen Image Edit", "fal-ai/qwen-image-edit/inpaint")
          .withField("num_inference_steps", Allowed.range(2, 50));

  private static final Model Z_IMAGE =
      MASKED
          .named("Z-Image Turbo", "fal-ai/z-image/turbo/inpaint")
          .withField(MASK_FIELD, Allowed.of("mask_image_url"));

  /** It needs a reference beside the photo. */
  private static final Model KONTEXT =
      MASKED
          .named("FLUX.1 Kontext [dev]", "fal-ai/flux-kontext-lora/inpaint")
          .withImages(2, 4)
          .withField(REFERENCES_FIELD, Allowed.of(FalForm.REFERENCE))
          .withField(FalForm.REFERENCE, WORDS)
          .withField("num_inference_steps", Allowed.range(10, 50));

  /** The models that edit by a mask, as documented in November 2026. */
  static final ModelTable KNOWN = ModelTable.of(FILL, ERASE, QWEN, Z_IMAGE, KONTEXT);

  /** A model that nobody knows may take as many images as somebody sends. */
  static final Model OTHERS =
      Model.of("others")
          .withImages(Integer.MAX_VALUE, Integer.MAX_VALUE)
          .withLimits(INPUT, INPUT.withMediaTypes("image/png"));

  private FalModels() {}
}
