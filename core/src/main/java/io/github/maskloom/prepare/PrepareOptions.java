package io.github.maskloom.prepare;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.OutputFormat;
import java.util.Optional;

/** What {@link ImagePreparer.Builder} collects. */
record PrepareOptions(
    Optional<PictureSize> exactSize,
    int maxSide,
    long maxPixels,
    OutputFormat format,
    UploadLimits limits,
    Optional<MaskForm> maskForm,
    boolean linearLight,
    boolean passThrough,
    ImageLimits imageLimits,
    CancelSignal cancel,
    int threads) {

  /** The size that a picture is to have. */
  PictureSize sizeOf(PictureSize source) {
    PictureSize wanted =
        exactSize.orElseGet(() -> source.withinSide(maxSide).withinPixels(maxPixels));
    return wanted.withinSide(limits.maxSide()).withinPixels(limits.maxPixels());
  }
}
