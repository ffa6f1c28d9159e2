package io.github.maskloom.dashscope;

import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Optional;
import java.util.Set;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
public final class DashScopeModels {
  /** Each image has 10 MB at most, whose sides are of 512 to 4096 pixels. */
  static final UploadLimits INPUT =
      UploadLimits.NONE
          .withMediaTypes("image/png", "image/jpeg", "image/webp")
          .withMaxBytes(10_000_000)
          .withMaxSide(4096)
          .withMinSide(512);

  private static final DashScopeModel WAN_2_1 =
      new DashScopeModel(
          "Wan 2.1 image edit",
          Set.of(DashScopeProvider.DEFAULT_MODEL),
          "description_edit_with_mask",
          800,
          4,
          INPUT,
          Optional.empty());

  /** The models that edit by a mask, as documented in November 2026. */
  public static final ModelTable<DashScopeModel> KNOWN = ModelTable.of(WAN_2_1);

  private DashScopeModels() {}

  /** What is taken of a model that nobody knows. */
  static DashScopeModel any() {
    return WAN_2_1.withMost(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }
}
