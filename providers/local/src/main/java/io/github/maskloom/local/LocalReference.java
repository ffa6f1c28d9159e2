package io.github.maskloom.local;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.spi.ProviderOptions;
import java.util.OptionalDouble;

/**
 * What is known of a piece of furniture beside its image. The provider {@code local} takes it from
 * the options of a reference; other providers pass it over.
 *
 * @param lengthMeters the furniture's longer side in meters, which its image shows from left to
 *     right
 * @param widthMeters the furniture's shorter side in meters
 * @param posture how the furniture is placed
 */
public record LocalReference(
    OptionalDouble lengthMeters, OptionalDouble widthMeters, Posture posture)
    implements ProviderOptions {
  /** Says nothing: both lengths are empty, and the furniture is placed as its image looks. */
  public static final LocalReference UNKNOWN =
      new LocalReference(OptionalDouble.empty(), OptionalDouble.empty(), Posture.UNKNOWN);

  /**
   * Checks that known lengths are above 0. Which one is longer is not checked.
   *
   * @param lengthMeters above 0, or empty if unknown
   * @param widthMeters above 0, or empty if unknown
   * @param posture {@link Posture#UNKNOWN} to place the furniture as its image looks
   * @throws IllegalArgumentException if a length is not above 0
   */
  public LocalReference {
    checkArgument(
        lengthMeters.orElse(1) > 0 && widthMeters.orElse(1) > 0,
        "lengths of furniture are above 0 meters; leave one empty if it is unknown");
  }

  /** How a piece of furniture is placed. */
  public enum Posture {
    /** As its image looks. */
    UNKNOWN,
    /** Upright, as a chair. */
    STANDING,
    /** Flat on the floor, as a rug. */
    LYING
  }

  /**
   * Takes the meters that a catalog has of a piece.
   *
   * @param item a piece of the catalog
   * @return what is known of the piece: {@link Posture#LYING} if it {@linkplain
   *     FurnitureItem#liesFlat lies flat}, else {@link Posture#UNKNOWN}
   */
  public static LocalReference of(FurnitureItem item) {
    Posture posture = item.liesFlat() ? Posture.LYING : Posture.UNKNOWN;
    return new LocalReference(item.lengthMeters(), item.widthMeters(), posture);
  }
}
