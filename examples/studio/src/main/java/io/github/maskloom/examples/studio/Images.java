package io.github.maskloom.examples.studio;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.StoredAnswer;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Images as people send and get them. */
final class Images {
  /** What cameras, scanners and screens make; the format is told from the bytes. */
  static final List<String> PHOTO_TYPES = ImageFormats.installed().mediaTypes();

  /** What the library calls the format of bytes that are none it knows. */
  private static final String NO_FORMAT = "image";

  private Images() {}

  /**
   * Makes sure that bytes are an image of one of these types, as far as its header tells.
   *
   * @throws Problem if it is another one
   */
  static void check(ImageSource image, List<String> accepted, ReadOptions reading)
      throws IOException {
    if (!accepted.contains(mediaType(image, reading))) {
      String types = String.join(", ", accepted);
      String why = "The bytes are none of " + types + ".";
      throw new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-type", why)
          .header("Accept", types);
    }
  }

  private static String mediaType(ImageSource image, ReadOptions reading) throws IOException {
    try {
      return ImageInfo.read(image, reading).mediaType();
    } catch (ImageFormatException e) {
      if (e.format().equals(NO_FORMAT)) {
        return NO_FORMAT;
      }
      throw e;
    }
  }

  /**
   * Answers with an image, and the media type that its bytes tell.
   *
   * @throws Problem if it is not there
   */
  static void answer(Path file, HttpServletResponse response) throws IOException {
    if (!Files.exists(file)) {
      throw Problem.notFound("picture");
    }
    response.setContentType(ImageInfo.read(ImageSource.of(file)).mediaType());
    response.setHeader("Cache-Control", "max-age=3600, private");
    StoredAnswer.send(file, response);
  }
}
