package io.github.maskloom.prepare;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody who takes images, such as a provider, accepts. A prepared image is made to meet it;
 * what no scaling or encoding can mend is refused.
 *
 * @param mediaTypes formats, such as {@code image/png}
 * @param maxBytes the most encoded bytes
 * @param maxPixels the most pixels, width times height
 * @param maxSide the most pixels of the longer side
 * @param minSide the fewest pixels of the shorter side
 * @param maxAspectRatio the most that the longer side may be over the shorter
 */
public record UploadLimits(
    Set<String> mediaTypes,
    long maxBytes,
    long maxPixels,
    int maxSide,
    int minSide,
    double maxAspectRatio) {

  /** Accepts every size, and every format that is installed. */
  public static final UploadLimits NONE =
      new UploadLimits(
          ImageFormats.installed().all().stream()
              .map(ImageFormat::mediaType)
              .collect(Collectors.toSet()),
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Integer.MAX_VALUE,
          1,
          Double.POSITIVE_INFINITY);

  /**
   * Checks that some image could meet the limits.
   *
   * @param mediaTypes copied; may be empty, for limits to start from
   * @param maxBytes at least 1
   * @param maxPixels at least 1
   * @param maxSide at least {@code minSide}
   * @param minSide at least 1
   * @param maxAspectRatio at least 1
   * @throws IllegalArgumentException if no image could meet them; names the limit
   */
  public UploadLimits {
    mediaTypes = Set.copyOf(mediaTypes);
    requirePositive("maxBytes", maxBytes);
    requirePositive("maxPixels", maxPixels);
    requirePositive("maxSide", maxSide);
    requirePositive("minSide", minSide);
    checkArgument(minSide <= maxSide, "minSide %s is more than maxSide %s", minSide, maxSide);
    checkArgument(maxAspectRatio >= 1, "maxAspectRatio must be at least 1, not %s", maxAspectRatio);
  }

  private static void requirePositive(String name, long value) {
    checkArgument(value > 0, "%s must be positive, not %s", name, value);
  }

  /**
   * {@return these limits with other formats}
   *
   * @param types each once and in lower case, such as {@code image/png}; with none, no image is
   *     accepted
   * @throws IllegalArgumentException if one is given twice
   */
  public UploadLimits withMediaTypes(String... types) {
    return new UploadLimits(Set.of(types), maxBytes, maxPixels, maxSide, minSide, maxAspectRatio);
  }

  /**
   * {@return these limits with another encoded size}
   *
   * @param bytes encoded, at least 1
   * @throws IllegalArgumentException unless positive
   */
  public UploadLimits withMaxBytes(long bytes) {
    return new UploadLimits(mediaTypes, bytes, maxPixels, maxSide, minSide, maxAspectRatio);
  }

  /**
   * {@return these limits with another number of pixels}
   *
   * @param pixels width times height, at least 1
   * @throws IllegalArgumentException unless positive
   */
  public UploadLimits withMaxPixels(long pixels) {
    return new UploadLimits(mediaTypes, maxBytes, pixels, maxSide, minSide, maxAspectRatio);
  }

  /**
   * {@return these limits with another longest side}
   *
   * @param pixels of the longer side, at least those of the shorter
   * @throws IllegalArgumentException if no image could meet it
   */
  public UploadLimits withMaxSide(int pixels) {
    return new UploadLimits(mediaTypes, maxBytes, maxPixels, pixels, minSide, maxAspectRatio);
  }

  /**
   * {@return these limits with another shortest side}
   *
   * @param pixels of the shorter side, at least 1
   * @throws IllegalArgumentException if no image could meet it
   */
  public UploadLimits withMinSide(int pixels) {
    return new UploadLimits(mediaTypes, maxBytes, maxPixels, maxSide, pixels, maxAspectRatio);
  }

  /**
   * {@return these limits with another ratio of the sides}
   *
   * @param ratio the longer side over the shorter, at least 1
   * @throws IllegalArgumentException if it is less than 1
   */
  public UploadLimits withMaxAspectRatio(double ratio) {
    return new UploadLimits(mediaTypes, maxBytes, maxPixels, maxSide, minSide, ratio);
  }
}
