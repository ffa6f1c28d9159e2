package io.github.maskloom.image;

import io.github.maskloom.errors.ImageLimitException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an image may ask for. Every size that comes from input is checked against these before
 * anything is allocated.
 *
 * <p>Immutable: start from {@link #DEFAULT} and set what should differ; a limit that no image could
 * keep, such as 0 pixels, is refused with {@link IllegalArgumentException}.
 */
public final class ImageLimits {
  private enum Limit {
    WIDTH("maxWidth", 1, 65_535),
    HEIGHT("maxHeight", 1, 1_000_000),
    PIXELS("maxPixels", 1, 1_000_000_000),
    INPUT_BYTES("maxInputBytes", 1, 2L << 30),
    PIXELS_PER_BYTE("maxPixelsPerByte", 1, 100_000),
    METADATA_BYTES("maxMetadataBytes", 0, 1 << 20),
    PARTS("maxParts", 1, 1_000_000),
    SCANS("maxScans", 1, 100),
    AREAS("maxAreas", 0, 250_000),
    SPOOL_BYTES("maxSpoolBytes", 0, 8L << 30),
    HELD_BYTES("maxHeldBytes", 0, 64L << 20);

    private final String property;
    private final long least;
    private final long standard;

    Limit(String property, long least, long standard) {
      this.property = property;
      this.least = least;
      this.standard = standard;
    }

    @Override
    public String toString() {
      return property;
    }
  }

  /** Limits for images that people upload; each accessor says its own. */
  public static final ImageLimits DEFAULT = new ImageLimits(standardValues());

  private final Map<Limit, Long> values;

  private ImageLimits(Map<Limit, Long> values) {
    this.values = values;
  }

  private static Map<Limit, Long> standardValues() {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      values.put(limit, limit.standard);
    }
    return values;
  }

  private long get(Limit limit) {
    // Not a new Long for each question: some limits are checked for every row.
    return Objects.requireNonNull(values.get(limit));
  }

  private ImageLimits with(Limit limit, long value) {
    if (value < limit.least) {
      throw new IllegalArgumentException(limit.property + " is at least " + limit.least);
    }
    Map<Limit, Long> changed = new EnumMap<>(values);
    changed.put(limit, value);
    return new ImageLimits(changed);
  }

  private void check(Limit limit, long asked) {
    if (asked > get(limit)) {
      throw new ImageLimitException(limit.property, asked, get(limit));
    }
  }

  /** Pixels per row; 65535 unless set. */
  public int maxWidth() {
    return (int) get(Limit.WIDTH);
  }

  /** Rows; a million unless set. */
  public int maxHeight() {
    return (int) get(Limit.HEIGHT);
  }

  /** Width times height; a gigapixel unless set. */
  public long maxPixels() {
    return get(Limit.PIXELS);
  }

  /** Encoded bytes; 2 GiB unless set. */
  public long maxInputBytes() {
    return get(Limit.INPUT_BYTES);
  }

  /**
   * Pixels for each encoded byte, the compression ratio; 100000 unless set. Honest images stay
   * below: the emptiest PNG reaches 8300, a blank page of fax 77000.
   */
  public long maxPixelsPerByte() {
    return get(Limit.PIXELS_PER_BYTE);
  }

  /** Bytes of colour profile, EXIF and the like, uncompressed; 1 MiB unless set. */
  public int maxMetadataBytes() {
    return (int) get(Limit.METADATA_BYTES);
  }

  /**
   * Chunks of a PNG, segments of a JPEG, blocks of a GIF, directories and strips of a TIFF; a
   * million unless set.
   */
  public int maxParts() {
    return (int) get(Limit.PARTS);
  }

  /** Scans of a JPEG, each of which takes memory and time; 100 unless set. */
  public int maxScans() {
    return (int) get(Limit.SCANS);
  }

  /**
   * Places in a mask where an unpainted area begins below paint, if what strokes enclose is to be
   * filled; each takes 4 bytes. 250000 unless set: people's strokes stay below a thousand.
   */
  public int maxAreas() {
    return (int) get(Limit.AREAS);
  }

  /** Bytes of a temporary file, for an image that cannot stream; 8 GiB unless set. */
  public long maxSpoolBytes() {
    return get(Limit.SPOOL_BYTES);
  }

  /**
   * Bytes of samples that a decoder may hold in the heap because it cannot do without: a strip or
   * tile of a TIFF, the whole image where only a plug-in can read it; 64 MiB unless set.
   */
  public long maxHeldBytes() {
    return get(Limit.HELD_BYTES);
  }

  /** These limits with another width. */
  public ImageLimits withMaxWidth(int pixels) {
    return with(Limit.WIDTH, pixels);
  }

  /** These limits with another height. */
  public ImageLimits withMaxHeight(int rows) {
    return with(Limit.HEIGHT, rows);
  }

  /** These limits with another number of pixels. */
  public ImageLimits withMaxPixels(long pixels) {
    return with(Limit.PIXELS, pixels);
  }

  /** These limits with another number of encoded bytes. */
  public ImageLimits withMaxInputBytes(long bytes) {
    return with(Limit.INPUT_BYTES, bytes);
  }

  /** These limits with another compression ratio. */
  public ImageLimits withMaxPixelsPerByte(long pixels) {
    return with(Limit.PIXELS_PER_BYTE, pixels);
  }

  /** These limits with another amount of metadata. */
  public ImageLimits withMaxMetadataBytes(int bytes) {
    return with(Limit.METADATA_BYTES, bytes);
  }

  /** These limits with another number of parts. */
  public ImageLimits withMaxParts(int parts) {
    return with(Limit.PARTS, parts);
  }

  /** These limits with another number of scans. */
  public ImageLimits withMaxScans(int scans) {
    return with(Limit.SCANS, scans);
  }

  /** These limits with another number of areas. */
  public ImageLimits withMaxAreas(int areas) {
    return with(Limit.AREAS, areas);
  }

  /** These limits with another size of temporary files. */
  public ImageLimits withMaxSpoolBytes(long bytes) {
    return with(Limit.SPOOL_BYTES, bytes);
  }

  /** These limits with another amount of samples held in the heap. */
  public ImageLimits withMaxHeldBytes(long bytes) {
    return with(Limit.HELD_BYTES, bytes);
  }

  /**
   * Refuses a size that is too large.
   *
   * @throws ImageLimitException naming the first limit that is passed
   */
  public void checkSize(long width, long height) {
    check(Limit.WIDTH, width);
    check(Limit.HEIGHT, height);
    check(Limit.PIXELS, width * height);
  }

  /**
   * Refuses an image of many pixels in few bytes.
   *
   * @param encodedBytes all there are, or all that were needed for so many pixels
   * @throws ImageLimitException if the ratio passes {@link #maxPixelsPerByte}
   */
  public void checkRatio(long pixels, long encodedBytes) {
    check(Limit.PIXELS_PER_BYTE, pixels / Math.max(1, encodedBytes));
  }

  /**
   * Refuses an image of too many encoded bytes.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxInputBytes}
   */
  public void checkInputBytes(long bytes) {
    check(Limit.INPUT_BYTES, bytes);
  }

  /**
   * Refuses metadata that is too large.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxMetadataBytes}
   */
  public void checkMetadataBytes(long bytes) {
    check(Limit.METADATA_BYTES, bytes);
  }

  /**
   * Refuses an image of too many parts.
   *
   * @throws ImageLimitException if {@code parts} passes {@link #maxParts}
   */
  public void checkParts(long parts) {
    check(Limit.PARTS, parts);
  }

  /**
   * Refuses an image of too many scans.
   *
   * @throws ImageLimitException if {@code scans} passes {@link #maxScans}
   */
  public void checkScans(long scans) {
    check(Limit.SCANS, scans);
  }

  /**
   * Refuses a mask of too many areas.
   *
   * @throws ImageLimitException if {@code areas} passes {@link #maxAreas}
   */
  public void checkAreas(long areas) {
    check(Limit.AREAS, areas);
  }

  /**
   * Refuses an image that would need too much room in a temporary file.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxSpoolBytes}
   */
  public void checkSpoolBytes(long bytes) {
    check(Limit.SPOOL_BYTES, bytes);
  }

  /**
   * Refuses a decoder that would hold too much in the heap.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxHeldBytes}
   */
  public void checkHeldBytes(long bytes) {
    check(Limit.HELD_BYTES, bytes);
  }

  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageLimits that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names every limit. */
  @Override
  public String toString() {
    return "ImageLimits" + values;
  }
}
