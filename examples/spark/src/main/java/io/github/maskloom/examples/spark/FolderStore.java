package io.github.maskloom.examples.spark;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.StoredImage;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of a file system that every worker has mounted; keys are paths. */
final class FolderStore implements ImageStore {
  @Override
  public ImageSource source(String key) {
    Path file = Path.of(key);
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      // A pipe may never bring anything, and would keep a task for ever.
      throw new IllegalArgumentException(key + " is not a regular file");
    }
    return ImageSource.of(file);
  }

  @Override
  public ImageTarget target(String key) {
    return ImageTarget.of(Path.of(key));
  }

  @Override
  public Optional<Long> bytes(String key) throws IOException {
    Path file = Path.of(key);
    return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
  }

  @Override
  public StoredImage stored(String key, MadeImage image) throws IOException {
    return StoredImage.of(image, Path.of(key));
  }
}
