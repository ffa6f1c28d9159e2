package io.github.maskloom.examples.studio;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalog. */
@RestController
@RequestMapping("/api/furniture")
class FurnitureController {
  private final FurnitureCatalog catalog;

  FurnitureController(FurnitureCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * What may be asked for; all of it is optional, and lengths are in meters.
   *
   * @param type such as {@code sofa}
   */
  record Filter(
      Optional<String> style,
      Optional<String> type,
      Optional<Double> minLength,
      Optional<Double> maxLength,
      Optional<Double> minWidth,
      Optional<Double> maxWidth,
      Optional<Double> roomLength,
      Optional<Double> roomWidth) {
    FurnitureCatalog.Query query() {
      FurnitureCatalog.Query sizes =
          FurnitureCatalog.Query.ALL
              .minLength(length("minLength", minLength, Double.NEGATIVE_INFINITY))
              .maxLength(length("maxLength", maxLength, Double.POSITIVE_INFINITY))
              .minWidth(length("minWidth", minWidth, Double.NEGATIVE_INFINITY))
              .maxWidth(length("maxWidth", maxWidth, Double.POSITIVE_INFINITY))
              .room(
                  length("roomLength", roomLength, Double.POSITIVE_INFINITY),
                  length("roomWidth", roomWidth, Double.POSITIVE_INFINITY));
      return style.filter(wanted -> !wanted.isBlank()).map(sizes::style).orElse(sizes);
    }

    private static double length(String name, Optional<Double> given, double otherwise) {
      if (given.isPresent() && !(given.get() >= 0 && Double.isFinite(given.get()))) {
        throw Problem.badRequest(
            ProblemType.BAD_REQUEST, "\"" + name + "\" is a length in meters, such as 2.5.");
      }
      return given.orElse(otherwise);
    }

    boolean isOfType(FurnitureItem item) {
      String wanted = type.orElse("").strip();
      return wanted.isEmpty() || wanted.equalsIgnoreCase(item.type());
    }
  }

  /**
   * A piece of furniture.
   *
   * @param picture where it can be seen
   */
  record ItemView(
      String fileName,
      String displayName,
      Optional<String> style,
      String type,
      OptionalDouble lengthMeters,
      OptionalDouble widthMeters,
      String description,
      String picture) {
    static ItemView of(FurnitureItem item) {
      return new ItemView(
          item.fileName(),
          item.displayName(),
          item.style(),
          item.type(),
          item.lengthMeters(),
          item.widthMeters(),
          item.description(),
          "/api/furniture/"
              + URLEncoder.encode(item.fileName(), StandardCharsets.UTF_8).replace("+", "%20")
              + "/picture");
    }
  }

  /** The furniture that meets every condition. */
  @GetMapping
  List<ItemView> list(Filter filter) throws IOException {
    FurnitureCatalog.Query query = filter.query();
    return catalog.find(item -> query.test(item) && filter.isOfType(item)).stream()
        .map(ItemView::of)
        .toList();
  }

  /** Reads the catalog anew, without waiting for it to notice that files changed. */
  @PostMapping("/reload")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reload() throws IOException {
    catalog.reload();
  }

  /** An image, which is looked up in the catalog: no name leads out of its folder. */
  @GetMapping("/{fileName}/picture")
  void picture(@PathVariable String fileName, HttpServletResponse response) throws IOException {
    Images.answer(catalog.image(find(catalog, fileName).fileName()), response);
  }

  static FurnitureItem find(FurnitureCatalog catalog, String fileName) throws IOException {
    return catalog.find(item -> item.fileName().equals(fileName)).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("furniture"));
  }
}
