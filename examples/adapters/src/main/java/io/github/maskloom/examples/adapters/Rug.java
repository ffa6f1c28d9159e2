package io.github.maskloom.examples.adapters;

import io.github.maskloom.catalog.CatalogCache;
import io.github.maskloom.catalog.ImageCatalog;
import java.nio.file.Path;
import java.util.Set;

/**
 * A catalogue of rugs: another kind of item takes a record and a mapping.
 *
 * <p>Its file {@code rugs.json} reads
 *
 * <pre>{@code
 * {"rugs": [{"image": "kelim.jpg", "name": "Kelim", "material": "wool", "knots": 120}]}
 * }</pre>
 */
public record Rug(Path image, String name, String material, int knotsPerSquareInch) {
  private static final ImageCatalog.Mapping<Rug> MAPPING =
      new ImageCatalog.Mapping<>(
          "rugs", "image", Set.of("name", "material"), Set.of("knots"), Rug::of);

  private static Rug of(ImageCatalog.Entry entry) {
    return new Rug(
        entry.image(),
        entry.text("name").orElse(entry.baseName()),
        entry.text("material").orElse("unknown"),
        (int) entry.number("knots").orElse(0));
  }

  /** The rugs whose images lie in a folder. */
  public static ImageCatalog<Rug> catalog(Path folder) {
    return new ImageCatalog<>(
        MAPPING, folder.resolve("rugs.json"), folder, CatalogCache.Options.DEFAULT);
  }
}
