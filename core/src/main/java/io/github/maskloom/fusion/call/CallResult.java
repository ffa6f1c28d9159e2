package io.github.maskloom.fusion.call;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What one call made; owns the call's folder. */
record CallResult(
    List<FusedImage> images,
    FusionRecord record,
    Optional<MaskStatistics> mask,
    SurplusImages surplus,
    Optional<FusionException> cutShort,
    CallFolder folder)
    implements FusionResult {
  CallResult {
    images = List.copyOf(images);
  }

  @Override
  public Optional<FusionException> primaryFailure() {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }

  @Override
  public String toString() {
    return "FusionResult" + images;
  }
}
