package io.github.maskloom.examples.studio;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes in what people send. Bodies go to disk first, so that a slow sender holds a file and a
 * thread, never a decoder with its memory.
 */
@Component
final class Uploads {
  /** What cameras, scanners and screens make; the format is told from the bytes. */
  static final List<String> PHOTO_TYPES =
      List.of("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff");

  /** What the library calls the format of bytes that are none it knows. */
  private static final String NO_FORMAT = "image";

  private static final int BUFFER_BYTES = 16 * 1024;

  private final StudioFolder folder;
  private final ImageLimits limits;
  private final Duration timeout;

  Uploads(StudioFolder folder, ImageLimits limits, StudioProperties properties) {
    this.folder = folder;
    this.limits = limits;
    timeout = properties.upload().timeout();
  }

  /**
   * Copies a body to a file.
   *
   * @param declaredBytes what its header says; -1 if nothing
   * @throws IOException if the sender goes away; nothing is left
   * @throws Problem if it is too large or takes too long; nothing is left
   */
  IncomingFile receive(InputStream body, long declaredBytes) throws IOException {
    if (declaredBytes > limits.maxInputBytes()) {
      throw Problem.tooLarge(limits.maxInputBytes());
    }
    IncomingFile incoming = new IncomingFile(folder.newIncomingFile());
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(incoming.file())) {
      copy(body, out);
      complete = true;
    } catch (SocketTimeoutException e) {
      throw Problem.tooSlow(timeout);
    } finally {
      if (!complete) {
        incoming.close();
      }
    }
    return incoming;
  }

  private void copy(InputStream body, OutputStream out) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      total += n;
      if (total > limits.maxInputBytes()) {
        throw Problem.tooLarge(limits.maxInputBytes());
      }
      if (System.nanoTime() > deadline) {
        throw Problem.tooSlow(timeout);
      }
      out.write(buffer, 0, n);
    }
  }

  /**
   * Makes sure that bytes are an image of one of these types, as far as its header tells.
   *
   * @throws Problem if it is another one
   */
  void check(ImageSource picture, List<String> accepted) throws IOException {
    if (!accepted.contains(mediaType(picture))) {
      throw Problem.unsupported(accepted);
    }
  }

  private String mediaType(ImageSource picture) throws IOException {
    try {
      return ImageInfo.read(picture, limits).mediaType();
    } catch (ImageFormatException e) {
      if (e.format().equals(NO_FORMAT)) {
        return NO_FORMAT;
      }
      throw e;
    }
  }
}
