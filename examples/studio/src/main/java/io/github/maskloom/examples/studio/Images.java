package io.github.maskloom.examples.studio;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.StoredAnswer;
import io.github.maskloom.image.ImageSource;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers with images from disk. */
final class Images {
  private Images() {}

  /**
   * Answers with an image, and the media type that its bytes tell.
   *
   * @throws Problem if it is not there
   */
  static void answer(Path file, HttpServletResponse response) throws IOException {
    if (!Files.exists(file)) {
      throw Problem.notFound("picture");
    }
    String mediaType = ImageInfo.read(ImageSource.of(file)).mediaType();
    response.setContentType(mediaType);
    response.setHeader("Cache-Control", "max-age=3600, private");
    StoredAnswer.send(file, response);
  }
}
