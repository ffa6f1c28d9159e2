package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFeature.GROUPS;
import static io.github.maskloom.ark.ArkFeature.GUIDANCE_SCALE;
import static io.github.maskloom.ark.ArkFeature.OUTPUT_FORMAT;
import static io.github.maskloom.ark.ArkFeature.SEED;
import static io.github.maskloom.ark.ArkFeature.STREAM;
import static io.github.maskloom.ark.ArkFeature.WEB_SEARCH;
import static io.github.maskloom.ark.ArkOptions.PromptMode.FAST;
import static io.github.maskloom.ark.ArkOptions.PromptMode.STANDARD;

import io.github.maskloom.ark.ArkModel.Layers;
import io.github.maskloom.ark.ArkOptions.Background;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.prepare.UploadLimits;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The families of models whose limits are known.
 *
 * <p>Requests to other models, and to endpoints, {@code ep-…}, whose model is not known, are sent
 * as they are.
 */
public final class ArkModels {
  private static final long MEGABYTE = 1_000_000;

  /** Formats, bytes, pixels and sides as documented for images that go into today's models. */
  static final UploadLimits INPUT =
      new UploadLimits(
              UploadLimits.NONE.mediaTypes(), 30 * MEGABYTE, 36_000_000, Integer.MAX_VALUE, 15, 16)
          .withMediaTypes(
              "image/jpeg",
              "image/png",
              "image/webp",
              "image/bmp",
              "image/tiff",
              "image/gif",
              "image/heic",
              "image/heif");

  private static final long MIN_LAYER_PIXELS = 512 * 512;

  /** What is documented for images that are taken apart: all but HEIC and HEIF. */
  private static final Set<String> LAYER_TYPES =
      Set.of("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff", "image/gif");

  private static final String PRO = "doubao-seedream-5-0-pro-260628";
  private static final String V5_5 = "doubao-seedream-5-5-261028";
  private static final String BYTEPLUS_PRO = "dola-seedream-5-0-pro-260628";
  private static final String BYTEPLUS_V5_5 = "seedream-5-5-261028";

  /** On Volcengine, by users who name 5.0 pro in their place. Of BytePlus nobody reports it. */
  private static final Retirement NOVEMBER_2026 =
      new Retirement(LocalDate.of(2026, 11, 24), List.of(PRO, V5_5));

  private static final ArkModel SEEDREAM_5_PRO =
      ArkModel.builder("Seedream 5.0 pro")
          .ids(PRO, BYTEPLUS_PRO, "doubao-seedream-5.0-pro")
          .maxInputImages(10)
          .features(OUTPUT_FORMAT)
          .promptModes(STANDARD, FAST)
          .backgrounds(Background.TRANSPARENT, Background.OPAQUE)
          .layers(new Layers(16, LAYER_TYPES, MIN_LAYER_PIXELS))
          .namedSizes("1K", "1.5K", "2K")
          .pixelSizes(921_600, 4_624_220, 16)
          .inputLimits(INPUT, 196)
          .build();

  private static final ArkModel SEEDREAM_5_FLASH =
      SEEDREAM_5_PRO.toBuilder("Seedream 5.0 flash")
          .ids("doubao-seedream-5-0-flash-260915", "dola-seedream-5-0-flash-260915")
          .promptModes(STANDARD)
          .build();

  /** Known by gateways' pages only, which say nothing of prompts: those of 5.0 pro pass. */
  private static final ArkModel SEEDREAM_5_5 =
      SEEDREAM_5_PRO.toBuilder("Seedream 5.5")
          .ids(V5_5, BYTEPLUS_V5_5)
          .backgrounds(Background.values())
          .makesTransparency(true)
          .layers(new Layers(99, LAYER_TYPES, MIN_LAYER_PIXELS))
          .build();

  private static final ArkModel SEEDREAM_5_LITE =
      ArkModel.builder("Seedream 5.0 lite")
          .ids(
              "doubao-seedream-5-0-260128",
              "doubao-seedream-5-0-lite-260128",
              "seedream-5-0-260128",
              "seedream-5-0-lite-260128",
              "doubao-seedream-5.0-lite")
          .retired(NOVEMBER_2026, "doubao-seedream-5-0-260128", "doubao-seedream-5-0-lite-260128")
          .maxInputImages(14)
          .maxImages(15, 15)
          .features(GROUPS, STREAM, WEB_SEARCH, OUTPUT_FORMAT)
          .promptModes(STANDARD)
          .namedSizes("2K", "3K", "4K")
          .pixelSizes(3_686_400, 16_777_216, 16)
          .inputLimits(INPUT, 196)
          .build();

  private static final ArkModel SEEDREAM_4_5 =
      ArkModel.builder("Seedream 4.5")
          .ids("doubao-seedream-4-5-251128", "seedream-4-5-251128")
          .retired(NOVEMBER_2026, "doubao-seedream-4-5-251128")
          .maxInputImages(14)
          .maxImages(15, 15)
          .features(GROUPS, STREAM)
          .promptModes(STANDARD)
          .namedSizes("2K", "4K")
          .pixelSizes(3_686_400, 16_777_216, 16)
          .inputLimits(INPUT, 196)
          .build();

  private static final ArkModel SEEDREAM_4_0 =
      SEEDREAM_4_5.toBuilder("Seedream 4.0")
          .ids("doubao-seedream-4-0-250828", "seedream-4-0-250828")
          .retired(NOVEMBER_2026, "doubao-seedream-4-0-250828")
          .promptModes(STANDARD, FAST)
          .namedSizes("1K", "2K", "4K")
          .pixelSizes(921_600, 16_777_216, 16)
          .build();

  private static final ArkModel SEEDREAM_3_0 =
      ArkModel.builder("Seedream 3.0 t2i")
          .ids("doubao-seedream-3-0-t2i-250415", "seedream-3-0-t2i-250415")
          .retired(
              new Retirement(LocalDate.of(2026, 4, 21), List.of(PRO, V5_5)),
              "doubao-seedream-3-0-t2i-250415")
          .maxInputImages(0)
          .features(SEED, GUIDANCE_SCALE)
          .pixelSizes(512 * 512, 2048 * 2048, Double.POSITIVE_INFINITY)
          .build();

  private static final ArkModel SEEDEDIT_3_0 =
      ArkModel.builder("SeedEdit 3.0 i2i")
          .ids("doubao-seededit-3-0-i2i-250628", "seededit-3-0-i2i-250628")
          .retired(
              new Retirement(LocalDate.of(2026, 10, 8), List.of(BYTEPLUS_PRO, BYTEPLUS_V5_5)),
              "seededit-3-0-i2i-250628")
          .maxInputImages(1)
          .features(SEED, GUIDANCE_SCALE)
          .namedSizes("adaptive")
          .inputLimits(
              INPUT
                  .withMediaTypes("image/jpeg", "image/png")
                  .withMaxBytes(10 * MEGABYTE)
                  .withMaxAspectRatio(3),
              196)
          .build();

  /** The models of Volcengine Ark and BytePlus ModelArk, as known in November 2026. */
  public static final ModelTable<ArkModel> KNOWN =
      ModelTable.of(
          SEEDREAM_5_5,
          SEEDREAM_5_PRO,
          SEEDREAM_5_FLASH,
          SEEDREAM_5_LITE,
          SEEDREAM_4_5,
          SEEDREAM_4_0,
          SEEDREAM_3_0,
          SEEDEDIT_3_0);

  private ArkModels() {}
}
