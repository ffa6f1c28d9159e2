package io.github.maskloom.testing;

import io.github.maskloom.catalog.FurnitureCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process of its own, with a heap of 24 MB, that reads a catalog. */
public final class CatalogProbe {
  private CatalogProbe() {}

  /** How many items the process found. */
  public static int run(Path metadata, Path pictures) throws IOException, InterruptedException {
    return Probe.numbers(CatalogProbe.class, pictures, List.of(metadata, pictures))
        .get(0)
        .intValue();
  }

  /** Arguments: the metadata and the folder of images. */
  public static void main(String[] args) throws IOException {
    System.out.println(
        new FurnitureCatalog(Path.of(args[0]), Path.of(args[1]), FurnitureCatalog.TIME_TO_LIVE)
            .items().stream().filter(item -> item.type().equals("bed")).count());
  }
}
