package io.github.maskloom.examples.s3;

import java.util.Map;
import java.util.Optional;

/**
 * How an image is kept.
 *
 * @param contentType such as {@code image/png}
 * @param metadata told with the object, as {@code x-amz-meta-…}
 * @param onlyIfAbsent whether an object that is there already stays, and the commit fails: for work
 *     that may be done twice
 * @param partBytes how much is sent at once, and held until then; 5 MiB at least
 * @param kmsKey encrypts the object: an id, an ARN or an alias, such as {@code alias/aws/s3}; the
 *     bucket's own rule unless given
 * @param storageClass such as {@code INTELLIGENT_TIERING}; the store's own unless given
 * @param cacheControl what readers are told, such as {@code max-age=86400}
 */
public record ObjectOptions(
    String contentType,
    Map<String, String> metadata,
    boolean onlyIfAbsent,
    int partBytes,
    Optional<String> kmsKey,
    Optional<String> storageClass,
    Optional<String> cacheControl) {
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
    return new ObjectOptions(
        contentType,
        Map.of(),
        false,
        PART_BYTES,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, but told more with it. */
  public ObjectOptions withMetadata(Map<String, String> other) {
    return new ObjectOptions(
        contentType, other, onlyIfAbsent, partBytes, kmsKey, storageClass, cacheControl);
  }

  /** The same, but what is there stays. */
  public ObjectOptions withOnlyIfAbsent(boolean other) {
    return new ObjectOptions(
        contentType, metadata, other, partBytes, kmsKey, storageClass, cacheControl);
  }

  /** The same in parts of another size. */
  public ObjectOptions withPartBytes(int other) {
    return new ObjectOptions(
        contentType, metadata, onlyIfAbsent, other, kmsKey, storageClass, cacheControl);
  }

  /** The same, encrypted with a key of KMS. */
  public ObjectOptions withKmsKey(String key) {
    return new ObjectOptions(
        contentType,
        metadata,
        onlyIfAbsent,
        partBytes,
        Optional.of(key),
        storageClass,
        cacheControl);
  }

  /** The same in a class of storage. */
  public ObjectOptions withStorageClass(String name) {
    return new ObjectOptions(
        contentType, metadata, onlyIfAbsent, partBytes, kmsKey, Optional.of(name), cacheControl);
  }

  /** The same, and readers are told how long they may keep it. */
  public ObjectOptions withCacheControl(String directives) {
    return new ObjectOptions(
        contentType,
        metadata,
        onlyIfAbsent,
        partBytes,
        kmsKey,
        storageClass,
        Optional.of(directives));
  }
}
