package io.github.maskloom.internal.composite;

import io.github.maskloom.Brush;
import io.github.maskloom.MaskFit;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.RowBlend;

/**
 * What a compositor was asked for.
 *
 * @param mask how masks are taken
 * @param brush what masks without colours of their own paint with
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
   * @param fit what to do with one of another size
   * @param fillEnclosed whether what its strokes enclose counts as painted
   */
  public record MaskOptions(MaskConvention convention, MaskFit fit, boolean fillEnclosed) {
    /** Painted masks, which are scaled, and taken as they are. */
    public static final MaskOptions DEFAULT =
        new MaskOptions(MaskConvention.PAINTED, MaskFit.RESIZE, false);

    /** The same with another meaning. */
    public MaskOptions with(MaskConvention other) {
      return new MaskOptions(other, fit, fillEnclosed);
    }

    /** The same for masks of another size. */
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
   * @param format of the result
   * @param strict whether a spliced photo is decoded to its end
   */
  public record OutputOptions(OutputFormat format, boolean strict) {
    /** A PNG, of which what is copied is not decoded. */
    public static final OutputOptions DEFAULT = new OutputOptions(OutputFormat.PNG, false);
  }
}
