package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.openai.OpenAiModel.SizeGrid;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Optional;

/** What a model can do for a request, as far as it is known and is to be checked. */
final class OpenAiCapabilities {
  private OpenAiCapabilities() {}

  /** What the model that these options, or else the configuration, name can do. */
  static ProviderCapabilities of(HttpConfig config, RequestOptions requestOptions) {
    OpenAiOptions options = requestOptions.get(OpenAiOptions.class).orElse(OpenAiOptions.NONE);
    OpenAiDialect dialect = OpenAiDialect.of(config);
    boolean own = dialect == OpenAiDialect.SD_SERVER;
    ProviderCapabilities.Builder builder =
        ProviderCapabilities.builder()
            .maskTransport(
                options.markup() ? MaskTransport.PAINT_OVERLAY : MaskTransport.SEPARATE_IMAGE)
            .maskConvention(own ? MaskConvention.WHITE_EDITS : MaskConvention.TRANSPARENT_EDITS)
            .linkedReferences(dialect == OpenAiDialect.OPENAI)
            .promptNeeded(true);
    String id = options.model().orElse(config.model());
    Optional<OpenAiModel> model = config.checkedBy(id);
    return model.isPresent() ? known(builder, model.get()) : unknown(builder);
  }

  private static ProviderCapabilities known(
      ProviderCapabilities.Builder builder, OpenAiModel model) {
    builder
        .references(0, model.maxInputImages() - 1)
        .maxImages(model.maxImages())
        .streaming(model.streaming())
        .inputLimits(model.inputLimits())
        .maskLimits(model.maskLimits())
        .namedSizes(model.namedSizes().toArray(String[]::new));
    if (model.grid().isPresent()) {
      SizeGrid grid = model.grid().get();
      builder
          .pixelSizes(grid.minPixels(), grid.maxPixels(), grid.maxRatio())
          .sizeMultiple(grid.multiple())
          .inputLimits(withMaxSide(model.inputLimits(), grid.maxSide()));
    }
    return builder.build();
  }

  /** A photo is asked for in its own size where it can be, so it keeps to the longest side too. */
  private static UploadLimits withMaxSide(UploadLimits limits, int side) {
    return limits.withMaxSide(Math.min(side, limits.maxSide()));
  }

  private static ProviderCapabilities unknown(ProviderCapabilities.Builder builder) {
    return builder
        .references(0, Integer.MAX_VALUE)
        .maxImages(Integer.MAX_VALUE)
        .streaming(true)
        .anyNamedSize(true)
        .pixelSizes(1, Long.MAX_VALUE, Double.POSITIVE_INFINITY)
        .inputLimits(OpenAiModels.INPUT)
        .maskLimits(OpenAiModels.MASK)
        .build();
  }
}
