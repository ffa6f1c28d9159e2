package io.github.maskloom.dashscope;

import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
final class DashScopeModels {
  /** Each image has 10 MB at most, whose sides are of 512 to 4096 pixels. */
  private static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg", "image/webp")
          .withMaxBytes(10_000_000)
          .withMaxSide(4096)
          .withMinSide(512);

  /** A longer prompt is refused, since the service would cut it off. */
  private static final Model WAN_2_1 =
      Model.of("Wan 2.1 image edit", DashScopeProvider.DEFAULT_MODEL)
          .withImages(1, 4)
          .withLimits(INPUT, INPUT.withMediaTypes("image/png"))
          .withField("prompt", Allowed.chars(0, 800));

  /** The models that edit by a mask, as documented in November 2026. */
  static final ModelTable KNOWN = ModelTable.of(WAN_2_1);

  /** Limits for models that the table does not list. */
  static final Model OTHERS = WAN_2_1.withImages(1, Integer.MAX_VALUE);

  private DashScopeModels() {}
}
