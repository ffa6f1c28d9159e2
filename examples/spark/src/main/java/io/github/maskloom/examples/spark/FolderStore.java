package io.github.maskloom.examples.spark;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of a file system that every worker has mounted; keys are paths. */
final class FolderStore implements ImageStore {
  @Override
  public ImageSource source(String key) {
    return ImageSource.of(Path.of(key));
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

  /** Tells a file by its SHA-256, as {@code maskloom batch} does. */
  @Override
  public Stored stored(String key) throws IOException {
    try (InputStream file = Files.newInputStream(Path.of(key));
        HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), file)) {
      long bytes = hashing.transferTo(OutputStream.nullOutputStream());
      return new Stored(hashing.hash().toString(), bytes);
    }
  }
}
