package io.github.maskloom;

import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link PhotoRestorer#restore} did, and what the model had done. Restorers make it.
 * Immutable.
 */
public final class RestoreReport {
  private final ReportFigures figures;
  private final String mediaType;
  private final ImageGeometry replacement;
  private final long changeablePixels;
  private final Optional<UnpaintedChanges> unpainted;
  private final long replacementBytes;
  private final ProfileConversion conversion;
  private final Optional<ColorMatch> colorMatch;

  private RestoreReport(Builder builder) {
    figures = builder.figures.copy();
    mediaType = builder.mediaType;
    replacement = builder.replacement;
    changeablePixels = builder.changeablePixels;
    unpainted = builder.unpainted;
    replacementBytes = builder.replacementBytes;
    conversion = builder.conversion;
    colorMatch = builder.colorMatch;
  }

  /**
   * {@return a builder of a report, for tests of code that reads reports}
   *
   * @param geometry shape of the result
   */
  public static Builder builder(ImageGeometry geometry) {
    return new Builder(geometry);
  }

  /** {@return shape of the result: the photo's size as it is seen upright} */
  public ImageGeometry geometry() {
    return figures.geometry;
  }

  /** {@return media type of the image written, such as {@code image/png}} */
  public String mediaType() {
    return mediaType;
  }

  /** {@return whether the photo was spliced or encoded again} */
  public Strategy strategy() {
    return figures.strategy;
  }

  /** {@return shape of the mask as it came, before it was scaled} */
  public ImageGeometry maskGeometry() {
    return figures.maskGeometry;
  }

  /**
   * {@return what was painted, as a composite of a painted mask reports it} Under other conventions
   * alphas are coverage before it was feathered.
   */
  public MaskStatistics mask() {
    return figures.mask;
  }

  /** {@return shape of the replacement as it came, before it was scaled} */
  public ImageGeometry replacement() {
    return replacement;
  }

  /**
   * {@return pixels that may differ from the photo: those painted, with what {@link
   * RestoreOptions#growPixels} and the outer part of the feather add to them}
   */
  public long changeablePixels() {
    return changeablePixels;
  }

  /**
   * {@return what the replacement changed in all other pixels; empty under {@link Comparison#OFF},
   * or if a JPEG photo was spliced within a {@linkplain PhotoRestorer.Builder#region region}}
   */
  public Optional<UnpaintedChanges> unpainted() {
    return unpainted;
  }

  /** {@return encoded bytes read of the photo, every pass over it counted} */
  public long photoBytes() {
    return figures.photoBytes;
  }

  /** {@return encoded bytes read of the replacement, every pass over it counted} */
  public long replacementBytes() {
    return replacementBytes;
  }

  /** {@return encoded bytes read of the mask, every pass over it counted} */
  public long maskBytes() {
    return figures.maskBytes;
  }

  /** {@return encoded bytes written} */
  public long outputBytes() {
    return figures.outputBytes;
  }

  /**
   * {@return rows of the photo that could not be read, as its file stores them, and are black or
   * transparent} 0 unless {@link io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows
   * it.
   */
  public int missingRows() {
    return figures.missingRows;
  }

  /**
   * {@return whether the photo's color profile was left out, as it describes other samples than
   * were written} That is so of a gray photo on which paint may be colored.
   */
  public boolean profileDropped() {
    return figures.profileDropped;
  }

  /** {@return whether the replacement's colors were brought to the photo's profile, or why not} */
  public ProfileConversion conversion() {
    return conversion;
  }

  /**
   * {@return how the replacement's colors were corrected, or empty unless {@link
   * RestoreOptions#matchColor} holds}
   */
  public Optional<ColorMatch> colorMatch() {
    return colorMatch;
  }

  /** {@return what was kept of a JPEG photo that was spliced; empty otherwise} */
  public Optional<SplicedMcus> mcus() {
    return figures.mcus;
  }

  /** {@return what became of the photo's gain map and other metadata} */
  public MetadataReport metadata() {
    return figures.metadata;
  }

  /** {@return wall time of the call} */
  public Duration elapsed() {
    return figures.elapsed;
  }

  /**
   * {@return whether the mask had no painted pixel, so that nothing of the replacement went into
   * the photo}
   */
  public boolean nothingPainted() {
    return figures.mask.paintedPixels() == 0;
  }

  @Override
  public String toString() {
    return "RestoreReport" + figures;
  }

