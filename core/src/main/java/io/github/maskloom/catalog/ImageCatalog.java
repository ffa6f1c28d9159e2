package io.github.maskloom.catalog;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
  private final CatalogCache<Listing<T>> cache;

  /**
   * A catalogue that is read when it is asked for, again when its time to live has passed, and
   * sooner if the file or the folder changes.
   *
   * @param json the metadata; if the file is missing, the images are listed without it
   * @param folder the images
   */
  public ImageCatalog(Mapping<T> mapping, Path json, Path folder, CatalogCache.Options options) {
    cache = new CatalogCache<>(() -> read(mapping, json, folder), options, json, folder);
  }

  /**
   * A catalogue as it is now, read once.
   *
   * @param json the metadata; if the file is missing, the images are listed without it
   * @param folder the images
   * @throws IOException if they cannot be read
   * @throws CatalogException if the file is not JSON or not of the mapping's shape
   */
  public static <T> Listing<T> read(Mapping<T> mapping, Path json, Path folder) throws IOException {
    return new CatalogReader<>(mapping, json, folder).read();
  }

  /**
   * All items, by file name.
   *
   * @throws IOException if they cannot be read and never could
   * @throws CatalogException likewise, if the metadata are broken
   */
  public List<T> items() throws IOException {
    return cache.get().items();
  }

  /** The items that meet a condition, by file name. Throws what {@link #items} throws. */
  public List<T> find(Predicate<? super T> condition) throws IOException {
    return items().stream().filter(condition).toList();
  }

  /**
   * The image of an item, directly in the folder. A name that is not in the folder leads nowhere.
   *
   * @param fileName as items have it
   * @throws NoSuchFileException if the catalogue has no such image
   * @throws IOException also if the catalogue cannot be read and never could
   */
  public Path image(String fileName) throws IOException {
    Path image = cache.get().images().get(fileName);
    if (image == null) {
      throw new NoSuchFileException(fileName, null, "the catalogue has no such image");
    }
    return image;
  }

  /** The cache: for problems, to load by force or ahead of time, and for its statistics. */
  public CatalogCache<Listing<T>> cache() {
    return cache;
  }

  /**
   * A catalogue as it was read.
   *
   * @param items one for each image, by file name
   * @param problems entries that were passed over, in the order of the metadata; at most the first
   *     hundred
   * @param images the images in the folder, by file name
   */
  public record Listing<T>(List<T> items, List<Problem> problems, Map<String, Path> images) {}

  /**
   * Something wrong with an entry of a catalogue, which is not used then. The others are.
   *
   * @param line in the metadata, from 1 on
   * @param column in that line, from 1 on
   * @param rule what is wrong, in words
   */
  public record Problem(int line, int column, String rule) implements Serializable {
    @Override
    public String toString() {
      return "line " + line + ", column " + column + ": " + rule;
    }
  }

  /**
   * An image of a catalogue with what its metadata say.
   *
   * @param image the image's file, directly in the catalogue's folder
   * @param values fields that the mapping asks for and the metadata have: a {@link String} for
   *     text, a {@link Double} for a number. An image without metadata has none.
   */
  public record Entry(Path image, Map<String, Object> values) {
    /** The file's name. */
    public String fileName() {
      return String.valueOf(image.getFileName());
    }

    /** The file's name without its extension. */
    public String baseName() {
      return MoreFiles.getNameWithoutExtension(image);
    }

    /** A field of text, or empty if the metadata do not have it. */
    public Optional<String> text(String field) {
      return values.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A field with a number, or empty if the metadata do not have it. */
    public OptionalDouble number(String field) {
      return values.get(field) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
    }
  }

  /**
   * How a kind of catalogue is written in JSON and what its items are.
   *
   * @param array the member of the outermost object that holds the entries, such as {@code
   *     furniture}
   * @param file the field of an entry that names its image
   * @param texts fields that hold text
   * @param numbers fields that hold numbers
   * @param item makes an immutable item of an entry
   * @param <T> the items' type
   */
  public record Mapping<T>(
      String array, String file, Set<String> texts, Set<String> numbers, Function<Entry, T> item) {
    public Mapping {
      texts = Set.copyOf(texts);
      numbers = Set.copyOf(numbers);
    }
  }
}
