package io.github.maskloom.examples.studio;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.ReadOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people paint over their photo. */
@RestController
@RequestMapping("/api/photos/{id}/mask")
class MaskController {
  private static final List<String> MASK_TYPES = List.of("image/png");

  private final StudioFolder folder;
  private final Quotas quotas;
  private final ReadOptions reading;
  private final MaskCompositor compositor;

  MaskController(
      StudioFolder folder, Quotas quotas, ReadOptions reading, MaskCompositor compositor) {
    this.folder = folder;
    this.quotas = quotas;
    this.reading = reading;
    this.compositor = compositor;
  }

  /**
   * What was painted.
   *
   * @param coverage share of the photo, 0 to 1
   * @param transparencyPercent of the brush
   * @param scene where the photo with the strokes can be seen
   */
  record MaskView(
      long paintedPixels,
      double coverage,
      BoundingBox boundingBox,
      double meanAlpha,
      int dominantAlpha,
      double transparencyPercent,
      String scene) {
    static MaskView of(MaskStatistics mask, RoomPhoto photo) {
      return new MaskView(
          mask.paintedPixels(),
          mask.coverage(),
          mask.boundingBox(),
          mask.meanAlpha(),
          mask.dominantAlpha(),
          mask.transparencyPercent(),
          "/api/photos/" + photo.id() + "/scene");
    }
  }

  /**
   * Takes the strokes as a PNG.
   *
   * @param everywhere whether they may be opaque everywhere, and hide the whole photo
   */
  @PutMapping(consumes = {"image/png", "application/octet-stream"})
  MaskView paint(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean everywhere,
      HttpServletRequest request)
      throws IOException {
    return save(id, everywhere, BodyFilter.body(request));
  }

  /** Takes the strokes as {@code {"mask": "data:image/png;base64,..."}}. */
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  MaskView paintJson(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean everywhere,
      HttpServletRequest request)
      throws IOException {
    ImageSource body = BodyFilter.body(request);
    return save(id, everywhere, ImageSource.dataUrl(() -> JsonText.openField("mask", body.open())));
  }

  private MaskView save(String id, boolean everywhere, ImageSource body) throws IOException {
    RoomPhoto photo = folder.photo(id).orElseThrow(() -> Problem.notFound("photo"));
    ImageSource mask = body.named("mask");
    Images.check(mask, MASK_TYPES, reading);
    long before = StudioFolder.bytes(photo.folder());
    CompositeReport report =
        compositor
            .withConvention(everywhere ? MaskConvention.PAINTED_EVERYWHERE : MaskConvention.PAINTED)
            .composite(
                ImageSource.of(photo.image()).named("photo"), mask, ImageTarget.of(photo.scene()));
    if (report.nothingPainted()) {
      throw new Problem(
          HttpStatus.UNPROCESSABLE_CONTENT, "nothing-painted", "No pixel of the mask is painted.");
    }
    folder.replace(photo.mask(), mask);
    quotas.addToPhotos(StudioFolder.bytes(photo.folder()) - before);
    return MaskView.of(report.mask(), photo);
  }
}
