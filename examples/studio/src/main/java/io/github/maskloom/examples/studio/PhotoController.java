package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.Visitor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Photos of rooms: upright and shrunk on the way in. */
@RestController
@RequestMapping("/api/photos")
class PhotoController {
  private final StudioFolder folder;
  private final Quotas quotas;
  private final ReadOptions reading;
  private final ImagePreparer preparer;
  private final ImagePreparer reader;

  PhotoController(
      StudioFolder folder,
      Quotas quotas,
      ReadOptions reading,
      ImagePreparer preparer,
      StudioProperties properties) {
    this.folder = folder;
    this.quotas = quotas;
    this.reading = reading;
    this.preparer =
        preparer.withFormat(OutputFormat.JPEG).withMaxSide(properties.upload().maxSide());
    reader = preparer.withMaxSide(1);
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
      if (e.getCause() instanceof MultipartStream.MalformedStreamException) {
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
    boolean kept = false;
    try {
      quotas.admitPhoto(photo.folder(), visitor);
      PrepareReport report = preparer.prepare(source, ImageTarget.of(photo.image()));
      if (report.passedThrough()) {
        readWhole(source);
      }
      quotas.addToPhotos(report.bytes());
      kept = true;
      return new PhotoView(
          photo.id(),
          report.width(),
          report.height(),
          report.bytes(),
          report.mediaType(),
          "/api/photos/" + photo.id() + "/picture");
    } finally {
      if (!kept) {
        StudioFolder.delete(photo.folder());
      }
    }
  }

  /**
   * What is small enough is copied as it is, so its pixels have not been looked at. Shrinking it to
   * one pixel reads them all, a few rows at a time, and finds an image that is cut short or broken
   * while the person can still choose another.
   */
  private void readWhole(ImageSource source) throws IOException {
    reader.prepare(source, ImageTarget.of(OutputStream.nullOutputStream()));
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

  private RoomPhoto find(String id) {
    return folder.photo(id).orElseThrow(() -> Problem.notFound("photo"));
  }
}
