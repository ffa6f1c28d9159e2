package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Optional;
import java.util.Set;

/** What a model can do for a request, as far as it is known and is to be checked. */
final class ArkCapabilities {
  private final Set<ArkCheck> checks;
  private final ArkOptions options;

  private ArkCapabilities(Set<ArkCheck> checks, ArkOptions options) {
    this.checks = checks;
    this.options = options;
  }

  /** What the model that these options, or else the configuration, name can do. */
  static ProviderCapabilities of(ArkConfig config, RequestOptions requestOptions) {
    ArkOptions options = requestOptions.get(ArkOptions.class).orElse(ArkOptions.NONE);
    Optional<ArkModel> model = config.models().find(options.model().orElse(config.model()));
    ArkCapabilities capabilities = new ArkCapabilities(config.activeChecks(), options);
    return model.map(capabilities::known).orElseGet(capabilities::unknown);
  }

  /** A model that nobody knows may do anything, with images that all of today's models take. */
  private ProviderCapabilities unknown() {
    return anySize(anything().inputLimits(inputLimits(ArkModels.INPUT))).build();
  }

  private static ProviderCapabilities.Builder anything() {
    return ProviderCapabilities.builder()
        .references(0, Integer.MAX_VALUE)
        .linkedReferences(true)
        .maxImages(Integer.MAX_VALUE)
        .streaming(true);
  }

  private static ProviderCapabilities.Builder anySize(ProviderCapabilities.Builder builder) {
    return builder.anyNamedSize(true).pixelSizes(1, Long.MAX_VALUE, Double.POSITIVE_INFINITY);
  }

  private ProviderCapabilities known(ArkModel model) {
    ProviderCapabilities.Builder builder = anything();
    builder.streaming(model.has(ArkFeature.STREAM));
    builder.promptNeeded(checks.contains(ArkCheck.PROMPT) && !layers());
    builder.inputLimits(inputLimits(ofModel(model)));
    if (checks.contains(ArkCheck.INPUT_COUNT)) {
      builder.references(0, Math.max(0, maxInputImages(model) - 1));
    }
    if (checks.contains(ArkCheck.IMAGE_COUNT)) {
      builder.maxImages(model.maxImages());
    }
    boolean checked = checks.contains(ArkCheck.SIZE);
    return checked ? knownSizes(builder, model).build() : anySize(builder).build();
  }

  private ProviderCapabilities.Builder knownSizes(
      ProviderCapabilities.Builder builder, ArkModel model) {
    if (layers()) {
      return builder.namedSizes(withAuto(model));
    }
    builder.namedSizes(model.namedSizes().toArray(String[]::new));
    return model.pixelSizes()
        ? builder.pixelSizes(
            model.minOutputPixels(), model.maxOutputPixels(), model.maxOutputAspectRatio())
        : builder;
  }

  private static String[] withAuto(ArkModel model) {
    String[] sizes = new String[model.namedSizes().size() + 1];
    model.namedSizes().toArray(sizes);
    sizes[sizes.length - 1] = "auto";
    return sizes;
  }

  private int maxInputImages(ArkModel model) {
    boolean one = layers() || (transparent() && !model.makesTransparency());
    return one ? Math.min(1, model.maxInputImages()) : model.maxInputImages();
  }

  private boolean layers() {
    return options.layerDecomposition().orElse(false);
  }

  private boolean transparent() {
    return options.background().filter(ArkOptions.Background.TRANSPARENT::equals).isPresent();
  }

  private UploadLimits ofModel(ArkModel model) {
    UploadLimits limits = model.inputLimits();
    return layers() && model.layers().isPresent()
        ? limits.withMediaTypes(model.layers().get().mediaTypes().toArray(String[]::new))
        : limits;
  }

  private UploadLimits inputLimits(UploadLimits all) {
    UploadLimits limits = all;
    if (!checks.contains(ArkCheck.INPUT_BYTES)) {
      limits = limits.withMaxBytes(Long.MAX_VALUE);
    }
    if (!checks.contains(ArkCheck.INPUT_PIXELS)) {
      limits = limits.withMaxPixels(Long.MAX_VALUE);
    }
    if (!checks.contains(ArkCheck.INPUT_SIDE)) {
      limits = limits.withMinSide(1).withMaxSide(Integer.MAX_VALUE);
    }
    if (!checks.contains(ArkCheck.INPUT_RATIO)) {
      limits = limits.withMaxAspectRatio(Double.POSITIVE_INFINITY);
    }
    if (!checks.contains(ArkCheck.MEDIA_TYPE)) {
      return limits.withMediaTypes(ArkModels.INPUT.mediaTypes().toArray(String[]::new));
    }
    return limits;
  }
}
