package io.github.maskloom.examples.batch;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image where it is kept.
 *
 * @param image what it is
 * @param etag tells its bytes from others: of a file the SHA-256 in hexadecimal digits
 * @param bytes how many it has
 */
public record StoredImage(MadeImage image, String etag, long bytes) {
  /** Tells an image by its file, which is read once. */
  public static StoredImage of(MadeImage image, Path file) throws IOException {
    String etag = MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    return new StoredImage(image, etag, Files.size(file));
  }
}
