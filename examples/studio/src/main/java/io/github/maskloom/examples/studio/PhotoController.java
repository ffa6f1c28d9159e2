package io.github.maskloom.examples.studio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.Visitor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Photos of rooms, upright and shrunk on the way in, and what people paint over them. */
@RestController
@RequestMapping("/api/photos")
record PhotoController(
    StudioFolder folder,
    Quotas quotas,
    ReadOptions reading,
    ImagePreparer preparer,
    MaskCompositor compositor,
    StudioProperties properties) {
  private static final List<String> MASK_TYPES = List.of("image/png");

  PhotoController {
    preparer = preparer.withFormat(OutputFormat.JPEG).withMaxSide(properties.upload().maxSide());
  }

  /**
   * A photo that was taken in.
   *
   * @param bytes encoded size
   * @param picture where it can be seen
   */
  record PhotoView(
      String id, int width, int height, long bytes, String mediaType, String picture) {}

  /** Takes a photo as the whole body. */
  @PostMapping(consumes = {"image/*", "application/octet-stream"})
  ResponseEntity<PhotoView> upload(HttpServletRequest request) throws IOException {
    return keep(BodyFilter.body(request), request);
  }

  /** Takes a photo from a form. */
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<PhotoView> uploadForm(HttpServletRequest request) throws IOException {
    try {
      return keep(ImageSource.reopening(() -> FormParts.open("photo", request)), request);
    } catch (IOException e) {
      if (e.getCause() instanceof EOFException) {
        throw new Problem(HttpStatus.BAD_REQUEST, "The form ends within a part.");
      }
      throw e;
    }
  }

  private ResponseEntity<PhotoView> keep(ImageSource body, HttpServletRequest request)
      throws IOException {
    ImageSource source = body.named("photo");
    Images.check(source, Images.PHOTO_TYPES, reading);
    PhotoView photo = shrink(source, Visitor.of(request));
    return ResponseEntity.created(URI.create("/api/photos/" + photo.id())).body(photo);
  }

  private PhotoView shrink(ImageSource source, String visitor) throws IOException {
    RoomPhoto photo = folder.newPhoto();
    try {
      quotas.photos.admit(photo.folder(), visitor);
      PrepareReport report = preparer.prepare(source, ImageTarget.of(photo.image()));
      if (report.passedThrough()) {
        // It was copied as it is. Shrinking it to one pixel reads all of it, a few rows at a time,
        // and finds one that is cut short while the person can still choose another.
        preparer.withMaxSide(1).prepare(source, ImageTarget.of(OutputStream.nullOutputStream()));
      }
      quotas.photos.add(report.bytes());
      String id = photo.folder().getFileName().toString();
      String picture = "/api/photos/" + id + "/picture";
      return new PhotoView(
          id, report.width(), report.height(), report.bytes(), report.mediaType(), picture);
    } catch (IOException | RuntimeException e) {
      StudioFolder.delete(photo.folder());
      throw e;
    }
  }

  /** The photo as it is kept. */
  @GetMapping("/{id}/picture")
  void picture(@PathVariable String id, HttpServletResponse response) throws IOException {
    Images.answer(find(id).image(), response);
  }

  /** The photo with the strokes over it: what a model gets to see. */
  @GetMapping("/{id}/scene")
  void scene(@PathVariable String id, HttpServletResponse response) throws IOException {
    Images.answer(find(id).scene(), response);
  }

  /** Deletes a photo with its mask; images that were made of it are jobs of their own. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id) throws IOException {
    StudioFolder.delete(find(id).folder());
  }

  /**
   * What was painted.
   *
   * @param mask how much, and where
   * @param transparencyPercent of the brush
   * @param scene where the photo with the strokes can be seen
   */
  record MaskView(
      @JsonUnwrapped @JsonIgnoreProperties("filledPixels") MaskStatistics mask,
      double transparencyPercent,
      String scene) {}

  /**
   * Takes the strokes as a PNG, or as {@code {"mask": "data:image/png;base64,..."}}.
   *
   * @param everywhere whether they may be opaque everywhere, and hide the whole photo
   */
  @PutMapping(
      path = "/{id}/mask",
      consumes = {"image/png", "application/octet-stream", MediaType.APPLICATION_JSON_VALUE})
  MaskView paint(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean everywhere,
      HttpServletRequest request)
      throws IOException {
    RoomPhoto photo = find(id);
    ImageSource body = BodyFilter.body(request);
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    boolean isJson = type.startsWith(MediaType.APPLICATION_JSON_VALUE);
    ImageSource strokes =
        isJson ? ImageSource.dataUrl(() -> JsonText.openField("mask", body.open())) : body;
    ImageSource mask = strokes.named("mask");
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
    StudioFolder.replace(photo.mask(), mask);
    quotas.photos.add(StudioFolder.bytes(photo.folder()) - before);
    return new MaskView(
        report.mask(), report.mask().transparencyPercent(), "/api/photos/" + id + "/scene");
  }

  private RoomPhoto find(String id) {
    return folder.photo(id).orElseThrow(() -> Problem.notFound("photo"));
  }
}
