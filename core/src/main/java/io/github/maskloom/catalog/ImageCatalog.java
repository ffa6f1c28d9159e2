package io.github.maskloom.catalog;

import com.google.common.base.Throwables;
import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.CacheStats;
import com.google.common.cache.LoadingCache;
import com.google.common.io.MoreFiles;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.github.maskloom.errors.MaskloomException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A folder of images with metadata in a JSON file, kept in a Guava cache.
 *
 * <pre>{@code
 * FurnitureCatalog catalog = FurnitureCatalog.of(folder);
 * List<FurnitureItem> items = catalog.find(FurnitureCatalog.Query.ALL.room(4.5, 3));
 * }</pre>
 *
 * <p>Every image that lies directly in the folder is an item, with or without metadata. An image is
 * a file that is not hidden and has the ending of one. Without metadata it must also begin as
 * images do. Metadata without an image are passed over, so a file name in them cannot lead out of
 * the folder. The JSON is read as a stream, and unknown fields are ignored. An entry with a wrong
 * type, with a name that was there before, or that the mapping refuses, is listed as a problem and
 * not used.
 *
 * <p>A changed file or folder shows when the catalog refreshes: at the first request after its time
 * to live. That request reads, and others get the items at hand meanwhile. If reading fails, Guava
 * logs a warning, and the items at hand are served for another time to live. Without items at hand
 * every request reads, one at a time, and fails as reading fails.
 *
 * <p><b>Memory:</b> the items, whatever the size of the file, and the next ones while they are
 * read. <b>Threads:</b> safe, and none of its own. What is returned is immutable.
 *
 * @param <T> an immutable type
 */
public class ImageCatalog<T> {
  /** How long a catalog is served before it is read again, unless another time is stated. */
  public static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

  /** The cache holds one listing, so it has one key. */
  private static final Boolean KEY = true;

  private final Reading<Listing<T>> reading;
  private final LoadingCache<Boolean, Listing<T>> cache;

  /** Reads a folder. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Begins without reading: the catalog is read when it is first asked for.
   *
   * @param mapping how the metadata are written, and what an item is
   * @param json the metadata; if the file is missing, the images are listed without it
   * @param folder the images
   * @param timeToLive the age at which the catalog is read again
   * @throws IllegalArgumentException if the time is not positive
   */
  public ImageCatalog(Mapping<T> mapping, Path json, Path folder, Duration timeToLive) {
    this(() -> read(mapping, json, folder), timeToLive, Ticker.systemTicker());
  }

  /** A catalog with a clock of its own. */
  ImageCatalog(Reading<Listing<T>> reading, Duration timeToLive, Ticker ticker) {
    this.reading = reading;
    cache =
        CacheBuilder.newBuilder()
            .refreshAfterWrite(timeToLive)
            .ticker(ticker)
            .recordStats()
            .build(new Loader());
  }

  /** Guava runs one at a time. */
  private final class Loader extends CacheLoader<Boolean, Listing<T>> {
    @Override
    public Listing<T> load(Boolean key) throws IOException {
      return reading.read();
    }

    @Override
    public ListenableFuture<Listing<T>> reload(Boolean key, Listing<T> old) throws IOException {
      try {
        return Futures.immediateFuture(reading.read());
      } catch (Throwable e) {
        // Guava would try again at the next request if the listing stayed as old as it is.
        cache.put(key, old);
        throw e;
      }
    }
  }

  /**
   * {@return a catalog as it is now, read once}
   *
   * @param <T> the items' type
   * @param mapping how the metadata are written, and what an item is
   * @param json the metadata; if the file is missing, the images are listed without it
   * @param folder the images
   * @throws IOException if the folder or the metadata cannot be read
   * @throws CatalogException if the file is not JSON or not of the mapping's shape
   */
  public static <T> Listing<T> read(Mapping<T> mapping, Path json, Path folder) throws IOException {
    return new CatalogReader<>(mapping, json, folder).read();
  }

  /**
   * {@return the catalog at hand: items and problems}
   *
   * @throws IOException if there is none at hand and it cannot be read
   * @throws CatalogException if there is none at hand and the metadata are broken
   */
  public Listing<T> listing() throws IOException {
    try {
      return cache.get(KEY);
    } catch (ExecutionException | UncheckedExecutionException | ExecutionError e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, IOException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IOException(cause);
    }
  }

  /**
   * {@return all items, by file name}
   *
   * @throws IOException as {@link #listing} does. Its other exceptions are thrown here too
   */
  public List<T> items() throws IOException {
    return listing().items();
  }

