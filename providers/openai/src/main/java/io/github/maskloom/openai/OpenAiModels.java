package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiOptions.BACKGROUND;
import static io.github.maskloom.openai.OpenAiOptions.COMPLEXITY;
import static io.github.maskloom.openai.OpenAiOptions.COMPRESSION;
import static io.github.maskloom.openai.OpenAiOptions.FIDELITY;
import static io.github.maskloom.openai.OpenAiOptions.FORMAT;
import static io.github.maskloom.openai.OpenAiOptions.FRAMES;
import static io.github.maskloom.openai.OpenAiOptions.IDENTIFIER;
import static io.github.maskloom.openai.OpenAiOptions.MARKUP;
import static io.github.maskloom.openai.OpenAiOptions.MODERATION;
import static io.github.maskloom.openai.OpenAiOptions.PREVIEWS;
import static io.github.maskloom.openai.OpenAiOptions.QUALITY;
import static io.github.maskloom.openai.OpenAiOptions.STREAM;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.prepare.UploadLimits;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
final class OpenAiModels {
  private static final long MEGABYTE = 1_000_000;
  private static final long MAX_OUTPUT_PIXELS = 8_294_400;

  /** Images go in as PNG, since the service's texts disagree on masks beside other formats. */
  static final UploadLimits INPUT =
      UploadLimits.NONE.withMediaTypes("image/png").withMaxBytes(50 * MEGABYTE - 1);

  /** The smaller of the two limits that the service's texts have. */
  static final UploadLimits MASK =
      UploadLimits.NONE.withMediaTypes("image/png").withMaxBytes(4 * MEGABYTE - 1);

  private static final String PROMPT = "prompt";

  /** A mask that is an image of its own. */
  static final String MASK_IMAGE = "mask";

  /** A model that nobody knows may do anything. */
  static final Model OTHERS =
      Model.of("unknown")
          .withImages(Integer.MAX_VALUE, Integer.MAX_VALUE)
          .withLimits(INPUT, MASK)
          .withSizes(Sizes.ANY)
          .withField(PROMPT, Allowed.chars(1, Integer.MAX_VALUE))
          .withField(STREAM, Allowed.ANY);

  /** What all models take. A request that sets no format counts as one for PNG. */
  private static final Model GPT_IMAGE =
      Model.of("GPT image")
          .withImages(16, 10)
          .withLimits(INPUT, MASK)
          .withField(PROMPT, Allowed.chars(1, 32_000))
          .withField(QUALITY, Allowed.of("auto", "low", "medium", "high"))
          .withFields(Allowed.NONE, FIDELITY, COMPLEXITY, MARKUP, COMPRESSION, FRAMES)
          .withField(BACKGROUND, Allowed.of("auto", "transparent", "opaque"))
          .withField(MODERATION, Allowed.of("auto", "low"))
          .withField(FORMAT, Allowed.of("png", "jpeg", "webp"))
          .withField(STREAM, Allowed.ANY)
          .withField(PREVIEWS, Allowed.range(0, 3))
          .withField(IDENTIFIER, Allowed.chars(0, 128))
          .when(FORMAT, "jpeg", model -> opaque(compressed(model)))
          .when(FORMAT, "webp", OpenAiModels::compressed);

  private static final Model GPT_IMAGE_2 =
      GPT_IMAGE
          .named("GPT image 2", "gpt-image-2", "gpt-image-2-2026-04-21")
          .withSizes(Sizes.of("auto").withPixels(655_360, MAX_OUTPUT_PIXELS, 3).withSides(16, 3840))
          .withLimits(INPUT.withMaxPixels(MAX_OUTPUT_PIXELS).withMaxAspectRatio(3), MASK);

  private static final Model GPT_IMAGE_2_5 =
      GPT_IMAGE_2
          .named(
              "GPT image 2.5",
              "gpt-image-2.5-sunburst",
              "gpt-image-2.5-flare",
              "gpt-image-2.5-sunburst-2026-09-08",
              "gpt-image-2.5-flare-2026-09-08")
          .withField(QUALITY, Allowed.of("auto", "low", "medium", "high", "xhigh", "max"))
          .withField(MARKUP, Allowed.ANY);

  private static final Model GPT_IMAGE_2_6 =
      GPT_IMAGE_2_5
          .named("GPT image 2.6", "gpt-image-2.6-sunburst", "gpt-image-2.6-flare")
          .withField(FORMAT, Allowed.of("png", "jpeg", "webp", "gif"))
          .withField(COMPLEXITY, Allowed.of("low", "medium", "high"))
          .when(
              FORMAT,
              "gif",
              model ->
                  opaque(model)
                      .withFields(Allowed.NONE, STREAM, MASK_IMAGE)
                      .withField(FRAMES, Allowed.range(2, 16)));

  private static final Model GPT_IMAGE_1_5 =
      GPT_IMAGE
          .named("GPT image 1.5", "gpt-image-1.5", "chatgpt-image-latest")
          .withField(FIDELITY, Allowed.of("low", "high"))
          .withSizes(Sizes.of("auto", "1024x1024", "1536x1024", "1024x1536"));

  private static final Model GPT_IMAGE_1_MINI =
      GPT_IMAGE_1_5
          .named("GPT image 1 mini", "gpt-image-1-mini")
          .withField(FIDELITY, Allowed.of("low"));

  private static final Model GPT_IMAGE_1 =
      GPT_IMAGE_1_5
          .named("GPT image 1", "gpt-image-1")
          .withRetirement(Retirement.since("2026-10-23"));

  /** What it has no field for would not be sent, so it must not seem to hold. */
  private static final Model STABLE_DIFFUSION =
      GPT_IMAGE
          .named("sd-server", "sd-cpp-local")
          .withFields(Allowed.NONE, QUALITY, BACKGROUND, MODERATION, IDENTIFIER, STREAM, PREVIEWS)
          .withField(FORMAT, Allowed.of("png", "jpeg"))
          .withSizes(Sizes.NONE.withPixels(64 * 64, 16_777_216, 8).withSides(64, 4096))
          .withLimits(
              UploadLimits.NONE
                  .withMediaTypes("image/png", "image/jpeg")
                  .withMaxPixels(2_097_152)
                  .withMaxAspectRatio(8),
              UploadLimits.NONE.withMediaTypes("image/png"));

  /** OpenAI's models, as documented in November 2026. */
  static final ModelTable KNOWN =
      ModelTable.of(GPT_IMAGE_1_5, GPT_IMAGE_1_MINI, GPT_IMAGE_1, STABLE_DIFFUSION)
          .with(GPT_IMAGE_2_6, GPT_IMAGE_2_5, GPT_IMAGE_2);

  private OpenAiModels() {}

  private static Model compressed(Model model) {
    return model.withField(COMPRESSION, Allowed.range(0, 100));
  }

  /** A transparent background needs PNG or WebP. */
  private static Model opaque(Model model) {
    return model.field(BACKGROUND).some()
        ? model.withField(BACKGROUND, Allowed.of("auto", "opaque"))
        : model;
  }
}
