package io.github.maskloom.examples.adapters;

import io.github.maskloom.catalog.CatalogEntry;
import io.github.maskloom.catalog.CatalogMapping;
import io.github.maskloom.catalog.PictureCatalog;
import java.nio.file.Path;
import java.util.Set;

/**
 * A catalogue of rugs: another kind of item takes a record and a mapping.
 *
 * <p>Its file {@code rugs.json} reads
 *
 * <pre>{@code
 * {"rugs": [{"picture": "kelim.jpg", "name": "Kelim", "material": "wool", "knots": 120}]}
 * }</pre>
 */
public record Rug(Path picture, String name, String material, int knotsPerSquareInch) {
  private static final CatalogMapping<Rug> MAPPING =
      new CatalogMapping<>("rugs", "picture", Set.of("name", "material"), Set.of("knots"), Rug::of);

  private static Rug of(CatalogEntry entry) {
    return new Rug(
        entry.picture(),
        entry.text("name").orElse(entry.baseName()),
        entry.text("material").orElse("unknown"),
        (int) entry.number("knots").orElse(0));
  }

  /** The rugs whose pictures lie in a folder. */
  public static PictureCatalog<Rug> catalog(Path folder) {
    return PictureCatalog.of(MAPPING, folder.resolve("rugs.json"), folder);
  }
}
