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

  /**
   * {@return a builder of a report, for tests of code that reads reports}
   *
   * @param mediaType of the result, such as {@code image/png}
   */
  public static Builder builder(String mediaType) {
    return new Builder(mediaType);
  }

  /** {@return media type of the result, such as {@code image/png}} */
  public String mediaType() {
    return mediaType;
  }

  /** {@return columns of the result} */
  public int width() {
    return width;
  }

  /** {@return rows of the result} */
  public int height() {
    return height;
  }

  /** {@return encoded bytes of the result} */
  public long bytes() {
    return bytes;
  }

  /**
   * {@return whether the result is the source, byte for byte but for what {@link
   * ImagePreparer.Builder#bare} leaves out}
   */
  public boolean passedThrough() {
    return passedThrough;
  }

  /**
   * {@return rows of the source that could not be read, as its file stores them, and are black or
   * transparent} 0 unless {@link io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows
   * it.
   */
  public int missingRows() {
    return missingRows;
  }

  /**
   * {@return whether the source's color profile was left out because it describes other samples
   * than were written}
   */
  public boolean profileDropped() {
    return profileDropped;
  }

  /**
   * {@return whether colors were brought to sRGB, or why not} See {@link
   * ImagePreparer.Builder#toSrgb}.
   */
  public ProfileConversion conversion() {
    return conversion;
  }

  /** {@return whether it was taken for a mask of which no pixel is painted} */
  public boolean nothingPainted() {
    return nothingPainted;
  }

  /**
   * {@return every encoding in order; the last one that fits is the result} Empty if passed
   * through.
   */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** {@return wall time of the call} */
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
   * @param quality JPEG quality; 0 for other formats
   * @param bytes encoded bytes; of an encoding that did not fit, those there were when that became
   *     clear
   * @param fits whether it was small enough
   */
  public record Attempt(int width, int height, int quality, long bytes, boolean fits) {}

  /**
   * A report in the making, for tests of code that reads reports. What is not set is zero, false or
   * empty, unless its method states another default.
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

    /**
     * Sets {@link PrepareReport#width}.
     *
     * @param value columns
     * @return this builder
     */
    public Builder width(int value) {
      width = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#height}.
     *
     * @param value rows
     * @return this builder
     */
    public Builder height(int value) {
      height = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#bytes}.
     *
     * @param value encoded bytes
     * @return this builder
     */
    public Builder bytes(long value) {
      bytes = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#passedThrough}.
     *
     * @param value true if the source was copied
     * @return this builder
     */
    public Builder passedThrough(boolean value) {
      passedThrough = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#missingRows}.
     *
     * @param value how many rows of the source could not be read, as its file stores them
     * @return this builder
     */
    public Builder missingRows(int value) {
      missingRows = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#profileDropped}.
     *
     * @param value true if the source's color profile was left out
     * @return this builder
     */
    public Builder profileDropped(boolean value) {
      profileDropped = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#conversion}.
     *
     * @param value by default {@link ProfileConversion#NONE}
     * @return this builder
     */
    public Builder conversion(ProfileConversion value) {
      conversion = Objects.requireNonNull(value, "conversion");
      return this;
    }

    /**
     * Sets {@link PrepareReport#nothingPainted}.
     *
     * @param value true for a mask without paint
     * @return this builder
     */
    public Builder nothingPainted(boolean value) {
      nothingPainted = value;
      return this;
    }

    /**
     * Sets {@link PrepareReport#attempts}.
     *
     * @param value every encoding, in order; copied; by default none
     * @return this builder
     */
    public Builder attempts(List<Attempt> value) {
      attempts = List.copyOf(value);
      return this;
    }

    /**
     * Sets {@link PrepareReport#elapsed}.
     *
     * @param value wall time
     * @return this builder
     */
    public Builder elapsed(Duration value) {
      elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /** {@return the report as it stands} */
    public PrepareReport build() {
      return new PrepareReport(this);
    }
  }
}
