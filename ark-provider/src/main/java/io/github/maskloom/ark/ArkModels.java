package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFeature.BACKGROUND;
import static io.github.maskloom.ark.ArkFeature.GROUPS;
import static io.github.maskloom.ark.ArkFeature.GUIDANCE_SCALE;
import static io.github.maskloom.ark.ArkFeature.LAYER_DECOMPOSITION;
import static io.github.maskloom.ark.ArkFeature.OUTPUT_FORMAT;
import static io.github.maskloom.ark.ArkFeature.SEED;
import static io.github.maskloom.ark.ArkFeature.STREAM;
import static io.github.maskloom.ark.ArkFeature.WEB_SEARCH;
import static io.github.maskloom.ark.ArkOptions.PromptMode.FAST;
import static io.github.maskloom.ark.ArkOptions.PromptMode.STANDARD;

import io.github.maskloom.prepare.UploadLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The families of models whose limits are known. Immutable, equal by value.
 *
 * <p>Requests to other models, and to endpoints, {@code ep-…}, whose model nobody can tell, are
 * sent as they are.
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

  private static final ArkModel SEEDREAM_5_PRO =
      ArkModel.builder("Seedream 5.0 pro")
          .ids(
              "doubao-seedream-5-0-pro-260628",
              "dola-seedream-5-0-pro-260628",
              "doubao-seedream-5.0-pro")
          .maxInputImages(10)
          .features(OUTPUT_FORMAT, BACKGROUND, LAYER_DECOMPOSITION)
          .promptModes(STANDARD, FAST)
          .namedSizes("1K", "1.5K", "2K")
          .pixelSizes(921_600, 4_624_220, 16)
          .inputLimits(INPUT, 196)
          .build();

  private static final ArkModel SEEDREAM_5_FLASH =
      SEEDREAM_5_PRO.toBuilder("Seedream 5.0 flash")
          .ids("doubao-seedream-5-0-flash-260915", "dola-seedream-5-0-flash-260915")
          .promptModes(STANDARD)
          .build();

  private static final ArkModel SEEDREAM_5_LITE =
      ArkModel.builder("Seedream 5.0 lite")
          .ids(
              "doubao-seedream-5-0-260128",
              "doubao-seedream-5-0-lite-260128",
              "seedream-5-0-260128",
              "seedream-5-0-lite-260128",
              "doubao-seedream-5.0-lite")
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
          .promptModes(STANDARD, FAST)
          .namedSizes("1K", "2K", "4K")
          .pixelSizes(921_600, 16_777_216, 16)
          .build();

  private static final ArkModel SEEDREAM_3_0 =
      ArkModel.builder("Seedream 3.0 t2i")
          .ids("doubao-seedream-3-0-t2i-250415", "seedream-3-0-t2i-250415")
          .maxInputImages(0)
          .features(SEED, GUIDANCE_SCALE)
          .pixelSizes(512 * 512, 2048 * 2048, Double.POSITIVE_INFINITY)
          .build();

  private static final ArkModel SEEDEDIT_3_0 =
      ArkModel.builder("SeedEdit 3.0 i2i")
          .ids("doubao-seededit-3-0-i2i-250628", "seededit-3-0-i2i-250628")
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

  /** The models of Volcengine Ark and BytePlus ModelArk, as documented in October 2026. */
  public static final ArkModels KNOWN =
      of(
          SEEDREAM_5_PRO,
          SEEDREAM_5_FLASH,
          SEEDREAM_5_LITE,
          SEEDREAM_4_5,
          SEEDREAM_4_0,
          SEEDREAM_3_0,
          SEEDEDIT_3_0);

  private final List<ArkModel> families;

  private ArkModels(List<ArkModel> families) {
    this.families = List.copyOf(families);
  }

  /** These families only; of two with the same id, the first counts. */
  public static ArkModels of(ArkModel... families) {
    return new ArkModels(Arrays.asList(families));
  }

  /** These families, and others that go before them where ids are the same. */
  public ArkModels with(ArkModel... more) {
    List<ArkModel> all = new ArrayList<>(Arrays.asList(more));
    all.addAll(families);
    return new ArkModels(all);
  }

  /** The family that an id belongs to, if it is known. */
  public Optional<ArkModel> find(String id) {
    return families.stream().filter(family -> family.ids().contains(id)).findFirst();
  }

  /** All families. */
  public List<ArkModel> families() {
    return families;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArkModels models && families.equals(models.families);
  }

  @Override
  public int hashCode() {
    return families.hashCode();
  }

  @Override
  public String toString() {
    return families.toString();
  }
}