  /**
   * How a model's image differs from the photo where nothing is painted. The image is first scaled
   * to the photo's size. None of this is left after restoring. Painted is here all that may change,
   * {@link RestoreReport#changeablePixels}.
   *
   * <p>Color samples are compared at the photo's depth, and reported on the scale 0 to 255. Where
   * the replacement is transparent, a difference counts as far as it would show.
   *
   * <p>At a scale of 1 pixels are compared. At a scale of 8 both images are reduced to an eighth of
   * the photo's sides. A sample is then the mean of a block of 8 x 8 pixels. Blocks count in which
   * no pixel is painted. What differs by noise alone then hardly shows.
   *
   * @param scale 1, or 8 for a spliced JPEG photo under {@link Comparison#REDUCED}
   * @param changedShare the share of compared pixels or blocks of which any sample differs at all,
   *     0 to 1; 0 if nothing was compared
   * @param visiblyChangedShare the share of compared pixels or blocks of which any sample differs
   *     by more than {@value #VISIBLE_DIFFERENCE} of 255, 0 to 1; 0 if nothing was compared
   * @param meanDifference mean difference of all samples that were compared, 0 to 255, or 0 if
   *     there are none
   * @param largestDifference the largest difference of any sample that was compared, 0 to 255, or 0
   *     if there are none
   * @param pixels how many pixels were compared and how many differ; empty unless the scale is 1
   */
  public record UnpaintedChanges(
      int scale,
      double changedShare,
      double visiblyChangedShare,
      double meanDifference,
      double largestDifference,
      Optional<PixelCounts> pixels) {
    /** A sample that differs by more than this, of 255, is visibly changed. */
    public static final int VISIBLE_DIFFERENCE = 16;

    /**
     * Counts of unpainted and changed pixels.
     *
     * @param unpainted those that are not painted
     * @param changed those of which any sample differs at all
     * @param visiblyChanged those of which any sample differs visibly
     */
    public record PixelCounts(long unpainted, long changed, long visiblyChanged) {
      /**
       * {@return what share of the unpainted pixels a number of them is, 0 to 1, or 0 if all are
       * painted}
       *
       * @param part how many of the unpainted pixels, such as {@link #changed}
       */
      public double share(long part) {
        return unpainted == 0 ? 0 : (double) part / unpainted;
      }
    }
  }

  /**
   * How the replacement's colors were corrected. Around the paint, photo and replacement should
   * show the same. See {@link RestoreOptions#matchColor}.
   *
   * @param outcome whether the colors were corrected, or why they were not
   * @param channels what was done to gray, or to red, green and blue, or empty unless {@link
   *     Outcome#MATCHED}
   */
  public record ColorMatch(Outcome outcome, List<Channel> channels) {
    /**
     * Copies the channels.
     *
     * @param outcome of the estimate
     * @param channels one for gray, three for RGB, none unless matched
     */
    public ColorMatch {
      channels = List.copyOf(channels);
    }

    /** Whether colors were corrected, or why they were not. */
    public enum Outcome {
      /** They were corrected, perhaps by nothing. */
      MATCHED,

      /**
       * There is too little around the paint that is neither painted nor cut at black or white:
       * under 2048 pixels.
       */
      TOO_LITTLE_RING,

      /**
       * Photo and replacement do not show the same around the paint. In some channel, whatever the
       * gain and the offset, half of what is there differs by more than 8 of 255.
       */
      NO_AGREEMENT
    }

    /**
     * What was done to a channel: {@code gain * sample + offset}, of samples from 0 to 255 as the
     * replacement holds them.
     *
     * @param gain factor
     * @param offset on the scale 0 to 255
     * @param before how far photo and replacement lay apart around the paint: the mean over squares
     *     of 16 pixels, on the same scale
     * @param after the same once the replacement was corrected
     */
    public record Channel(double gain, double offset, double before, double after) {}
  }

  /**
   * Whether, and how closely, a replacement is compared with the photo where nothing is painted.
   */
  public enum Comparison {
    /** Compares nothing. A photo that can be spliced is, and time follows the paint. */
    OFF,

    /**
     * Compares at an eighth of both sides where a JPEG photo is spliced, which hardly takes longer
     * for it. Every other photo is compared as under {@link #EXACT}.
     */
    REDUCED,

    /**
     * Compares pixel by pixel. Every row of the photo is decoded, and the replacement is scaled to
     * its full size. A JPEG photo is spliced nevertheless if it can be, and no other photo is. One
     * that is spliced within a {@linkplain PhotoRestorer.Builder#region region} is not compared.
     */
    EXACT
  }

  /**
   * A report in the making, for tests of code that reads reports. What is not set is zero, false or
   * empty, unless its method states another default.
   */
  public static final class Builder {
    private final ReportFigures figures;
    private String mediaType = "image/png";
    private ImageGeometry replacement;
    private long changeablePixels = 0;
    private Optional<UnpaintedChanges> unpainted = Optional.empty();
    private long replacementBytes = 0;
    private ProfileConversion conversion = ProfileConversion.NONE;
    private Optional<ColorMatch> colorMatch = Optional.empty();

