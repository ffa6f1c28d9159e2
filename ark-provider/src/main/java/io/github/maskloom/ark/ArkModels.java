package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkOptions.BACKGROUND;
import static io.github.maskloom.ark.ArkOptions.GROUP;
import static io.github.maskloom.ark.ArkOptions.GROUP_OPTIONS;
import static io.github.maskloom.ark.ArkOptions.LAYERS;
import static io.github.maskloom.ark.ArkOptions.MAX_IMAGES;
import static io.github.maskloom.ark.ArkOptions.STREAM;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.prepare.UploadLimits;
import java.util.stream.Stream;

/**
 * The families of models whose limits are known.
 *
 * <p>Requests to other models, and to endpoints, {@code ep-…}, whose model is not known, are sent
 * as they are.
 */
final class ArkModels {
  private static final long MEGABYTE = 1_000_000;

  private static final String[] TYPES = {
    "image/jpeg", "image/png", "image/webp", "image/bmp",
    "image/tiff", "image/gif", "image/heic", "image/heif"
  };

  /** All but HEIC and HEIF, as documented for an image that is taken apart. */
  private static final String[] TYPES_IN_LAYERS = {
    "image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff", "image/gif"
  };

  /** Formats, bytes, pixels and sides as documented for images that go into today's models. */
  static final UploadLimits INPUT =
      new UploadLimits(
              UploadLimits.NONE.mediaTypes(), 30 * MEGABYTE, 36_000_000, Integer.MAX_VALUE, 15, 16)
          .withMediaTypes(TYPES);

  /** The most layers that an image is taken apart into. It is no field of the request. */
  static final String MAX_LAYERS = "layers";

  private static final String FORMAT = "output_format";
  private static final String DELIVERED_AS = "response_format";
  private static final String PROMPT = "prompt";
  private static final String PROMPT_MODE = "optimize_prompt_options.mode";
  private static final String SEED = "seed";
  private static final String GUIDANCE = "guidance_scale";
  private static final String SEARCH = "tools";

  private static final String PRO = "doubao-seedream-5-0-pro-260628";
  private static final String V5_5 = "doubao-seedream-5-5-261028";
  private static final String BYTEPLUS_PRO = "dola-seedream-5-0-pro-260628";
  private static final String BYTEPLUS_V5_5 = "seedream-5-5-261028";

  /** On Volcengine, by users who name 5.0 pro in their place. Of BytePlus nobody reports it. */
  private static final Retirement NOVEMBER_2026 = Retirement.since("2026-11-24", PRO, V5_5);

  /** A model that nobody knows may do anything, with images that all of today's models take. */
  static final Model OTHERS =
      Model.of("unknown")
          .withImages(Integer.MAX_VALUE, Integer.MAX_VALUE)
          .withInputLimits(INPUT)
          .withSizes(Sizes.ANY)
          .withField(STREAM, Allowed.ANY);

  private static final Allowed FILE_FORMATS = Allowed.of("jpeg", "png");

  /** A model that takes no field which only some models take. */
  private static final Model ANY_SEEDREAM =
      Model.of("Seedream")
          .withInputLimits(INPUT)
          .withField(PROMPT, Allowed.chars(1, Integer.MAX_VALUE))
          .withField(DELIVERED_AS, Allowed.of("url", "b64_json"))
          .withFields(Allowed.NONE, GROUP, GROUP_OPTIONS + "." + MAX_IMAGES, STREAM, SEARCH)
          .withFields(Allowed.NONE, FORMAT, PROMPT_MODE, BACKGROUND, LAYERS, SEED, GUIDANCE);

  private static final Model SEEDREAM_5_PRO =
      ANY_SEEDREAM
          .named("Seedream 5.0 pro", PRO, BYTEPLUS_PRO, "doubao-seedream-5.0-pro")
          .withImages(10, 1)
          .withField(FORMAT, FILE_FORMATS)
          .withField(PROMPT_MODE, Allowed.of("standard", "fast"))
          .withField(BACKGROUND, Allowed.of("transparent", "opaque"))
          .withField(LAYERS, Allowed.ANY)
          .withField(MAX_LAYERS, Allowed.range(1, 16))
          .withSizes(Sizes.of("1K", "1.5K", "2K").withPixels(921_600, 4_624_220, 16))
          .when(LAYERS, true, ArkModels::layers)
          .when(BACKGROUND, "transparent", model -> transparent(model).withImages(1, 1));

  private static final Model SEEDREAM_5_FLASH =
      SEEDREAM_5_PRO
          .named(
              "Seedream 5.0 flash",
              "doubao-seedream-5-0-flash-260915",
              "dola-seedream-5-0-flash-260915")
          .withField(PROMPT_MODE, Allowed.of("standard"));

