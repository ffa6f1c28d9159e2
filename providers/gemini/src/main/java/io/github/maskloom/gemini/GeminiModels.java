package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.prepare.UploadLimits;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
final class GeminiModels {
  /** A request has at most 100 MB in base64, which 70 MB of an image and some words keep to. */
  private static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg", "image/webp")
          .withMaxBytes(70_000_000);

  private static final String RATIO = "imageConfig.aspectRatio";

  private static final Allowed RATIOS =
      Allowed.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  private static final Allowed MORE_RATIOS =
      Allowed.of(
          "1:1", "1:4", "1:8", "2:3", "3:2", "3:4", "4:1", "4:3", "4:5", "5:4", "8:1", "9:16",
          "16:9", "21:9");

  /** A model that nobody knows takes any number of images. */
  static final Model OTHERS =
      Model.of("unknown")
          .withImages(Integer.MAX_VALUE, 1)
          .withInputLimits(INPUT)
          .withSizes(Sizes.NONE.withAnyName(true))
          .withField("prompt", Allowed.chars(1, Integer.MAX_VALUE));

  private static final Model PRO_3 =
      OTHERS
          .named("Gemini 3 Pro Image", "gemini-3-pro-image")
          .withImages(14, 1)
          .withSizes(Sizes.of("1K", "2K", "4K"))
          .withField(RATIO, RATIOS);

  private static final Model PRO_3_PREVIEW =
      PRO_3
          .withIds("gemini-3-pro-image-preview")
          .withRetirement(Retirement.since("2026-06-25", "gemini-3-pro-image"));

  private static final Model FLASH_3_1 =
      PRO_3
          .named("Gemini 3.1 Flash Image", "gemini-3.1-flash-image")
          .withSizes(Sizes.of("512", "1K", "2K", "4K"))
          .withField(RATIO, MORE_RATIOS);

  private static final Model FLASH_3_1_PREVIEW =
      FLASH_3_1
          .withIds("gemini-3.1-flash-image-preview")
          .withRetirement(Retirement.since("2026-06-25", "gemini-3.1-flash-image"));

  private static final Model FLASH_LITE_3_1 =
      FLASH_3_1
          .named("Gemini 3.1 Flash Lite Image", "gemini-3.1-flash-lite-image")
          .withSizes(Sizes.of("1K"));

  private static final Model FLASH_2_5 =
      PRO_3
          .named("Gemini 2.5 Flash Image", "gemini-2.5-flash-image")
          .withImages(3, 1)
          .withSizes(Sizes.NONE)
          .withRetirement(Retirement.since("2026-10-02", "gemini-3.1-flash-image"));

  private static final Model FLASH_2_5_PREVIEW =
      FLASH_2_5
          .withIds("gemini-2.5-flash-image-preview")
          .withRetirement(Retirement.since("2026-01-15", "gemini-3.1-flash-image"));

  /** Google's models that edit images, as documented in November 2026. */
  static final ModelTable KNOWN =
      ModelTable.of(FLASH_3_1_PREVIEW, PRO_3_PREVIEW, FLASH_2_5, FLASH_2_5_PREVIEW)
          .with(FLASH_3_1, PRO_3, FLASH_LITE_3_1);

  private GeminiModels() {}
}
