package io.github.maskloom.examples.studio;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.ProblemType;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
  private final Uploads uploads;
  private final Quotas quotas;
  private final MaskCompositor compositor;
  private final MaskCompositor everywhere;

  MaskController(
      StudioFolder folder,
      Uploads uploads,
      Quotas quotas,
      ImageLimits limits,
      MemoryBudget budget) {
    this.folder = folder;
    this.uploads = uploads;
    this.quotas = quotas;
    compositor = compositor(MaskConvention.PAINTED, limits, budget);
    everywhere = compositor(MaskConvention.PAINTED_EVERYWHERE, limits, budget);
  }

  private static MaskCompositor compositor(
      MaskConvention convention, ImageLimits limits, MemoryBudget budget) {
    return MaskCompositor.create()
        .withConvention(convention)
        .withReading(ReadOptions.DEFAULT.withLimits(limits))
        .withWork(WorkOptions.DEFAULT.withBudget(budget));
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
    return save(id, everywhere, request.getInputStream(), request.getContentLengthLong());
  }

  /** Takes the strokes as {@code {"mask": "data:image/png;base64,..."}}. */
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  MaskView paintJson(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean everywhere,
      HttpServletRequest request)
      throws IOException {
    ImageSource mask =
        ImageSource.dataUrl(() -> JsonText.openField("mask", request.getInputStream()));
    try (InputStream png = mask.open()) {
      return save(id, everywhere, png, -1);
    }
  }

  private MaskView save(String id, boolean mayHideAll, InputStream body, long declaredBytes)
      throws IOException {
    RoomPhoto photo = folder.photo(id).orElseThrow(() -> Problem.notFound("photo"));
    try (IncomingFile incoming = uploads.receive(body, declaredBytes)) {
      uploads.check(incoming.source("mask"), MASK_TYPES);
      long before = StudioFolder.bytes(photo.folder());
      CompositeReport report = composite(mayHideAll ? everywhere : compositor, photo, incoming);
      Files.move(incoming.file(), photo.mask(), StandardCopyOption.REPLACE_EXISTING);
      quotas.addToPhotos(StudioFolder.bytes(photo.folder()) - before);
      return MaskView.of(report.mask(), photo);
    }
  }

  private static CompositeReport composite(
      MaskCompositor compositor, RoomPhoto photo, IncomingFile mask) throws IOException {
    CompositeReport report =
        compositor.composite(
            ImageSource.of(photo.image()).named("photo"),
            mask.source("mask"),
            ImageTarget.of(photo.scene()));
    if (report.nothingPainted()) {
      throw Problem.unusable(ProblemType.NOTHING_PAINTED, "No pixel of the mask is painted.");
    }
    return report;
  }
}
