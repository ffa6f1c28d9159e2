package io.github.maskloom.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * A folder of images with metadata in a JSON file, kept by a {@link CatalogCache}.
 *
 * <p>Every image that lies directly in the folder is an item, with or without metadata. An image is
 * a file with the ending of one that is not hidden; without metadata it must also begin with the
 * bytes of a PNG, JPEG, GIF, BMP, TIFF or WebP, so that other files are not listed. Metadata
 * without an image are passed over, so a file name in them cannot lead out of the folder. The JSON
 * is read as a stream: unknown fields are ignored, an entry with a wrong type or a name that was
 * there before is reported as a {@link CatalogProblem} and not used.
 *
 * <p><b>Memory:</b> the items, whatever the size of the file. <b>Threads:</b> safe. What is
 * returned is immutable.
 *
 * @param <T> an immutable type
 */
public class ImageCatalog<T> {
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private final CatalogCache<CatalogListing<T>> cache;

  /** A catalogue behind a cache whose loader is {@link #loader}. */
  public ImageCatalog(CatalogCache<CatalogListing<T>> cache) {
    this.cache = cache;
  }

  /**
   * A catalogue that is read every 300 seconds, and sooner if the file or the folder changes.
   *
   * @param metadata a JSON file; if it is missing, the images are listed without it
   * @param folder the images
   */
  public static <T> ImageCatalog<T> of(CatalogMapping<T> mapping, Path metadata, Path folder) {
    return new ImageCatalog<>(cache(mapping, metadata, folder));
  }

  static <T> CatalogCache<CatalogListing<T>> cache(
      CatalogMapping<T> mapping, Path metadata, Path folder) {
    return CatalogCache.builder(loader(mapping, metadata, folder))
        .watch(WATCH_INTERVAL, metadata, folder)
        .build();
  }

  /**
   * What reads a catalogue anew, for a cache with options of its own. It throws {@link
   * io.github.maskloom.errors.CatalogException} if the file is not JSON or not of the mapping's
   * shape.
   */
  public static <T> CatalogLoader<CatalogListing<T>> loader(
      CatalogMapping<T> mapping, Path metadata, Path folder) {
    return () -> CatalogReader.read(mapping, metadata, folder);
  }

  /**
   * All items, by file name.
   *
   * @throws IOException if they cannot be read and never could
   * @throws io.github.maskloom.errors.CatalogException likewise, if the metadata are broken
   */
  public List<T> items() throws IOException {
    return cache.get().items();
  }

  /** The items that meet a condition, by file name; throws what {@link #items} throws. */
  public List<T> find(Predicate<? super T> condition) throws IOException {
    return items().stream().filter(condition).toList();
  }

  /** What is wrong with the metadata; throws what {@link #items} throws. */
  public List<CatalogProblem> problems() throws IOException {
    return cache.get().problems();
  }

  /** The cache: to load by force or ahead of time, and for its statistics. */
  public CatalogCache<CatalogListing<T>> cache() {
    return cache;
  }
}
