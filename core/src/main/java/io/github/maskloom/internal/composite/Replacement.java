package io.github.maskloom.internal.composite;

import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Optional;

/**
 * A replacement, open.
 *
 * @param source opens again if it has to
 * @param colors what its samples mean
 * @param label what it says of a model's part in it
 */
record Replacement(
    ImageSource source, Stage<WindowReader> rows, ImageColors colors, AiLabel label) {
  /** Opens a replacement. */
  static Replacement open(OpenImages images, ImageSource source) throws IOException {
    EncodedImage image = images.open(source, Role.REPLACEMENT, images.strictly(Kept.COLORS));
    ImageMetadata metadata = image.takeColors();
    return new Replacement(
        source, image.stage(), ImageColors.of(metadata), XmpPacket.label(metadata));
  }

  ImageGeometry geometry() {
    return rows.geometry();
  }

  /**
   * What images say of a model's part in them, and the result once something of an answer went into
   * the photo. What the answer says of itself does not hold for the whole photo, but for China's
   * label. The photo's own is metadata like others if no label is to be written.
   */
  static LabelReport labels(Photo photo, AiLabel answer, OutputOptions asked) {
    if (!asked.labeled()) {
      return new LabelReport(AiLabel.NONE, answer, asked.label());
    }
    AiLabel own = photo.file().map(file -> XmpPacket.label(file.metadata())).orElse(AiLabel.NONE);
    AiLabel written =
        asked
            .label()
            .or(new AiLabel(Optional.empty(), answer.aigc()))
            .or(AiLabel.COMPOSITE.orMore(own));
    return new LabelReport(own, answer, written);
  }
}
