package io.github.maskloom.examples.spark;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Maps;
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
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where images lie, and all workers see the same: files of a file system that every worker has
 * mounted, whose keys are paths, and objects in the buckets of S3, or of what speaks its protocol,
 * whose keys are {@code s3://bucket/key}. Objects are read in ranges and written in drafts, so that
 * no worker needs room on its disk. <b>Threads:</b> safe.
 *
 * @param environment the variables that say where S3 is, see {@link S3Settings#fromEnvironment};
 *     they travel with the tasks. Credentials do not: each worker finds its own
 */
record ImageStore(Map<String, String> environment) implements Serializable {
  private static final String SCHEME = "s3://";
  private static final Pattern OBJECT = Pattern.compile(SCHEME + "([^/]+)/(.+)", Pattern.DOTALL);
  private static final Pattern NAMES =
      Pattern.compile("MASKLOOM_S3_.*|AWS_REGION|AWS_ENDPOINT_URL(_S3)?");

  /** Opened once for each worker's process. */
  private static final Map<Map.Entry<ImageStore, String>, S3Store> OPEN = new ConcurrentHashMap<>();

  ImageStore {
    environment = Map.copyOf(environment);
  }

  /** An object in its bucket. */
  record Place(S3Store bucket, String key) {
    Optional<StoredObject> find() throws IOException {
      return bucket.find(key);
    }
  }

  /** Where this process's environment says that S3 is. */
  static ImageStore ofThisProcess() {
    return new ImageStore(Maps.filterKeys(System.getenv(), name -> NAMES.matcher(name).matches()));
  }

  static boolean isObject(String key) {
    return key.startsWith(SCHEME);
  }

  /** The object that a key names; empty for that of a file. */
  Optional<Place> object(String key) {
    Matcher parts = OBJECT.matcher(key);
    boolean names = parts.matches();
    checkArgument(names || !isObject(key), "expected s3://bucket/key: %s", key);
    return names
        ? Optional.of(new Place(bucket(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }

  private S3Store bucket(String name) {
    return OPEN.computeIfAbsent(
        Map.entry(this, name), both -> S3Store.open(S3Settings.fromEnvironment(environment), name));
  }

  /**
   * An image that is there.
   *
   * @throws IOException if the store does not answer, or knows at once that it is not there
   */
  ImageSource source(String key) throws IOException {
    Optional<Place> object = object(key);
    if (object.isPresent()) {
      return object.get().bucket().source(object.get().key());
    }
    Path file = Path.of(key);
    // A pipe may never bring anything, and would keep a task for ever.
    checkArgument(
        !Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file),
        "%s is not a regular file",
        key);
    return ImageSource.of(file);
  }

  /** A place for an image, which appears there whole or not at all. */
  ImageTarget target(String key) {
    String mediaType = ImageFormats.installed().mediaTypeOf(key).orElse("image/jpeg");
    return object(key)
        .map(object -> object.bucket().target(object.key(), ObjectOptions.of(mediaType)))
        .orElseGet(() -> ImageTarget.of(Path.of(key)));
  }

  /**
   * How many bytes an image has; empty if it is not there.
   *
   * @throws IOException if the store does not answer
   */
  Optional<Long> bytes(String key) throws IOException {
    Optional<Place> object = object(key);
    if (object.isPresent()) {
      return object.get().find().map(StoredObject::bytes);
    }
    Path file = Path.of(key);
    return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
  }

  /**
   * An image that was made, with what tells its bytes from others.
   *
   * @throws IOException if it is not there, or the store does not answer
   */
  StoredImage stored(String key, MadeImage image) throws IOException {
    Optional<Place> object = object(key);
    if (object.isEmpty()) {
      return StoredImage.of(image, Path.of(key));
    }
    StoredObject stored = object.get().find().orElseThrow(() -> new FileNotFoundException(key));
    return new StoredImage(image, stored.etag(), stored.bytes());
  }
}
