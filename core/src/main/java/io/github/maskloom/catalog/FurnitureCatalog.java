package io.github.maskloom.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A {@link ImageCatalog} of furniture. */
public final class FurnitureCatalog extends ImageCatalog<FurnitureItem> {
  /** The name of the metadata in a folder of furniture. */
  public static final String METADATA_FILE = "furniture_metadata.json";

  /** A catalogue behind a cache of one's own. */
  public FurnitureCatalog(CatalogCache<ImageCatalog.Listing<FurnitureItem>> cache) {
    super(cache);
  }

  /** The catalogue of a folder that holds both the images and {@link #METADATA_FILE}. */
  public static FurnitureCatalog of(Path folder) {
    return of(folder.resolve(METADATA_FILE), folder);
  }

  /** The catalogue of a folder of images with metadata that may lie elsewhere. */
  public static FurnitureCatalog of(Path metadata, Path folder) {
    return new FurnitureCatalog(cache(FurnitureItem.MAPPING, metadata, folder));
  }

  /** The furniture that meets a query, by file name. Throws what {@link #items} throws. */
  public List<FurnitureItem> find(Query query) throws IOException {
    return find(query::matches);
  }

  /**
   * Conditions that furniture has to meet. Every condition is optional; an item must meet all of
   * them.
   *
   * <p>An item without a dimension meets every condition on it; one without a style meets none on
   * that. Immutable.
   */
  public static final class Query {
    /** A query for everything. */
    public static final Query ALL = builder().build();

    /** What furniture may take of a room's side. */
    private static final double SHARE_OF_ROOM = 0.8;

    private final @Nullable String style;
    private final double minLength;
    private final double maxLength;
    private final double minWidth;
    private final double maxWidth;

    private Query(Builder builder) {
      style = builder.style;
      minLength = builder.minLength;
      maxLength = Math.min(builder.maxLength, builder.roomLength * SHARE_OF_ROOM);
      minWidth = builder.minWidth;
      maxWidth = Math.min(builder.maxWidth, builder.roomWidth * SHARE_OF_ROOM);
    }

    /** A builder of a query without conditions. */
    public static Builder builder() {
      return new Builder();
    }

    /** Whether an item meets the conditions. */
    public boolean matches(FurnitureItem item) {
      return matchesStyle(item.style())
          && isWithin(item.lengthMeters(), minLength, maxLength)
          && isWithin(item.widthMeters(), minWidth, maxWidth);
    }

    private boolean matchesStyle(Optional<String> actual) {
      return style == null || actual.filter(value -> equalStyles(value, style)).isPresent();
    }

    private static boolean equalStyles(String one, String other) {
      return one.strip().equalsIgnoreCase(other.strip());
    }

    private static boolean isWithin(OptionalDouble meters, double min, double max) {
      return meters.isEmpty() || (meters.getAsDouble() >= min && meters.getAsDouble() <= max);
    }

    /** Conditions that furniture must meet. Not safe to share between threads. */
    public static final class Builder {
      private @Nullable String style;
      private double minLength = Double.NEGATIVE_INFINITY;
      private double maxLength = Double.POSITIVE_INFINITY;
      private double minWidth = Double.NEGATIVE_INFINITY;
      private double maxWidth = Double.POSITIVE_INFINITY;
      private double roomLength = Double.POSITIVE_INFINITY;
      private double roomWidth = Double.POSITIVE_INFINITY;

      private Builder() {}

      /** Only furniture of this style, in upper or lower case. An unknown style finds nothing. */
      public Builder style(String value) {
        style = Objects.requireNonNull(value);
        return this;
      }

      /** The least length, in metres. */
      public Builder minLength(double meters) {
        minLength = number(meters);
        return this;
      }

      /** The greatest length, in metres. */
      public Builder maxLength(double meters) {
        maxLength = number(meters);
        return this;
      }

      /** The least width, in metres. */
      public Builder minWidth(double meters) {
        minWidth = number(meters);
        return this;
      }

      /** The greatest width, in metres. */
      public Builder maxWidth(double meters) {
        maxWidth = number(meters);
        return this;
      }

      /**
       * A room in which the furniture must leave space. It may be at most 0.8 times as long and as
       * wide as the room.
       */
      public Builder room(double lengthMeters, double widthMeters) {
        roomLength = number(lengthMeters);
        roomWidth = number(widthMeters);
        return this;
      }

      /** The query with the conditions as they stand. */
      public Query build() {
        return new Query(this);
      }

      private static double number(double meters) {
        if (Double.isNaN(meters)) {
          throw new IllegalArgumentException("a length is a number of metres");
        }
        return meters;
      }
    }
  }
}
