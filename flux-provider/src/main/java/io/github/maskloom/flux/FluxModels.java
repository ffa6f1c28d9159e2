package io.github.maskloom.flux;

import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Optional;
import java.util.Set;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
public final class FluxModels {
  /** The service documents 20 MB and 20 megapixels for its other models that take images. */
  static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg")
          .withMaxBytes(20_000_000)
          .withMaxPixels(20_000_000);

  /** The models that edit by a mask, as documented in November 2026. */
  public static final ModelTable<FluxModel> KNOWN =
      ModelTable.of(
          new FluxModel(
              "FLUX.1 Fill [pro]", Set.of(FluxProvider.DEFAULT_MODEL), INPUT, Optional.empty()));

  private FluxModels() {}
}
