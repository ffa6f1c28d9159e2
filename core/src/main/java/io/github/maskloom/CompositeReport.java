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

  /** A builder of a report: for tests of code that reads reports. */
  public static Builder builder(ImageGeometry geometry) {
    return new Builder(geometry);
  }

  /** Shape of the image written. */
  public ImageGeometry geometry() {
    return figures.geometry;
  }

  /**
   * Media type of the image written, such as {@code image/png}, or empty if it went out as rows.
   */
  public Optional<String> mediaType() {
    return mediaType;
  }

  /** How it was made. */
  public Strategy strategy() {
    return figures.strategy;
  }

  /** Shape of the mask as it came, before it was scaled. */
  public ImageGeometry maskGeometry() {
    return figures.maskGeometry;
  }

  /** What was painted. */
  public MaskStatistics mask() {
    return figures.mask;
  }

  /** Windows of rows that went through the blend. */
  public long windows() {
    return windows;
  }

  /** Encoded bytes read of the photo, every pass over it counted, or 0 if it came as rows. */
  public long photoBytes() {
    return figures.photoBytes;
  }

  /** The same of the mask. */
  public long maskBytes() {
    return figures.maskBytes;
  }

  /** Encoded bytes written, or 0 if it went out as rows. */
  public long outputBytes() {
    return figures.outputBytes;
  }

  /**
   * Rows of the photo that could not be read, as its file stores them, and are black or
   * transparent. 0 unless {@link io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows
   * it.
   */
  public int missingRows() {
    return figures.missingRows;
  }

  /**
   * Whether the photo's color profile was left out because it describes other samples than were
   * written: that of a gray photo on which paint may be colored.
   */
  public boolean profileDropped() {
    return figures.profileDropped;
  }

  /** What was kept of a JPEG photo that was spliced; empty otherwise. */
  public Optional<SplicedMcus> mcus() {
    return figures.mcus;
  }

  /** What became of the photo's gain map, hidden pictures and other metadata. */
  public MetadataReport metadata() {
    return figures.metadata;
  }

  /** Wall time of the call. */
  public Duration elapsed() {
    return figures.elapsed;
  }

  /** Whether the mask had no painted pixel, so that the output shows the photo unchanged. */
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
   * A report in the making, for tests of code that reads reports. What is not set is zero or empty.
   */
  public static final class Builder {
    private final ReportFigures figures;
    private Optional<String> mediaType = Optional.empty();
    private long windows = 0;

    private Builder(ImageGeometry geometry) {
      figures = new ReportFigures(Objects.requireNonNull(geometry, "geometry"));
    }

    /** See {@link CompositeReport#mediaType}. */
    public Builder mediaType(String value) {
      mediaType = Optional.of(value);
      return this;
    }

    /** See {@link CompositeReport#strategy}. */
    public Builder strategy(Strategy value) {
      figures.strategy = Objects.requireNonNull(value, "strategy");
      return this;
    }

    /** See {@link CompositeReport#maskGeometry}. */
    public Builder maskGeometry(ImageGeometry value) {
      figures.maskGeometry = Objects.requireNonNull(value, "maskGeometry");
      return this;
    }

    /** See {@link CompositeReport#mask}. */
    public Builder mask(MaskStatistics value) {
      figures.mask = Objects.requireNonNull(value, "mask");
      return this;
    }

    /** See {@link CompositeReport#windows}. */
    public Builder windows(long value) {
      windows = value;
      return this;
    }

    /** See {@link CompositeReport#photoBytes}. */
    public Builder photoBytes(long value) {
      figures.photoBytes = value;
      return this;
    }

    /** See {@link CompositeReport#maskBytes}. */
    public Builder maskBytes(long value) {
      figures.maskBytes = value;
      return this;
    }

    /** See {@link CompositeReport#outputBytes}. */
    public Builder outputBytes(long value) {
      figures.outputBytes = value;
      return this;
    }

    /** See {@link CompositeReport#missingRows}. */
    public Builder missingRows(int value) {
      figures.missingRows = value;
      return this;
    }

    /** See {@link CompositeReport#profileDropped}. */
    public Builder profileDropped(boolean value) {
      figures.profileDropped = value;
      return this;
    }

    /** See {@link CompositeReport#mcus}. */
    public Builder mcus(SplicedMcus value) {
      figures.mcus = Optional.of(value);
      return this;
    }

    /** See {@link CompositeReport#metadata}. */
    public Builder metadata(MetadataReport value) {
      figures.metadata = Objects.requireNonNull(value, "metadata");
      return this;
    }

    /** See {@link CompositeReport#elapsed}. */
    public Builder elapsed(Duration value) {
      figures.elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /** The report as it stands. */
    public CompositeReport build() {
      return new CompositeReport(this);
    }
  }
}