  /** Known by gateways' pages only, which say nothing of prompts: those of 5.0 pro pass. */
  private static final Model SEEDREAM_5_5 =
      SEEDREAM_5_PRO
          .named("Seedream 5.5", V5_5, BYTEPLUS_V5_5)
          .withField(BACKGROUND, Allowed.of("transparent", "opaque", "auto"))
          .withField(MAX_LAYERS, Allowed.range(1, 99))
          .withoutModes()
          .when(LAYERS, true, ArkModels::layers)
          .when(BACKGROUND, "transparent", ArkModels::transparent);

  private static final Model SEEDREAM_4_5 =
      ANY_SEEDREAM
          .named("Seedream 4.5", "doubao-seedream-4-5-251128", "seedream-4-5-251128")
          .withRetirement(NOVEMBER_2026, "doubao-seedream-4-5-251128")
          .withImages(14, 15)
          .withField(GROUP, Allowed.of("auto", "disabled"))
          .withField(STREAM, Allowed.ANY)
          .withField(GROUP_OPTIONS + "." + MAX_IMAGES, Allowed.range(1, 15))
          .withField(PROMPT_MODE, Allowed.of("standard"))
          .withSizes(Sizes.of("2K", "4K").withPixels(3_686_400, 16_777_216, 16));

  private static final Model SEEDREAM_5_LITE =
      SEEDREAM_4_5
          .named(
              "Seedream 5.0 lite",
              "doubao-seedream-5-0-260128",
              "doubao-seedream-5-0-lite-260128",
              "seedream-5-0-260128",
              "seedream-5-0-lite-260128",
              "doubao-seedream-5.0-lite")
          .withRetirement(
              NOVEMBER_2026, "doubao-seedream-5-0-260128", "doubao-seedream-5-0-lite-260128")
          .withField(SEARCH, Allowed.ANY)
          .withField(FORMAT, FILE_FORMATS)
          .withSizes(Sizes.of("2K", "3K", "4K").withPixels(3_686_400, 16_777_216, 16));

  private static final Model SEEDREAM_4_0 =
      SEEDREAM_4_5
          .named("Seedream 4.0", "doubao-seedream-4-0-250828", "seedream-4-0-250828")
          .withRetirement(NOVEMBER_2026, "doubao-seedream-4-0-250828")
          .withField(PROMPT_MODE, Allowed.of("standard", "fast"))
          .withSizes(Sizes.of("1K", "2K", "4K").withPixels(921_600, 16_777_216, 16));

  private static final Model SEEDREAM_3_0 =
      ANY_SEEDREAM
          .named("Seedream 3.0 t2i", "doubao-seedream-3-0-t2i-250415", "seedream-3-0-t2i-250415")
          .withRetirement(
              Retirement.since("2026-04-21", PRO, V5_5), "doubao-seedream-3-0-t2i-250415")
          .withImages(0, 1)
          .withField(SEED, Allowed.range(-1, Integer.MAX_VALUE))
          .withField(GUIDANCE, Allowed.range(1, 10))
          .withSizes(Sizes.NONE.withPixels(512 * 512, 2048 * 2048, Double.POSITIVE_INFINITY));

  private static final Model SEEDEDIT_3_0 =
      SEEDREAM_3_0
          .named("SeedEdit 3.0 i2i", "doubao-seededit-3-0-i2i-250628", "seededit-3-0-i2i-250628")
          .withRetirement(
              Retirement.since("2026-10-08", BYTEPLUS_PRO, BYTEPLUS_V5_5),
              "seededit-3-0-i2i-250628")
          .withImages(1, 1)
          .withSizes(Sizes.of("adaptive"))
          .withInputLimits(
              INPUT
                  .withMediaTypes("image/jpeg", "image/png")
                  .withMaxBytes(10 * MEGABYTE)
                  .withMaxAspectRatio(3));

  /** The models of Volcengine Ark and BytePlus ModelArk, as known in November 2026. */
  static final ModelTable KNOWN =
      ModelTable.of(SEEDREAM_4_5, SEEDREAM_4_0, SEEDREAM_3_0, SEEDEDIT_3_0)
          .with(SEEDREAM_5_5, SEEDREAM_5_PRO, SEEDREAM_5_FLASH, SEEDREAM_5_LITE);

  private ArkModels() {}

  /** One image is taken apart. It needs no prompt. */
  private static Model layers(Model model) {
    Stream<String> sizes = Stream.concat(model.sizes().names().stream(), Stream.of("auto"));
    return model
        .withImages(1, 1)
        .withInputLimits(model.images().limits().withMediaTypes(TYPES_IN_LAYERS))
        .withSizes(Sizes.of(sizes.toArray(String[]::new)))
        .withField(PROMPT, Allowed.ANY)
        .withField(BACKGROUND, Allowed.NONE);
  }

  private static Model transparent(Model model) {
    return model.withField(FORMAT, Allowed.of("png"));
  }
}
