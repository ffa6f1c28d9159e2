package io.github.maskloom;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a composite did. Compositors make it. Immutable. */
public final class CompositeReport {
  private final ImageGeometry geometry;
  private final Optional<String> mediaType;
  private final Strategy strategy;
  private final ImageGeometry maskGeometry;
  private final MaskStatistics mask;
  private final long windows;
  private final long photoBytes;
  private final long maskBytes;
  private final long outputBytes;
  private final int missingRows;
  private final boolean profileDropped;
  private final Optional<SplicedMcus> mcus;
  private final Duration elapsed;

  private CompositeReport(Builder builder) {
    geometry = builder.geometry;
    mediaType = builder.mediaType;
    strategy = builder.strategy;
    maskGeometry = builder.maskGeometry;
    mask = builder.mask;
    windows = builder.windows;
    photoBytes = builder.photoBytes;
    maskBytes = builder.maskBytes;
    outputBytes = builder.outputBytes;
    missingRows = builder.missingRows;
    profileDropped = builder.profileDropped;
    mcus = builder.mcus;
    elapsed = builder.elapsed;
  }

  /** A builder of a report: for tests of code that reads reports. */
  public static Builder builder(ImageGeometry geometry) {
    return new Builder(geometry);
  }

  /** Shape of the image written. */
  public ImageGeometry geometry() {
    return geometry;
  }

  /**
   * Media type of the image written, such as {@code image/png}, or empty if it went out as rows.
   */
  public Optional<String> mediaType() {
    return mediaType;
  }

  /** How it was made. */
  public Strategy strategy() {
    return strategy;
  }

  /** Shape of the mask as it came, before it was scaled. */
  public ImageGeometry maskGeometry() {
    return maskGeometry;
  }

  /** What was painted. */
  public MaskStatistics mask() {
    return mask;
  }

  /** Windows of rows that went through the blend. */
  public long windows() {
    return windows;
  }

  /** Encoded bytes read of the photo, every pass over it counted, or 0 if it came as rows. */
  public long photoBytes() {
    return photoBytes;
  }

  /** The same of the mask. */
  public long maskBytes() {
    return maskBytes;
  }

  /** Encoded bytes written, or 0 if it went out as rows. */
  public long outputBytes() {
    return outputBytes;
  }

  /**
   * Rows of the photo that could not be read, as its file stores them, and are black or
   * transparent. 0 unless {@link io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows
   * it.
   */
  public int missingRows() {
    return missingRows;
  }

  /**
   * Whether the photo's color profile was left out because it describes other samples than were
   * written: that of a gray photo on which paint may be colored.
   */
  public boolean profileDropped() {
    return profileDropped;
  }

  /** What was kept of a JPEG photo that was spliced; empty otherwise. */
  public Optional<SplicedMcus> mcus() {
    return mcus;
  }

  /** Wall time of the call. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Whether the mask had no painted pixel, so that the output shows the photo unchanged. */
  public boolean nothingPainted() {
    return mask.paintedPixels() == 0;
  }

  @Override
  public String toString() {
    return "CompositeReport[%s, %s, mask %dx%d, %d painted pixels, %d bytes, %s]"
        .formatted(
            geometry,
            strategy,
            maskGeometry.width(),
            maskGeometry.height(),
            mask.paintedPixels(),
            outputBytes,
            elapsed);
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
    private final ImageGeometry geometry;
    private Optional<String> mediaType = Optional.empty();
    private Strategy strategy = Strategy.STREAM;
    private ImageGeometry maskGeometry;
    private MaskStatistics mask = new MaskStatistics(0, 0, BoundingBox.EMPTY, 0, 0, 0);
    private long windows = 0;
    private long photoBytes = 0;
    private long maskBytes = 0;
    private long outputBytes = 0;
    private int missingRows = 0;
    private boolean profileDropped = false;
    private Optional<SplicedMcus> mcus = Optional.empty();
    private Duration elapsed = Duration.ZERO;

    private Builder(ImageGeometry geometry) {
      this.geometry = Objects.requireNonNull(geometry, "geometry");
      maskGeometry = geometry;
    }

    /** See {@link CompositeReport#mediaType}. */
    public Builder mediaType(String value) {
      mediaType = Optional.of(value);
      return this;
    }

    /** See {@link CompositeReport#strategy}. */
    public Builder strategy(Strategy value) {
      strategy = Objects.requireNonNull(value, "strategy");
      return this;
    }

    /** See {@link CompositeReport#maskGeometry}. */
    public Builder maskGeometry(ImageGeometry value) {
      maskGeometry = Objects.requireNonNull(value, "maskGeometry");
      return this;
    }

    /** See {@link CompositeReport#mask}. */
    public Builder mask(MaskStatistics value) {
      mask = Objects.requireNonNull(value, "mask");
      return this;
    }

    /** See {@link CompositeReport#windows}. */
    public Builder windows(long value) {
      windows = value;
      return this;
    }

    /** See {@link CompositeReport#photoBytes}. */
    public Builder photoBytes(long value) {
      photoBytes = value;
      return this;
    }

    /** See {@link CompositeReport#maskBytes}. */
    public Builder maskBytes(long value) {
      maskBytes = value;
      return this;
    }

    /** See {@link CompositeReport#outputBytes}. */
    public Builder outputBytes(long value) {
      outputBytes = value;
      return this;
    }

    /** See {@link CompositeReport#missingRows}. */
    public Builder missingRows(int value) {
      missingRows = value;
      return this;
    }

    /** See {@link CompositeReport#profileDropped}. */
    public Builder profileDropped(boolean value) {
      profileDropped = value;
      return this;
    }

    /** See {@link CompositeReport#mcus}. */
    public Builder mcus(SplicedMcus value) {
      mcus = Optional.of(value);
      return this;
    }

    /** See {@link CompositeReport#elapsed}. */
    public Builder elapsed(Duration value) {
      elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /** The report as it stands. */
    public CompositeReport build() {
      return new CompositeReport(this);
    }
  }
}
