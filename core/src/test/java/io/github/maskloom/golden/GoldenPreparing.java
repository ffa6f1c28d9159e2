package io.github.maskloom.golden;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Optional;

/** All options of a preparation, each stated: the one place that sets them. */
final class GoldenPreparing {
  Optional<ImagePart> part = Optional.empty();
  int[] exactSize = {};
  int maxSide = Integer.MAX_VALUE;
  long maxPixels = Long.MAX_VALUE;
  Optional<OutputFormat> format = Optional.empty();
  UploadLimits limits = UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg");
  MaskConvention[] mask = {};
  Optional<MaskConvention> paint = Optional.empty();
  boolean fillEnclosed = false;
  boolean linearLight = false;
  boolean toSrgb = false;
  boolean passThrough = true;
  boolean bare = false;
  ReadOptions reading = ReadOptions.DEFAULT;
  WorkOptions work = WorkOptions.DEFAULT;

  ImagePreparer preparer() {
    ImagePreparer.Builder builder =
        ImagePreparer.builder()
            .maxSide(maxSide)
            .maxPixels(maxPixels)
            .limits(limits)
            .fillEnclosed(fillEnclosed)
            .linearLight(linearLight)
            .toSrgb(toSrgb)
            .passThrough(passThrough)
            .bare(bare)
            .reading(reading)
            .working(work);
    part.ifPresent(builder::part);
    format.ifPresent(builder::format);
    paint.ifPresent(from -> builder.paint(from, 0x0078FF, 128));
    if (exactSize.length > 0) {
      builder.exactSize(exactSize[0], exactSize[1]);
    }
    if (mask.length > 0) {
      builder.mask(mask[0], mask[1]);
    }
    return builder.build();
  }
}
