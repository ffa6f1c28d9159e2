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

/** A result that stands in for that of a provider that failed. */
record FallbackResult(FusionResult result, FusionException failure) implements FusionResult {
  @Override
  public List<FusedImage> images() {
    return result.images();
  }

  @Override
  public FusionRecord record() {
    return result.record();
  }

  @Override
  public Optional<MaskStatistics> mask() {
    return result.mask();
  }

  @Override
  public SurplusImages surplus() {
    return result.surplus();
  }

  @Override
  public Optional<FusionException> cutShort() {
    return result.cutShort();
  }

  @Override
  public Optional<FusionException> primaryFailure() {
    return Optional.of(failure);
  }

  @Override
  public void close() throws IOException {
    result.close();
  }

  @Override
  public String toString() {
    return result.toString();
  }
}
