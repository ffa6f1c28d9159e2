package io.github.maskloom.golden;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.util.Optional;

/** All options of a composite and a restoration, each stated: the one place that sets them. */
final class GoldenEdit {
  MaskConvention convention = MaskConvention.PAINTED;
  MaskFit fit = MaskFit.SAME_SHAPE;
  boolean fillEnclosed = false;
  Brush brush = new Brush(0x0078FF, 128);
  BlendMode blend = BlendMode.SOURCE_OVER;
  Rounding rounding = Rounding.TRUNCATE;
  Optional<OutputFormat> format = Optional.empty();
  OutputOptions metadata =
      new OutputOptions(Optional.empty(), OutputOptions.Metadata.LISTED, AiLabel.NONE, false);
  boolean strict = false;
  ReadOptions reading = ReadOptions.DEFAULT;
  WorkOptions work = WorkOptions.DEFAULT;
  RestoreOptions restoring = new RestoreOptions(8, 0, RestoreOptions.FeatherSide.INWARDS, false);
  Optional<BoundingBox> region = Optional.empty();
  Comparison comparison = Comparison.REDUCED;

  MaskCompositor compositor() {
    return MaskCompositor.create()
        .withMask(new MaskOptions(convention, fit, brush, fillEnclosed))
        .withBlend(blend)
        .withRounding(rounding)
        .withOutput(output())
        .withReading(reading)
        .withWork(work);
  }

  PhotoRestorer restorer() {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(new MaskOptions(convention, fit, brush, fillEnclosed))
            .withOutput(output())
            .withReading(reading)
            .withWork(work)
            .withRestoring(restoring)
            .withComparison(comparison);
    return region.map(restorer::withRegion).orElse(restorer);
  }

  private OutputOptions output() {
    return new OutputOptions(format, metadata.metadata(), metadata.label(), strict);
  }
}
