package io.github.maskloom.golden;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.Brush;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskFit;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.OutputFormat;
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
  MetadataOptions metadata = MetadataOptions.DEFAULT;
  boolean strict = false;
  ReadOptions reading = ReadOptions.DEFAULT;
  WorkOptions work = WorkOptions.DEFAULT;
  RestoreOptions restoring = new RestoreOptions(8, 0, RestoreOptions.FeatherSide.INWARDS, false);
  Optional<BoundingBox> region = Optional.empty();
  Comparison comparison = Comparison.REDUCED;

  MaskCompositor compositor() {
    MaskCompositor.Builder builder =
        MaskCompositor.builder()
            .convention(convention)
            .fit(fit)
            .fillEnclosed(fillEnclosed)
            .brush(brush)
            .blend(blend)
            .rounding(rounding)
            .metadata(metadata)
            .strict(strict)
            .reading(reading)
            .working(work);
    format.ifPresent(builder::format);
    return builder.build();
  }

  PhotoRestorer restorer() {
    PhotoRestorer.Builder builder =
        PhotoRestorer.builder()
            .convention(convention)
            .fit(fit)
            .fillEnclosed(fillEnclosed)
            .metadata(metadata)
            .strict(strict)
            .reading(reading)
            .working(work)
            .restoring(restoring)
            .compareUnpainted(comparison);
    format.ifPresent(builder::format);
    region.ifPresent(builder::region);
    return builder.build();
  }
}