    private Builder(ImageGeometry geometry) {
      figures = new ReportFigures(Objects.requireNonNull(geometry, "geometry"));
      replacement = geometry;
    }

    /**
     * Sets {@link RestoreReport#mediaType}.
     *
     * @param value by default {@code image/png}
     * @return this builder
     */
    public Builder mediaType(String value) {
      mediaType = Objects.requireNonNull(value, "mediaType");
      return this;
    }

    /**
     * Sets {@link RestoreReport#strategy}.
     *
     * @param value by default {@link Strategy#STREAM}
     * @return this builder
     */
    public Builder strategy(Strategy value) {
      figures.strategy = Objects.requireNonNull(value, "strategy");
      return this;
    }

    /**
     * Sets {@link RestoreReport#maskGeometry}.
     *
     * @param value shape of the mask as it came, by default that of the image
     * @return this builder
     */
    public Builder maskGeometry(ImageGeometry value) {
      figures.maskGeometry = Objects.requireNonNull(value, "maskGeometry");
      return this;
    }

    /**
     * Sets {@link RestoreReport#mask}.
     *
     * @param value what was painted, by default nothing
     * @return this builder
     */
    public Builder mask(MaskStatistics value) {
      figures.mask = Objects.requireNonNull(value, "mask");
      return this;
    }

    /**
     * Sets {@link RestoreReport#replacement}.
     *
     * @param value shape of the replacement as it came, by default that of the image
     * @return this builder
     */
    public Builder replacement(ImageGeometry value) {
      replacement = Objects.requireNonNull(value, "replacement");
      return this;
    }

    /**
     * Sets {@link RestoreReport#changeablePixels}.
     *
     * @param value at most all pixels of the photo
     * @return this builder
     */
    public Builder changeablePixels(long value) {
      changeablePixels = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#unpainted}.
     *
     * @param value what the replacement changed where nothing is painted; by default there is none
     * @return this builder
     */
    public Builder unpainted(UnpaintedChanges value) {
      unpainted = Optional.of(value);
      return this;
    }

    /**
     * Sets {@link RestoreReport#photoBytes}.
     *
     * @param value encoded bytes, every pass counted
     * @return this builder
     */
    public Builder photoBytes(long value) {
      figures.photoBytes = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#replacementBytes}.
     *
     * @param value encoded bytes, every pass counted
     * @return this builder
     */
    public Builder replacementBytes(long value) {
      replacementBytes = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#maskBytes}.
     *
     * @param value encoded bytes, every pass counted
     * @return this builder
     */
    public Builder maskBytes(long value) {
      figures.maskBytes = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#outputBytes}.
     *
     * @param value encoded bytes
     * @return this builder
     */
    public Builder outputBytes(long value) {
      figures.outputBytes = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#missingRows}.
     *
     * @param value how many rows of the photo could not be read, as its file stores them
     * @return this builder
     */
    public Builder missingRows(int value) {
      figures.missingRows = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#profileDropped}.
     *
     * @param value true if the photo's color profile was left out
     * @return this builder
     */
    public Builder profileDropped(boolean value) {
      figures.profileDropped = value;
      return this;
    }

    /**
     * Sets {@link RestoreReport#conversion}.
     *
     * @param value by default {@link ProfileConversion#NONE}
     * @return this builder
     */
    public Builder conversion(ProfileConversion value) {
      conversion = Objects.requireNonNull(value, "conversion");
      return this;
    }

    /**
     * Sets {@link RestoreReport#colorMatch}.
     *
     * @param value how colors were corrected, or why not; by default there is none
     * @return this builder
     */
    public Builder colorMatch(ColorMatch value) {
      colorMatch = Optional.of(value);
      return this;
    }

    /**
     * Sets {@link RestoreReport#mcus}.
     *
     * @param value what was kept of a spliced JPEG
     * @return this builder
     */
    public Builder mcus(SplicedMcus value) {
      figures.mcus = Optional.of(value);
      return this;
    }

    /**
     * Sets {@link RestoreReport#metadata}.
     *
     * @param value by default {@link MetadataReport#NONE}
     * @return this builder
     */
    public Builder metadata(MetadataReport value) {
      figures.metadata = Objects.requireNonNull(value, "metadata");
      return this;
    }

    /**
     * Sets {@link RestoreReport#elapsed}.
     *
     * @param value wall time
     * @return this builder
     */
    public Builder elapsed(Duration value) {
      figures.elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /** {@return the report as it stands} */
    public RestoreReport build() {
      return new RestoreReport(this);
    }
  }
}
