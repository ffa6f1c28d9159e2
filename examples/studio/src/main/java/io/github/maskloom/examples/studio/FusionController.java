package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.Visitor;
import io.github.maskloom.image.ImageSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** Puts furniture into photos. Nothing lists jobs: an id is known to whoever began it, alone. */
@RestController
@RequestMapping("/api/fusions")
record FusionController(
    StudioFolder folder,
    FurnitureCatalog catalog,
    Fusions fusions,
    FusionEvents events,
    JsonMapper json) {
  /**
   * What is wanted.
   *
   * @param photo id of a photo that is painted
   * @param furniture file name, from the catalog
   * @param prompt other words for the model than the usual ones
   * @param fillEnclosed whether what strokes enclose counts as painted; not unless said
   * @param focus whether a model is sent the part around the paint alone; so unless said
   */
  record Wish(
      String photo,
      String furniture,
      Optional<String> prompt,
      Optional<Boolean> fillEnclosed,
      Optional<Boolean> focus) {
    private static final int MAX_PROMPT_CHARACTERS = 2000;

    Wish {
      if (photo == null || furniture == null) {
        throw Problem.badJson("\"photo\" and \"furniture\" are needed.");
      }
      if (prompt.orElse("").length() > MAX_PROMPT_CHARACTERS) {
        throw Problem.badJson("\"prompt\" has at most " + MAX_PROMPT_CHARACTERS + " characters.");
      }
    }
  }

  /** Begins; the answer says where to look how it goes. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<FusionJob.View> begin(HttpServletRequest request) throws IOException {
    Wish wish = wish(BodyFilter.body(request));
    RoomPhoto photo = folder.photo(wish.photo()).orElseThrow(() -> Problem.notFound("photo"));
    if (Files.notExists(photo.mask())) {
      throw new Problem(HttpStatus.CONFLICT, "not-painted", "The photo has no mask yet.");
    }
    FurnitureItem item = FurnitureController.find(catalog, wish.furniture());
    FusionJob job = fusions.begin(photo, item, wish, Visitor.of(request));
    return ResponseEntity.accepted()
        .location(URI.create("/api/fusions/" + job.id()))
        .body(job.view());
  }

  /** Says where a body is wrong, and how; what Jackson says may quote it, so it is not said. */
  private Wish wish(ImageSource body) throws IOException {
    try (InputStream in = body.open()) {
      return json.readValue(in, Wish.class);
    } catch (JacksonException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      String what = e instanceof StreamReadException ? "is not JSON" : "is not what is wanted";
      TokenStreamLocation at = e.getLocation();
      String where =
          at == null ? "" : ": look at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw Problem.badJson("The body " + what + where + ".");
    }
  }

  @GetMapping("/{id}")
  FusionJob.View show(@PathVariable String id) {
    return find(id).view();
  }

  /** Tells how it goes until it ends. */
  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void follow(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    events.follow(find(id), request, response);
  }

  @GetMapping("/{id}/picture")
  void picture(@PathVariable String id, HttpServletResponse response) throws IOException {
    Images.answer(find(id).picture(), response);
  }

  /** The image as far as it is drawn, from providers that show it so. */
  @GetMapping("/{id}/preview")
  void preview(@PathVariable String id, HttpServletResponse response) throws IOException {
    Images.answer(find(id).preview(), response);
  }

  /** Stops it if it runs, and deletes what it has made. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable String id) {
    fusions.remove(find(id));
  }

  private FusionJob find(String id) {
    return fusions.find(id).orElseThrow(() -> Problem.notFound("fusion"));
  }
}
