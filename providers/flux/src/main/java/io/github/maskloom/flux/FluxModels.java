package io.github.maskloom.flux;

import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
final class FluxModels {
  /** The service documents 20 MB and 20 megapixels for its other models that take images. */
  private static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg")
          .withMaxBytes(20_000_000)
          .withMaxPixels(20_000_000);

  private static final Model FILL =
      Model.of("FLUX.1 Fill [pro]", FluxProvider.DEFAULT_MODEL)
          .withLimits(INPUT, INPUT.withMediaTypes("image/png"))
          .withField(FluxOptions.STEPS, Allowed.range(15, 50))
          .withField(FluxOptions.GUIDANCE, Allowed.range(1.5, 100))
          .withField(FluxOptions.SAFETY_TOLERANCE, Allowed.range(0, 6))
          .withField(FluxOptions.OUTPUT_FORMAT, Allowed.of("png", "jpeg"));

  /** The models that edit by a mask, as documented in November 2026. */
  static final ModelTable KNOWN = ModelTable.of(FILL);

  /** A model that nobody knows takes images as the known one does. */
  static final Model OTHERS = FILL;

  private FluxModels() {}
}
