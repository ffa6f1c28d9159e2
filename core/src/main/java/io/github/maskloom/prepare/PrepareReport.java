package io.github.maskloom.prepare;

import io.github.maskloom.image.ProfileConversion;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What became of an image that was prepared. Preparers make it. Immutable. */
public final class PrepareReport {
  private final String mediaType;
  private final int width;
  private final int height;
  private final long bytes;
  private final boolean passedThrough;
  private final int missingRows;
  private final boolean profileDropped;
  private final ProfileConversion conversion;
  private final boolean nothingPainted;
  private final List<Attempt> attempts;
  private final Duration elapsed;

  private PrepareReport(Builder builder) {
    mediaType = builder.mediaType;
    width = builder.width;
    height = builder.height;
    bytes = builder.bytes;
    passedThrough = builder.passedThrough;
    missingRows = builder.missingRows;
    profileDropped = builder.profileDropped;
    conversion = builder.conversion;
    nothingPainted = builder.nothingPainted;
    attempts = List.copyOf(builder.attempts);
    elapsed = builder.elapsed;
  }

  /** A builder of a report: for tests of code that reads reports. */
  public static Builder builder(String mediaType) {
    return new Builder(mediaType);
  }

  /** Media type of the result. */
  public String mediaType() {
    return mediaType;
  }

  /** Columns of the result. */
  public int width() {
    return width;
  }

  /** Rows of the result. */
  public int height() {
    return height;
  }

  /** Encoded size of the result. */
  public long bytes() {
    return bytes;
  }

  /**
   * Whether the result is the source, byte for byte but for what {@link ImagePreparer.Builder#bare}
   * leaves out.
   */
  public boolean passedThrough() {
    return passedThrough;
  }

  /**
   * Rows of the source that could not be read, as its file stores them, and are black or
   * transparent. 0 unless {@link io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows
   * it.
   */
  public int missingRows() {
    return missingRows;
  }

  /**
   * Whether the source's color profile was left out because it describes other samples than were
   * written.
   */
  public boolean profileDropped() {
    return profileDropped;
  }

  /** Whether colors were brought to sRGB. See {@link ImagePreparer.Builder#toSrgb}. */
  public ProfileConversion conversion() {
    return conversion;
  }

  /** Whether it was taken for a mask of which no pixel is painted. */
  public boolean nothingPainted() {
    return nothingPainted;
  }

  /** Every encoding in order; the last one that fits is the result. Empty if passed through. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** Wall time of the call. */
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public String toString() {
    return "PrepareReport[%s, %dx%d, %d bytes, %s]"
        .formatted(mediaType, width, height, bytes, elapsed);
  }

  /**
   * One encoding of an image on the way to one that is small enough.
   *
   * @param width in pixels
   * @param height in pixels
   * @param quality JPEG quality; 0 for PNG
   * @param bytes encoded size; where it did not fit, what there was when that became clear
   * @param fits whether it was small enough
   */
  public record Attempt(int width, int height, int quality, long bytes, boolean fits) {}

  /**
   * A report in the making, for tests of code that reads reports. What is not set is zero or empty.
   */
  public static final class Builder {
    private final String mediaType;
    private int width = 0;
    private int height = 0;
    private long bytes = 0;
    private boolean passedThrough = false;
    private int missingRows = 0;
    private boolean profileDropped = false;
    private ProfileConversion conversion = ProfileConversion.NONE;
    private boolean nothingPainted = false;
    private List<Attempt> attempts = List.of();
    private Duration elapsed = Duration.ZERO;

    private Builder(String mediaType) {
      this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
    }

    /** See {@link PrepareReport#width}. */
    public Builder width(int value) {
      width = value;
      return this;
    }

    /** See {@link PrepareReport#height}. */
    public Builder height(int value) {
      height = value;
      return this;
    }

    /** See {@link PrepareReport#bytes}. */
    public Builder bytes(long value) {
      bytes = value;
      return this;
    }

    /** See {@link PrepareReport#passedThrough}. */
    public Builder passedThrough(boolean value) {
      passedThrough = value;
      return this;
    }

    /** See {@link PrepareReport#missingRows}. */
    public Builder missingRows(int value) {
      missingRows = value;
      return this;
    }

    /** See {@link PrepareReport#profileDropped}. */
    public Builder profileDropped(boolean value) {
      profileDropped = value;
      return this;
    }

    /** See {@link PrepareReport#conversion}. */
    public Builder conversion(ProfileConversion value) {
      conversion = Objects.requireNonNull(value, "conversion");
      return this;
    }

    /** See {@link PrepareReport#nothingPainted}. */
    public Builder nothingPainted(boolean value) {
      nothingPainted = value;
      return this;
    }

    /** See {@link PrepareReport#attempts}. */
    public Builder attempts(List<Attempt> value) {
      attempts = List.copyOf(value);
      return this;
    }

    /** See {@link PrepareReport#elapsed}. */
    public Builder elapsed(Duration value) {
      elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /** The report as it stands. */
    public PrepareReport build() {
      return new PrepareReport(this);
    }
  }
}
