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
 * @param maxBytes encoded size
 * @param maxPixels width times height
 * @param maxSide the longer side
 * @param minSide the shorter side
 * @param maxAspectRatio the longer side over the shorter
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
   * Limits for what is sent.
   *
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

  /** These limits with other formats; with none, no image is accepted. */
  public UploadLimits withMediaTypes(String... types) {
    return new UploadLimits(Set.of(types), maxBytes, maxPixels, maxSide, minSide, maxAspectRatio);
  }

  /** These limits with another encoded size. */
  public UploadLimits withMaxBytes(long bytes) {
    return new UploadLimits(mediaTypes, bytes, maxPixels, maxSide, minSide, maxAspectRatio);
  }

  /** These limits with another number of pixels. */
  public UploadLimits withMaxPixels(long pixels) {
    return new UploadLimits(mediaTypes, maxBytes, pixels, maxSide, minSide, maxAspectRatio);
  }

  /** These limits with another longest side. */
  public UploadLimits withMaxSide(int pixels) {
    return new UploadLimits(mediaTypes, maxBytes, maxPixels, pixels, minSide, maxAspectRatio);
  }

  /** These limits with another shortest side. */
  public UploadLimits withMinSide(int pixels) {
    return new UploadLimits(mediaTypes, maxBytes, maxPixels, maxSide, pixels, maxAspectRatio);
  }

  /** These limits with another largest ratio of the longer side to the shorter. */
  public UploadLimits withMaxAspectRatio(double ratio) {
    return new UploadLimits(mediaTypes, maxBytes, maxPixels, maxSide, minSide, ratio);
  }
}
