package io.github.maskloom;

import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a composite did. Compositors make it. Immutable. */
public final class CompositeReport {
  private final ReportFigures figures;
  private final Optional<String> mediaType;
  private final long windows;

  private CompositeReport(Builder builder) {
    figures = builder.figures.copy();
    mediaType = builder.mediaType;
    windows = builder.windows;
  }

  /**
   * {@return a builder of a report, for tests of code that reads reports}
   *
   * @param geometry shape of the result
   */
  public static Builder builder(ImageGeometry geometry) {
    return new Builder(geometry);
  }

  /**
   * {@return shape of the result: the photo's size as it is seen upright} Of a {@link
   * PreparedComposite} it is the shape before preparing.
   */
  public ImageGeometry geometry() {
    return figures.geometry;
  }

  /**
   * {@return media type of the image written, such as {@code image/png}; empty if it went out as
   * rows or was prepared}
   */
  public Optional<String> mediaType() {
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

  /** {@return what was painted} */
  public MaskStatistics mask() {
    return figures.mask;
  }

  /**
   * {@return how many windows of rows were blended; of a spliced photo, how many rows have paint}
   */
  public long windows() {
    return windows;
  }

  /**
   * {@return encoded bytes read of the photo, every pass over it counted, or 0 if it came as rows}
   */
  public long photoBytes() {
    return figures.photoBytes;
  }

  /**
   * {@return encoded bytes read of the mask, every pass over it counted, or 0 if it came as rows}
   */
  public long maskBytes() {
    return figures.maskBytes;
  }

  /** {@return encoded bytes written; 0 if it went out as rows or was prepared} */
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

  /** {@return whether the mask had no painted pixel, so that nothing was painted over the photo} */
  public boolean nothingPainted() {
    return figures.mask.paintedPixels() == 0;
  }

  @Override
  public String toString() {
    return "CompositeReport" + figures;
  }

  /**
   * A composite that was prepared to be sent in the same pass.
   *
   * @param composite what was painted, at the photo's size; {@link CompositeReport#outputBytes} is
   *     0, as the composite itself was written nowhere
   * @param prepared what was written
   */
  public record PreparedComposite(CompositeReport composite, PrepareReport prepared) {}

  /**
   * A report in the making, for tests of code that reads reports. What is not set is zero, false or
   * empty, unless its method states another default.
   */
  public static final class Builder {
    private final ReportFigures figures;
    private Optional<String> mediaType = Optional.empty();
    private long windows = 0;

    private Builder(ImageGeometry geometry) {
      figures = new ReportFigures(Objects.requireNonNull(geometry, "geometry"));
    }

    /**
     * Sets {@link CompositeReport#mediaType}.
     *
     * @param value such as {@code image/png}; by default there is none, as of a composite that went
     *     out as rows
     * @return this builder
     */
    public Builder mediaType(String value) {
      mediaType = Optional.of(value);
      return this;
    }

    /**
     * Sets {@link CompositeReport#strategy}.
     *
     * @param value by default {@link Strategy#STREAM}
     * @return this builder
     */
    public Builder strategy(Strategy value) {
      figures.strategy = Objects.requireNonNull(value, "strategy");
      return this;
    }

    /**
     * Sets {@link CompositeReport#maskGeometry}.
     *
     * @param value shape of the mask as it came, by default that of the image
     * @return this builder
     */
    public Builder maskGeometry(ImageGeometry value) {
      figures.maskGeometry = Objects.requireNonNull(value, "maskGeometry");
      return this;
    }

    /**
     * Sets {@link CompositeReport#mask}.
     *
     * @param value what was painted, by default nothing
     * @return this builder
     */
    public Builder mask(MaskStatistics value) {
      figures.mask = Objects.requireNonNull(value, "mask");
      return this;
    }

    /**
     * Sets {@link CompositeReport#windows}.
     *
     * @param value how many windows were blended; of a spliced photo, how many rows have paint
     * @return this builder
     */
    public Builder windows(long value) {
      windows = value;
      return this;
    }

    /**
     * Sets {@link CompositeReport#photoBytes}.
     *
     * @param value encoded bytes, every pass counted
     * @return this builder
     */
    public Builder photoBytes(long value) {
      figures.photoBytes = value;
      return this;
    }

    /**
     * Sets {@link CompositeReport#maskBytes}.
     *
     * @param value encoded bytes, every pass counted
     * @return this builder
     */
    public Builder maskBytes(long value) {
      figures.maskBytes = value;
      return this;
    }

    /**
     * Sets {@link CompositeReport#outputBytes}.
     *
     * @param value encoded bytes
     * @return this builder
     */
    public Builder outputBytes(long value) {
      figures.outputBytes = value;
      return this;
    }

    /**
     * Sets {@link CompositeReport#missingRows}.
     *
     * @param value how many rows of the photo could not be read, as its file stores them
     * @return this builder
     */
    public Builder missingRows(int value) {
      figures.missingRows = value;
      return this;
    }

    /**
     * Sets {@link CompositeReport#profileDropped}.
     *
     * @param value true if the photo's color profile was left out
     * @return this builder
     */
    public Builder profileDropped(boolean value) {
      figures.profileDropped = value;
      return this;
    }

    /**
     * Sets {@link CompositeReport#mcus}.
     *
     * @param value what was kept of a spliced JPEG
     * @return this builder
     */
    public Builder mcus(SplicedMcus value) {
      figures.mcus = Optional.of(value);
      return this;
    }

    /**
     * Sets {@link CompositeReport#metadata}.
     *
     * @param value by default {@link MetadataReport#NONE}
     * @return this builder
     */
    public Builder metadata(MetadataReport value) {
      figures.metadata = Objects.requireNonNull(value, "metadata");
      return this;
    }

    /**
     * Sets {@link CompositeReport#elapsed}.
     *
     * @param value wall time
     * @return this builder
     */
    public Builder elapsed(Duration value) {
      figures.elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /** {@return the report as it stands} */
    public CompositeReport build() {
      return new CompositeReport(this);
    }
  }
}
