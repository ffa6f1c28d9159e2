package io.github.maskloom.examples.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * An image where it is kept.
 *
 * @param image what it is
 * @param etag tells its bytes from others: of a file the SHA-256 in hexadecimal digits
 * @param bytes how many it has
 */
public record StoredImage(MadeImage image, String etag, long bytes) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Tells an image by its file, which is read once. */
  public static StoredImage of(MadeImage image, Path file) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        bytes += count;
      }
    }
    return new StoredImage(image, HexFormat.of().formatHex(digest.digest()), bytes);
  }
}
