package io.github.maskloom.internal.composite;

import io.github.maskloom.Brush;
import io.github.maskloom.MaskFit;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.RowBlend;
import java.util.Optional;

/**
 * What a compositor was asked for.
 *
 * @param mask how masks are taken
 * @param brush what masks without colors of their own paint with
 * @param blend what the paint does to the photo
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record CompositeJob(
    MaskOptions mask,
    Brush brush,
    RowBlend.Rule blend,
    OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** The same, done in another way. */
  public CompositeJob with(WorkOptions other) {
    return new CompositeJob(mask, brush, blend, output, reading, other);
  }

  /**
   * How a mask is taken.
   *
   * @param convention what its pixels mean
   * @param fit which sizes fit the photo
   * @param fillEnclosed whether what its strokes enclose counts as painted
   */
  public record MaskOptions(MaskConvention convention, MaskFit fit, boolean fillEnclosed) {
    /** Painted masks of the photo's shape, taken as they are. */
    public static final MaskOptions DEFAULT =
        new MaskOptions(MaskConvention.PAINTED, MaskFit.SAME_SHAPE, false);

    /** The same with another meaning. */
    public MaskOptions with(MaskConvention other) {
      return new MaskOptions(other, fit, fillEnclosed);
    }

    /** The same for masks of other sizes. */
    public MaskOptions with(MaskFit other) {
      return new MaskOptions(convention, other, fillEnclosed);
    }

    /** The same with what strokes enclose taken otherwise. */
    public MaskOptions withFillEnclosed(boolean other) {
      return new MaskOptions(convention, fit, other);
    }
  }

  /**
   * What is written.
   *
   * @param format of the result, or empty if the target's name says it, or else the photo
   * @param strict whether a spliced photo is decoded to its end
   * @param metadata what of the photo's metadata goes into the result
   */
  public record OutputOptions(
      Optional<OutputFormat> format, boolean strict, MetadataOptions metadata) {
    /** What the name says, or the photo; what is copied is not decoded. */
    public static final OutputOptions DEFAULT =
        new OutputOptions(Optional.empty(), false, MetadataOptions.DEFAULT);

    /** The same in a format. */
    public OutputOptions with(OutputFormat other) {
      return new OutputOptions(Optional.of(other), strict, metadata);
    }

    /** The same with other metadata. */
    public OutputOptions with(MetadataOptions other) {
      return new OutputOptions(format, strict, other);
    }

    /** The same, strict or not. */
    public OutputOptions withStrict(boolean other) {
      return new OutputOptions(format, other, metadata);
    }

    /**
     * The same for a target, whose name counts where no format is asked for.
     *
     * @throws IllegalArgumentException if no image is written under such a name
     */
    OutputOptions to(ImageTarget target) {
      Optional<OutputFormat> asked = format;
      if (asked.isEmpty() && target.name().isPresent()) {
        asked = ImageFormats.installed().named(target.name().get());
      }
      return new OutputOptions(asked, strict, metadata);
    }

    /** The output of a photo, in whose format it goes out where nothing else is asked for. */
    Output of(Optional<String> photoMediaType) {
      OutputFormat chosen =
          format
              .or(() -> photoMediaType.flatMap(ImageFormats.installed()::output))
              .orElse(OutputFormat.PNG);
      return new Output(chosen, strict, metadata);
    }
  }

  /**
   * What is written, once it is decided.
   *
   * @param format of the result
   * @param strict whether a spliced photo is decoded to its end
   * @param metadata what of the photo's metadata goes into the result
   */
  record Output(OutputFormat format, boolean strict, MetadataOptions metadata) {
    /** The same with what an answer says of itself, where nothing else is asked for. */
    Output labeled(AiLabel answer) {
      return new Output(format, strict, metadata.withLabel(metadata.label().or(answer)));
    }
  }
}
