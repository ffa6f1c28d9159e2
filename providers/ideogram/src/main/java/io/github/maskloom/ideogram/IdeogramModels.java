package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramOptions.CONTEXT_WINDOW;
import static io.github.maskloom.ideogram.IdeogramOptions.QUALITY;
import static io.github.maskloom.ideogram.IdeogramOptions.SEED;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Map;

/** The models whose limits are known. Requests to other models are sent as they are. */
final class IdeogramModels {
  /** What the service takes of each file. Larger images are scaled before they are sent. */
  private static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg")
          .withMaxBytes(25_000_000)
          .withMaxPixels(4096 * 4096)
          .withMaxSide(8192)
          .withMaxAspectRatio(6);

  private static final Model PRECISE_EDIT_46 =
      Model.of("Ideogram 4.6 precise edit", IdeogramProvider.DEFAULT_MODEL)
          .withImages(5, 8)
          .withSizes(Sizes.NONE.withPhotoSize())
          .withLimits(INPUT, INPUT.withMediaTypes("image/png"))
          .withField(QUALITY, Allowed.of("very_low", "low", "medium", "high"))
          .withField(SEED, Allowed.range(0, Integer.MAX_VALUE));

  /** Without a window it draws 2048 pixels a side. */
  private static final Model PRECISE_EDIT_45 =
      PRECISE_EDIT_46
          .named("Ideogram 4.5 precise edit", "ideogram-4-5")
          .withInputLimits(INPUT.withMaxPixels(2048 * 2048));

  /** The models that edit precisely, as documented in November 2026. */
  static final ModelTable KNOWN = ModelTable.of(PRECISE_EDIT_46, PRECISE_EDIT_45);

  /** A model that nobody knows takes images as the newest known one does. */
  static final Model OTHERS = PRECISE_EDIT_46;

  private IdeogramModels() {}

  /** The limits of a photo for which these fields are set: in a window its pixels are its own. */
  static UploadLimits limits(UploadLimits ofWhole, Map<String, Object> fields) {
    return fields.containsKey(CONTEXT_WINDOW) ? ofWhole.withMaxPixels(Long.MAX_VALUE) : ofWhole;
  }
}
