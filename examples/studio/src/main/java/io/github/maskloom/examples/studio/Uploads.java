package io.github.maskloom.examples.studio;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The images that people send, in files of their own before anything is decoded. A body is there as
 * a whole by then ({@link BodyFilter}).
 */
@Component
final class Uploads {
  /** What cameras, scanners and screens make; the format is told from the bytes. */
  static final List<String> PHOTO_TYPES = ImageFormats.installed().mediaTypes();

  /** What the library calls the format of bytes that are none it knows. */
  private static final String NO_FORMAT = "image";

  private static final int BUFFER_BYTES = 16 * 1024;

  private final StudioFolder folder;
  private final ImageLimits limits;

  Uploads(StudioFolder folder, ImageLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /**
   * Copies an image out of a body to a file.
   *
   * @param declaredBytes what its header says; -1 if nothing
   * @throws Problem if it is too large; nothing is left
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
    } finally {
      if (!complete) {
        incoming.close();
      }
    }
    return incoming;
  }

  private void copy(InputStream body, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      total += n;
      if (total > limits.maxInputBytes()) {
        throw Problem.tooLarge(limits.maxInputBytes());
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
      return ImageInfo.read(picture, ReadOptions.DEFAULT.withLimits(limits)).mediaType();
    } catch (ImageFormatException e) {
      if (e.format().equals(NO_FORMAT)) {
        return NO_FORMAT;
      }
      throw e;
    }
  }
}