  /**
   * {@return the items that meet a condition, by file name}
   *
   * @param condition such as a {@link FurnitureCatalog.Query}
   * @throws IOException as {@link #listing} does. Its other exceptions are thrown here too
   */
  public List<T> find(Predicate<? super T> condition) throws IOException {
    return items().stream().filter(condition).toList();
  }

  /**
   * {@return the file of an image, directly in the folder}
   *
   * @param fileName as items have it
   * @throws NoSuchFileException if no image that lies directly in the folder has this name
   * @throws IOException as {@link #listing} does. Its other exceptions are thrown here too
   */
  public Path image(String fileName) throws IOException {
    Path image = listing().images().get(fileName);
    if (image == null) {
      throw new NoSuchFileException(fileName, null, "the catalog has no such image");
    }
    return image;
  }

  /**
   * Reads now, at any age. Should it fail, the items stay that were at hand.
   *
   * @return the catalog that was read
   * @throws IOException as {@link #read} does. Its other exceptions are thrown here too
   */
  public synchronized Listing<T> reload() throws IOException {
    Listing<T> listing = reading.read();
    cache.put(KEY, listing);
    return listing;
  }

  /** {@return what the cache has counted so far} */
  public Statistics statistics() {
    CacheStats stats = cache.stats();
    return new Statistics(
        stats.hitCount(), stats.missCount(), stats.loadSuccessCount(), stats.loadExceptionCount());
  }

  /**
   * What a catalog's cache has counted.
   *
   * @param hits requests that found a catalog at hand
   * @param misses requests that found none
   * @param loads how often it was read, but for {@link #reload}
   * @param failures how often reading failed, but for {@link #reload}
   */
  public record Statistics(long hits, long misses, long loads, long failures) {}

  /**
   * A catalog as it was read.
   *
   * @param <T> the items' type
   * @param items one for each image, by file name
   * @param problems why entries were passed over, such as {@code line 2, column 3: "width" is not a
   *     number}, in the order of the metadata; at most the first hundred
   * @param images the images in the folder, by file name
   */
  public record Listing<T>(List<T> items, List<String> problems, Map<String, Path> images) {}

  /**
   * An image of a catalog with what its metadata say.
   *
   * @param image the image's file, directly in the catalog's folder
   * @param values fields that the mapping asks for and the metadata have: a {@link String} for
   *     text, a {@link Double} for a number. An image without metadata has none.
   */
  public record Entry(Path image, Map<String, Object> values) {
    /** {@return the file's name} */
    public String fileName() {
      return String.valueOf(image.getFileName());
    }

    /** {@return the file's name without its extension} */
    public String baseName() {
      return MoreFiles.getNameWithoutExtension(image);
    }

    /**
     * {@return a field of text, or empty if the metadata or the mapping do not have it}
     *
     * @param field a name that the mapping's {@code texts} hold
     */
    public Optional<String> text(String field) {
      return values.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * {@return a field with a number, or empty if the metadata or the mapping do not have it}
     *
     * @param field a name that the mapping's {@code numbers} hold
     */
    public OptionalDouble number(String field) {
      return values.get(field) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
    }
  }

  /**
   * How a kind of catalog is written in JSON and what its items are.
   *
   * @param array the member of the outermost object that holds the entries, such as {@code
   *     furniture}
   * @param file the field of an entry that names its image
   * @param texts fields that hold text, of at most 65536 characters
   * @param numbers fields that hold finite numbers
   * @param item makes an immutable item of an image, never null
   * @param <T> the items' type
   */
  public record Mapping<T>(
      String array, String file, Set<String> texts, Set<String> numbers, Function<Entry, T> item) {
    /**
     * Copies the sets.
     *
     * @param array the member of the outermost object that holds the entries
     * @param file the field of an entry that names its image; not among the values of an {@link
     *     Entry}
     * @param texts fields that must hold text; copied
     * @param numbers fields that must hold finite numbers; copied
     * @param item called for every item, also for an image without metadata, which has no values.
     *     With an {@link IllegalArgumentException} it refuses metadata, whose message is listed as
     *     a problem. What else it throws ends the reading, and so does null
     */
    public Mapping {
      texts = Set.copyOf(texts);
      numbers = Set.copyOf(numbers);
    }
  }

  /** A catalog's file is not what it should be: says where and why, never what it holds. */
  public static final class CatalogException extends MaskloomException {
    @Serial private static final long serialVersionUID = 1L;

    CatalogException(String message) {
      super(message);
    }
  }
}
