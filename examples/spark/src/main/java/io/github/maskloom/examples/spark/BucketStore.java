package io.github.maskloom.examples.spark;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.StoredImage;
import io.github.maskloom.examples.s3.ObjectOptions;
import io.github.maskloom.examples.s3.S3Settings;
import io.github.maskloom.examples.s3.S3Store;
import io.github.maskloom.examples.s3.S3Store.StoredObject;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects in the buckets of S3, or of what speaks its protocol; keys are {@code s3://bucket/key}.
 * Images are read in ranges and written in drafts, so that no worker needs room on its disk.
 */
final class BucketStore implements ImageStore {
  static final String SCHEME = "s3://";

  private final S3Settings settings;
  private final Map<String, S3Store> buckets = new ConcurrentHashMap<>();

  BucketStore(S3Settings settings) {
    this.settings = settings;
  }

  /** A key in its bucket. */
  private record Place(S3Store bucket, String key) {}

  private Place place(String uri) {
    int slash = uri.indexOf('/', SCHEME.length());
    if (slash < 0 || slash == SCHEME.length() || slash == uri.length() - 1) {
      throw new IllegalArgumentException("expected s3://bucket/key: " + uri);
    }
    String bucket = uri.substring(SCHEME.length(), slash);
    return new Place(
        buckets.computeIfAbsent(bucket, name -> S3Store.open(settings, name)),
        uri.substring(slash + 1));
  }

  @Override
  public ImageSource source(String key) throws IOException {
    Place place = place(key);
    return place.bucket().source(place.key());
  }

  @Override
  public ImageTarget target(String key) {
    Place place = place(key);
    String mediaType = ImageFormats.installed().mediaTypeOf(key).orElse("image/jpeg");
    return place.bucket().target(place.key(), ObjectOptions.of(mediaType));
  }

  @Override
  public Optional<Long> bytes(String key) throws IOException {
    Place place = place(key);
    return place.bucket().find(place.key()).map(StoredObject::bytes);
  }

  @Override
  public StoredImage stored(String key, MadeImage image) throws IOException {
    Place place = place(key);
    return place
        .bucket()
        .find(place.key())
        .map(object -> new StoredImage(image, object.etag(), object.bytes()))
        .orElseThrow(() -> new FileNotFoundException(key));
  }
}
