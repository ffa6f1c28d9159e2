package io.github.maskloom.examples.studio;

import io.github.maskloom.image.ImageLimits;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page has to know before anybody sends anything. */
@RestController
class StudioController {
  private final Studio studio;

  StudioController(StudioProperties properties, ImageLimits limits) {
    studio =
        new Studio(
            limits.maxInputBytes(),
            limits.maxPixels(),
            Images.PHOTO_TYPES,
            properties.chosen() == StudioProperties.Provider.LOCAL);
  }

  /**
   * What the studio takes, and what it makes.
   *
   * @param maxBytes of an image, encoded
   * @param maxPixels of an image
   * @param types of images, as media types
   * @param preview whether there is no model, so that all it makes are previews
   */
  record Studio(long maxBytes, long maxPixels, List<String> types, boolean preview) {}

  @GetMapping("/api/studio")
  Studio show() {
    return studio;
  }
}
