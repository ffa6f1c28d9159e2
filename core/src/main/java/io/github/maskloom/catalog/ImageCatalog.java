package io.github.maskloom.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A folder of images with metadata in a JSON file, kept by a {@link CatalogCache}.
 *
 * <p>Every image that lies directly in the folder is an item, with or without metadata. An image is
 * a file that is not hidden and has the ending of one. Without metadata it must also begin with the
 * bytes of a PNG, JPEG, GIF, BMP, TIFF or WebP. Metadata without an image are passed over, so a
 * file name in them cannot lead out of the folder. The JSON is read as a stream: unknown fields are
 * ignored, an entry with a wrong type or a name that was there before is reported as a {@link
 * Problem} and not used.
 *
 * <p><b>Memory:</b> the items, whatever the size of the file. <b>Threads:</b> safe. What is
 * returned is immutable.
 *
 * @param <T> an immutable type
 */
public class ImageCatalog<T> {
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private final CatalogCache<Listing<T>> cache;

  /** A catalogue that reads through the given cache, which was made with {@link #loader}. */
  public ImageCatalog(CatalogCache<Listing<T>> cache) {
    this.cache = cache;
  }

  /**
   * A catalogue that is read every 300 seconds, and sooner if the file or the folder changes.
   *
   * @param metadata a JSON file; if it is missing, the images are listed without it
   * @param folder the images
   */
  public static <T> ImageCatalog<T> of(Mapping<T> mapping, Path metadata, Path folder) {
    return new ImageCatalog<>(cache(mapping, metadata, folder));
  }

  static <T> CatalogCache<Listing<T>> cache(Mapping<T> mapping, Path metadata, Path folder) {
    return CatalogCache.builder(loader(mapping, metadata, folder))
        .watch(WATCH_INTERVAL, metadata, folder)
        .build();
  }

  /**
   * A loader of a catalogue, for a cache with options of its own. It throws {@link
   * io.github.maskloom.catalog.CatalogException} if the file is not JSON or not of the mapping's
   * shape.
   */
  public static <T> CatalogCache.Loader<Listing<T>> loader(
      Mapping<T> mapping, Path metadata, Path folder) {
    return () -> CatalogReader.read(mapping, metadata, folder);
  }

  /**
   * All items, by file name.
   *
   * @throws IOException if they cannot be read and never could
   * @throws io.github.maskloom.catalog.CatalogException likewise, if the metadata are broken
   */
  public List<T> items() throws IOException {
    return cache.get().items();
  }

  /** The items that meet a condition, by file name. Throws what {@link #items} throws. */
  public List<T> find(Predicate<? super T> condition) throws IOException {
    return items().stream().filter(condition).toList();
  }

  /** What is wrong with the metadata. Throws what {@link #items} throws. */
  public List<Problem> problems() throws IOException {
    return cache.get().problems();
  }

  /** The cache: to load by force or ahead of time, and for its statistics. */
  public CatalogCache<Listing<T>> cache() {
    return cache;
  }

  /**
   * A catalogue as it was read.
   *
   * @param items one for each image, by file name
   * @param problems entries that were passed over, in the order of the metadata; at most the first
   *     hundred
   */
  public record Listing<T>(List<T> items, List<Problem> problems) {
    public Listing {
      items = List.copyOf(items);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Something wrong with an entry of a catalogue, which is not used then. The others are.
   *
   * @param line in the metadata, from 1 on
   * @param column in that line, from 1 on
   * @param rule what is wrong, in words
   */
  public record Problem(int line, int column, String rule) {
    @Override
    public String toString() {
      return "line " + line + ", column " + column + ": " + rule;
    }
  }

  /**
   * An image of a catalogue with the fields that its metadata have for it: text and numbers, as far
   * as the mapping asked for them. An image without metadata has none.
   */
  public static final class Entry {
    private final Path image;
    private final Map<String, String> texts;
    private final Map<String, Double> numbers;

    Entry(Path image, Map<String, String> texts, Map<String, Double> numbers) {
      this.image = image;
      this.texts = texts;
      this.numbers = numbers;
    }

    /** The image's file, directly in the catalogue's folder. */
    public Path image() {
      return image;
    }

    /** The file's name. */
    public String fileName() {
      return String.valueOf(image.getFileName());
    }

    /** The file's name without its extension. */
    public String baseName() {
      String name = fileName();
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }

    /** A field of text, or empty if the metadata do not have it. */
    public Optional<String> text(String field) {
      return Optional.ofNullable(texts.get(field));
    }

    /** A field with a number, or empty if the metadata do not have it. */
    public OptionalDouble number(String field) {
      Double number = numbers.get(field);
      return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
  }

  /**
   * How a kind of catalogue is written in JSON and what its items are.
   *
   * @param array the member of the outermost object that holds the entries, such as {@code
   *     furniture}
   * @param fileName the field of an entry that names its image
   * @param texts fields that hold text
   * @param numbers fields that hold numbers
   * @param item makes an immutable item of an entry
   * @param <T> the items' type
   */
  public record Mapping<T>(
      String array,
      String fileName,
      Set<String> texts,
      Set<String> numbers,
      Function<Entry, T> item) {
    public Mapping {
      texts = Set.copyOf(texts);
      numbers = Set.copyOf(numbers);
    }
  }
}
