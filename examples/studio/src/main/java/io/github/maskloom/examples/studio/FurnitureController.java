package io.github.maskloom.examples.studio;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.google.common.primitives.Doubles;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.http.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The catalog. */
@RestController
@RequestMapping("/api/furniture")
record FurnitureController(FurnitureCatalog catalog) {
  /**
   * A piece of furniture.
   *
   * @param picture where it can be seen
   */
  record ItemView(@JsonUnwrapped FurnitureItem item, String picture) {
    static ItemView of(FurnitureItem item) {
      String name = UriUtils.encode(item.fileName(), StandardCharsets.UTF_8);
      return new ItemView(item, "/api/furniture/" + name + "/picture");
    }
  }

  /**
   * The furniture that meets every condition. Lengths are in meters, and all of it is optional.
   *
   * @param wanted such as {@code type=sofa}
   */
  @GetMapping
  List<ItemView> list(@RequestParam Map<String, String> wanted) throws IOException {
    FurnitureCatalog.Query sizes =
        FurnitureCatalog.Query.ALL
            .minLength(length(wanted, "minLength", Double.NEGATIVE_INFINITY))
            .maxLength(length(wanted, "maxLength", Double.POSITIVE_INFINITY))
            .minWidth(length(wanted, "minWidth", Double.NEGATIVE_INFINITY))
            .maxWidth(length(wanted, "maxWidth", Double.POSITIVE_INFINITY))
            .room(
                length(wanted, "roomLength", Double.POSITIVE_INFINITY),
                length(wanted, "roomWidth", Double.POSITIVE_INFINITY));
    String style = wanted.getOrDefault("style", "");
    FurnitureCatalog.Query query = style.isBlank() ? sizes : sizes.style(style);
    String type = wanted.getOrDefault("type", "").strip();
    return catalog
        .find(item -> query.test(item) && (type.isEmpty() || type.equalsIgnoreCase(item.type())))
        .stream()
        .map(ItemView::of)
        .toList();
  }

  private static double length(Map<String, String> wanted, String name, double otherwise) {
    String given = wanted.getOrDefault(name, "").strip();
    Double length = given.isEmpty() ? Double.valueOf(otherwise) : Doubles.tryParse(given);
    if (length == null || (!given.isEmpty() && !(length >= 0 && Double.isFinite(length)))) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "\"" + name + "\" is a length in meters, such as 2.5.");
    }
    return length;
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
