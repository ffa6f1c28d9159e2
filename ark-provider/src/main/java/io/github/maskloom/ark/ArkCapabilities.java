package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.prepare.UploadLimits;

/** What a model can do for a request, as far as it is known and is to be checked. */
final class ArkCapabilities {
  private final ArkOptions options;

  private ArkCapabilities(ArkOptions options) {
    this.options = options;
  }

  /** What the model that these options, or else the configuration, name can do. */
  static ProviderCapabilities of(HttpConfig config, RequestOptions requestOptions) {
    ArkOptions options = requestOptions.get(ArkOptions.class).orElse(ArkOptions.NONE);
    return config
        .<ArkModel>checkedBy(options.model().orElse(config.model()))
        .map(new ArkCapabilities(options)::known)
        .orElseGet(ArkCapabilities::unknown);
  }

  /** A model that nobody knows may do anything, with images that all of today's models take. */
  private static ProviderCapabilities unknown() {
    return anything()
        .references(0, Integer.MAX_VALUE)
        .maxImages(Integer.MAX_VALUE)
        .streaming(true)
        .inputLimits(ArkModels.INPUT)
        .anyNamedSize(true)
        .pixelSizes(1, Long.MAX_VALUE, Double.POSITIVE_INFINITY)
        .build();
  }

  private static ProviderCapabilities.Builder anything() {
    return ProviderCapabilities.builder().linkedReferences(true);
  }

  private ProviderCapabilities known(ArkModel model) {
    ProviderCapabilities.Builder builder =
        anything()
            .references(0, Math.max(0, maxInputImages(model) - 1))
            .maxImages(model.maxImages())
            .streaming(model.has(ArkFeature.STREAM))
            .promptNeeded(!layers())
            .inputLimits(inputLimits(model));
    return knownSizes(builder, model).build();
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

  private UploadLimits inputLimits(ArkModel model) {
    UploadLimits limits = model.inputLimits();
    return layers() && model.layers().isPresent()
        ? limits.withMediaTypes(model.layers().get().mediaTypes().toArray(String[]::new))
        : limits;
  }
}
