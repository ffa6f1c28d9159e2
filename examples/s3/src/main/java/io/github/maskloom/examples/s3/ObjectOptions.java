package io.github.maskloom.examples.s3;

import java.util.Map;

/**
 * How an image is kept.
 *
 * @param contentType such as {@code image/png}
 * @param metadata told with the object, as {@code x-amz-meta-…}
 * @param onlyIfAbsent whether an object that is there already stays, and the commit fails: for work
 *     that may be done twice
 * @param partBytes how much is sent at once, and held until then; 5 MiB at least
 */
public record ObjectOptions(
    String contentType, Map<String, String> metadata, boolean onlyIfAbsent, int partBytes) {
  private static final int MIN_PART_BYTES = 5 << 20;
  private static final int PART_BYTES = 8 << 20;

  public ObjectOptions {
    metadata = Map.copyOf(metadata);
    if (partBytes < MIN_PART_BYTES) {
      throw new IllegalArgumentException("a part has 5 MiB at least");
    }
  }

  /** An object of a type that replaces what is there, in parts of 8 MiB: images up to 78 GiB. */
  public static ObjectOptions of(String contentType) {
    return new ObjectOptions(contentType, Map.of(), false, PART_BYTES);
  }

  /** The same, but told more with it. */
  public ObjectOptions withMetadata(Map<String, String> other) {
    return new ObjectOptions(contentType, other, onlyIfAbsent, partBytes);
  }

  /** The same, but what is there stays. */
  public ObjectOptions withOnlyIfAbsent(boolean other) {
    return new ObjectOptions(contentType, metadata, other, partBytes);
  }

  /** The same in parts of another size. */
  public ObjectOptions withPartBytes(int other) {
    return new ObjectOptions(contentType, metadata, onlyIfAbsent, other);
  }
}
