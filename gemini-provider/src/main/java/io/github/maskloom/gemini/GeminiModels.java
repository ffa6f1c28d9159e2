package io.github.maskloom.gemini;

import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
public final class GeminiModels {
  /** A request has at most 100 MB in base64, which 70 MB of an image and some words keep to. */
  static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg", "image/webp")
          .withMaxBytes(70_000_000);

  private static final Set<String> RATIOS =
      ordered("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  private static final Set<String> MORE_RATIOS =
      ordered(
          "1:1", "1:4", "1:8", "2:3", "3:2", "3:4", "4:1", "4:3", "4:5", "5:4", "8:1", "9:16",
          "16:9", "21:9");

  private static final GeminiModel PRO_3 =
      family("Gemini 3 Pro Image", RATIOS, 14, "1K", "2K", "4K").withIds("gemini-3-pro-image");

  private static final GeminiModel PRO_3_PREVIEW =
      PRO_3
          .withIds("gemini-3-pro-image-preview")
          .withRetirement(LocalDate.of(2026, 6, 25), "gemini-3-pro-image");

  private static final GeminiModel FLASH_3_1 =
      family("Gemini 3.1 Flash Image", MORE_RATIOS, 14, "512", "1K", "2K", "4K")
          .withIds("gemini-3.1-flash-image");

  private static final GeminiModel FLASH_3_1_PREVIEW =
      FLASH_3_1
          .withIds("gemini-3.1-flash-image-preview")
          .withRetirement(LocalDate.of(2026, 6, 25), "gemini-3.1-flash-image");

  private static final GeminiModel FLASH_LITE_3_1 =
      family("Gemini 3.1 Flash Lite Image", MORE_RATIOS, 14, "1K")
          .withIds("gemini-3.1-flash-lite-image");

  private static final GeminiModel FLASH_2_5 =
      family("Gemini 2.5 Flash Image", RATIOS, 3)
          .withIds("gemini-2.5-flash-image")
          .withRetirement(LocalDate.of(2026, 10, 2), "gemini-3.1-flash-image");

  private static final GeminiModel FLASH_2_5_PREVIEW =
      FLASH_2_5
          .withIds("gemini-2.5-flash-image-preview")
          .withRetirement(LocalDate.of(2026, 1, 15), "gemini-3.1-flash-image");

  /** Google's models that edit images, as documented in November 2026. */
  public static final ModelTable<GeminiModel> KNOWN =
      ModelTable.of(
          FLASH_3_1,
          PRO_3,
          FLASH_LITE_3_1,
          FLASH_3_1_PREVIEW,
          PRO_3_PREVIEW,
          FLASH_2_5,
          FLASH_2_5_PREVIEW);

  private GeminiModels() {}

  private static GeminiModel family(
      String name, Set<String> ratios, int maxInputImages, String... sizes) {
    return new GeminiModel(
        name, Set.of(), ordered(sizes), ratios, maxInputImages, INPUT, Optional.empty());
  }

  private static Set<String> ordered(String... values) {
    return new LinkedHashSet<>(List.of(values));
  }
}
