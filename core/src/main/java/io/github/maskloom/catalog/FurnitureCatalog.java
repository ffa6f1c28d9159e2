package io.github.maskloom.catalog;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** An {@link ImageCatalog} of furniture. */
public final class FurnitureCatalog extends ImageCatalog<FurnitureItem> {
  /** The name of the metadata in a folder of furniture. */
  public static final String METADATA_FILE = "furniture_metadata.json";

  /**
   * Begins without reading. The metadata may lie elsewhere than the images.
   *
   * @param metadata a file of JSON; if it is missing, the images are listed without it
   * @param folder the images
   * @param timeToLive the age at which the catalog is read again
   * @throws IllegalArgumentException if the time is not positive
   */
  public FurnitureCatalog(Path metadata, Path folder, Duration timeToLive) {
    super(FurnitureItem.MAPPING, metadata, folder, timeToLive);
  }

  /**
   * {@return the catalog of a folder, read again after {@link #TIME_TO_LIVE}}
   *
   * @param folder holds both the images and {@link #METADATA_FILE}
   */
  public static FurnitureCatalog of(Path folder) {
    return new FurnitureCatalog(folder.resolve(METADATA_FILE), folder, TIME_TO_LIVE);
  }

  /**
   * Conditions that furniture has to meet: {@link #ALL} has none, and every method returns a query
   * with one more.
   *
   * <p>An item without a dimension meets every condition on it; one without a style meets none on
   * that. Immutable.
   *
   * @param conditions all that were stated so far
   */
  public record Query(Predicate<FurnitureItem> conditions) implements Predicate<FurnitureItem> {
    /** A query for everything. */
    public static final Query ALL = new Query(item -> true);

    /** What furniture may take of a room's side. */
    private static final double SHARE_OF_ROOM = 0.8;

    /** Whether an item meets the conditions. */
    @Override
    public boolean test(FurnitureItem item) {
      return conditions.test(item);
    }

    /**
     * {@return a query that asks for a style too} An unknown style finds nothing.
     *
     * @param value the style, in upper or lower case
     */
    public Query style(String value) {
      String wanted = value.strip();
      Predicate<String> same = style -> style.strip().equalsIgnoreCase(wanted);
      return new Query(conditions.and(item -> item.style().filter(same).isPresent()));
    }

    /**
     * {@return a query that asks for a least length too}
     *
     * @param meters the least that fits
     * @throws IllegalArgumentException if it is no number
     */
    public Query minLength(double meters) {
      return with(meters, item -> item.lengthMeters().orElse(meters) >= meters);
    }

    /**
     * {@return a query that asks for a greatest length too}
     *
     * @param meters the most that fits
     * @throws IllegalArgumentException if it is no number
     */
    public Query maxLength(double meters) {
      return with(meters, item -> item.lengthMeters().orElse(meters) <= meters);
    }

    /**
     * {@return a query that asks for a least width too}
     *
     * @param meters the least that fits
     * @throws IllegalArgumentException if it is no number
     */
    public Query minWidth(double meters) {
      return with(meters, item -> item.widthMeters().orElse(meters) >= meters);
    }

    /**
     * {@return a query that asks for a greatest width too}
     *
     * @param meters the most that fits
     * @throws IllegalArgumentException if it is no number
     */
    public Query maxWidth(double meters) {
      return with(meters, item -> item.widthMeters().orElse(meters) <= meters);
    }

    /**
     * {@return a query that also asks for furniture that leaves space in a room} It may be at most
     * 0.8 times as long and as wide as the room.
     *
     * @param lengthMeters of the room
     * @param widthMeters of the room
     * @throws IllegalArgumentException if one is no number
     */
    public Query room(double lengthMeters, double widthMeters) {
      return maxLength(lengthMeters * SHARE_OF_ROOM).maxWidth(widthMeters * SHARE_OF_ROOM);
    }

    private Query with(double meters, Predicate<FurnitureItem> condition) {
      checkArgument(!Double.isNaN(meters), "a length is a number of meters");
      return new Query(conditions.and(condition));
    }
  }
}
