package io.github.maskloom.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which furniture is wanted. Every condition is optional; an item must meet all of them.
 *
 * <p>An item without a dimension meets every condition on it; one without a style meets none on
 * that. Immutable.
 */
public final class FurnitureQuery {
  /** Wants everything. */
  public static final FurnitureQuery ALL = builder().build();

  /** What furniture may take of a room's side. */
  private static final double SHARE_OF_ROOM = 0.8;

  private final @Nullable String style;
  private final double minLength;
  private final double maxLength;
  private final double minWidth;
  private final double maxWidth;

  private FurnitureQuery(Builder builder) {
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

  /** Conditions, all in metres. Not safe to share between threads. */
  public static final class Builder {
    private @Nullable String style;
    private double minLength = Double.NEGATIVE_INFINITY;
    private double maxLength = Double.POSITIVE_INFINITY;
    private double minWidth = Double.NEGATIVE_INFINITY;
    private double maxWidth = Double.POSITIVE_INFINITY;
    private double roomLength = Double.POSITIVE_INFINITY;
    private double roomWidth = Double.POSITIVE_INFINITY;

    private Builder() {}

    /** A style, in upper or lower case. */
    public Builder style(String value) {
      style = Objects.requireNonNull(value);
      return this;
    }

    /** The least length. */
    public Builder minLength(double meters) {
      minLength = number(meters);
      return this;
    }

    /** The greatest length. */
    public Builder maxLength(double meters) {
      maxLength = number(meters);
      return this;
    }

    /** The least width. */
    public Builder minWidth(double meters) {
      minWidth = number(meters);
      return this;
    }

    /** The greatest width. */
    public Builder maxWidth(double meters) {
      maxWidth = number(meters);
      return this;
    }

    /**
     * A room in which the furniture must leave space: it may be as long as 0.8 of the room's length
     * and as wide as 0.8 of its width.
     */
    public Builder room(double lengthMeters, double widthMeters) {
      roomLength = number(lengthMeters);
      roomWidth = number(widthMeters);
      return this;
    }

    /** The query with the conditions as they stand. */
    public FurnitureQuery build() {
      return new FurnitureQuery(this);
    }

    private static double number(double meters) {
      if (Double.isNaN(meters)) {
        throw new IllegalArgumentException("a length is a number of metres");
      }
      return meters;
    }
  }
}
