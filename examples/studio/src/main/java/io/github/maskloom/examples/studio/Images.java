package io.github.maskloom.examples.studio;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with images from disk. */
final class Images {
  private Images() {}

  /**
   * An image, with the media type that its bytes tell.
   *
   * @throws Problem if it is not there
   */
  static ResponseEntity<Resource> answer(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw Problem.notFound("picture");
    }
    String mediaType = ImageInfo.read(ImageSource.of(file)).mediaType();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(mediaType))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .body(new FileSystemResource(file));
  }
}
