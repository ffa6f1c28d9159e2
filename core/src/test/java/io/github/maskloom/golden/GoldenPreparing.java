package io.github.maskloom.golden;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
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
    Metadata metadata = bare ? Metadata.NOTHING : Metadata.LISTED;
    ImagePreparer preparer =
        ImagePreparer.create()
            .withMaxSide(maxSide)
            .withMaxPixels(maxPixels)
            .withLimits(limits)
            .withLinearLight(linearLight)
            .withToSrgb(toSrgb)
            .withPassThrough(passThrough)
            .withOutput(new OutputOptions(format, metadata, AiLabel.NONE, false))
            .withReading(reading)
            .withWork(work);
    preparer = part.map(preparer::withPart).orElse(preparer);
    if (exactSize.length > 0) {
      preparer = preparer.withExactSize(exactSize[0], exactSize[1]);
    }
    if (mask.length > 0) {
      preparer = preparer.withMask(taken(mask[0]), mask[1]);
    }
    return paint.isPresent()
        ? preparer.withMask(taken(paint.get()), MaskConvention.PAINTED)
        : preparer;
  }

  private MaskOptions taken(MaskConvention from) {
    return new MaskOptions(from, MaskFit.SAME_SHAPE, new Brush(0x0078FF, 128), fillEnclosed);
  }
}
