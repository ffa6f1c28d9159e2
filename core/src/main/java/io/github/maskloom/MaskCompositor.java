package io.github.maskloom;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProgressListener;
import io.github.maskloom.image.Rounding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Composites a painted mask over a photo, a few rows at a time. */
public final class MaskCompositor {
  private final Builder options;

  private MaskCompositor(Builder options) {
    this.options = options;
  }

  /** A compositor with every option at its default. */
  public static MaskCompositor create() {
    return builder().build();
  }

  /** A builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Composites files; see {@link #composite(ImageSource, ImageSource, ImageTarget)}. */
  public CompositeReport composite(Path photo, Path mask, Path target) throws IOException {
    return composite(ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(target));
  }

  /** Composites {@code mask} over {@code photo} and writes the result to {@code target}. */
  public CompositeReport composite(ImageSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    Objects.requireNonNull(options);
    try (ImageTarget.Draft draft = target.openDraft()) {
      throw new IOException("no codec for " + photo + " and " + mask + " into " + draft);
    }
  }

  /** Options of a compositor. */
  public static final class Builder {
    MaskConvention convention = MaskConvention.PAINTED;
    MaskFit fit = MaskFit.RESIZE;
    Brush brush = Brush.BLUE;
    Rounding rounding = Rounding.TRUNCATE;
    OutputFormat format = OutputFormat.PNG;
    ImageLimits limits = ImageLimits.DEFAULT;
    ProgressListener progress = ProgressListener.NONE;
    CancelSignal cancel = CancelSignal.NEVER;
    int windowRows;

    private Builder() {}

    /** What the mask's pixels mean; {@link MaskConvention#PAINTED} unless set. */
    public Builder convention(MaskConvention value) {
      convention = value;
      return this;
    }

    /** What to do with a mask of another size; {@link MaskFit#RESIZE} unless set. */
    public Builder fit(MaskFit value) {
      fit = value;
      return this;
    }

    /** What masks without colours paint with; {@link Brush#BLUE} unless set. */
    public Builder brush(Brush value) {
      brush = value;
      return this;
    }

    /** How blended samples are rounded; {@link Rounding#TRUNCATE} unless set. */
    public Builder rounding(Rounding value) {
      rounding = value;
      return this;
    }

    /** What to write; {@link OutputFormat#PNG} unless set. */
    public Builder format(OutputFormat value) {
      format = value;
      return this;
    }

    /** What photo and mask may ask for; {@link ImageLimits#DEFAULT} unless set. */
    public Builder limits(ImageLimits value) {
      limits = value;
      return this;
    }

    /** Who hears of finished rows. */
    public Builder progress(ProgressListener value) {
      progress = value;
      return this;
    }

    /** Who may stop the work between windows. */
    public Builder cancel(CancelSignal value) {
      cancel = value;
      return this;
    }

    /** Rows a window holds; unless set, as many as fit into 256 KiB. */
    public Builder windowRows(int rows) {
      windowRows = rows;
      return this;
    }

    /** A compositor with the options as they stand. */
    public MaskCompositor build() {
      return new MaskCompositor(this);
    }
  }
}
