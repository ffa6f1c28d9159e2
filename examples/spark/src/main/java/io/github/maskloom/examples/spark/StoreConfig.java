package io.github.maskloom.examples.spark;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.StoredImage;
import io.github.maskloom.examples.s3.S3Settings;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a worker opens its stores with: keys are paths, or {@code s3://bucket/key}.
 *
 * @param environment the variables that say where S3 is, see {@link S3Settings#fromEnvironment};
 *     they travel with the tasks. Credentials do not: each worker finds its own
 */
record StoreConfig(Map<String, String> environment) implements Serializable {
  private static final Pattern NAMES =
      Pattern.compile("MASKLOOM_S3_.*|AWS_REGION|AWS_ENDPOINT_URL(_S3)?");
  private static final Map<StoreConfig, ImageStore> OPEN = new ConcurrentHashMap<>();

  StoreConfig {
    environment = Map.copyOf(environment);
  }

  /** Where this process's environment says that S3 is. */
  static StoreConfig ofThisProcess() {
    Map<String, String> environment = new ConcurrentHashMap<>(System.getenv());
    environment.keySet().removeIf(name -> !NAMES.matcher(name).matches());
    return new StoreConfig(environment);
  }

  /** The stores, which are opened once for each worker's process. */
  ImageStore open() {
    return OPEN.computeIfAbsent(
        this,
        config ->
            new BothStores(
                new FolderStore(),
                new BucketStore(S3Settings.fromEnvironment(config.environment()))));
  }

  private record BothStores(ImageStore folders, ImageStore buckets) implements ImageStore {
    private ImageStore of(String key) {
      return key.startsWith(BucketStore.SCHEME) ? buckets : folders;
    }

    @Override
    public ImageSource source(String key) throws IOException {
      return of(key).source(key);
    }

    @Override
    public ImageTarget target(String key) {
      return of(key).target(key);
    }

    @Override
    public Optional<Long> bytes(String key) throws IOException {
      return of(key).bytes(key);
    }

    @Override
    public StoredImage stored(String key, MadeImage image) throws IOException {
      return of(key).stored(key, image);
    }
  }
}
