package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.raster.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** A process of its own, with a heap of 24 MB, that reads a catalog. */
public final class CatalogProbe {
  private CatalogProbe() {}

  /** How many items the process found. */
  public static int run(Path metadata, Path pictures) throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(
            CatalogProbe.class, pictures, List.of(metadata.toString(), pictures.toString()));
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      int items = out.nextInt();
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return items;
    }
  }

  /** Arguments: the metadata and the folder of images. */
  public static void main(String[] args) throws IOException {
    System.out.println(
        new FurnitureCatalog(Path.of(args[0]), Path.of(args[1]), FurnitureCatalog.TIME_TO_LIVE)
            .items().stream().filter(item -> item.type().equals("bed")).count());
  }
}
