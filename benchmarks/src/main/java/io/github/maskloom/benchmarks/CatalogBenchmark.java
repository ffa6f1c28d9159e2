package io.github.maskloom.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.catalog.ImageCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A catalog of furniture: from its cache, and read anew from its folder. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CatalogBenchmark extends SmallHeap {
  /** Images in the folder, and entries in its metadata. */
  @Param({"10", "1000"})
  public int items;

  private Path folder = Path.of("");
  private FurnitureCatalog catalog = FurnitureCatalog.of(folder);

  /**
   * Makes the folder. Its images are empty: a catalog does not open them.
   *
   * @throws IOException if it cannot be written
   */
  @Setup(Level.Trial)
  public void write() throws IOException {
    folder = Files.createTempDirectory("maskloom-benchmark");
    StringJoiner entries = new StringJoiner(",\n", "{\"furniture\": [\n", "\n]}");
    for (int item = 0; item < items; item++) {
      String name = "sofa_modern_" + item + ".jpg";
      Files.createFile(folder.resolve(name));
      entries.add(entry(name));
    }
    Files.writeString(folder.resolve(FurnitureCatalog.METADATA_FILE), entries.toString());
    catalog = FurnitureCatalog.of(folder);
  }

  private static String entry(String name) {
    return """
    {"filename": "%s", "display_name": "Sofa", "style": "modern", "type": "sofa",
     "length": 2.1, "width": 0.9, "description": "A sofa with three seats, in gray"}\
    """
        .formatted(name);
  }

  /**
   * {@return the items as they were read before}
   *
   * @throws IOException if the folder cannot be read
   */
  @Benchmark
  public List<FurnitureItem> cached() throws IOException {
    return catalog.items();
  }

  /**
   * {@return the items and faults of the folder and its metadata, which are read}
   *
   * @throws IOException if the folder cannot be read
   */
  @Benchmark
  public ImageCatalog.Listing<FurnitureItem> reread() throws IOException {
    return catalog.reload();
  }

  /**
   * Removes the folder.
   *
   * @throws IOException if a file cannot be removed
   */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
