package io.github.maskloom.catalog;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of furniture. It holds no path, so that it can be shown to anybody, as JSON too.
 *
 * @param fileName the name of its image, which {@link ImageCatalog#image} finds
 * @param displayName what people call it
 * @param style such as {@code modern}; empty if it is not known
 * @param type such as {@code sofa}; empty if it is not known
 * @param lengthMeters its longer side in meters; empty if it is not known
 * @param widthMeters its shorter side in meters; empty if it is not known
 * @param description a sentence about it; may be empty
 */
public record FurnitureItem(
    String fileName,
    String displayName,
    Optional<String> style,
    String type,
    OptionalDouble lengthMeters,
    OptionalDouble widthMeters,
    String description) {
  private static final Pattern FLAT =
      Pattern.compile("(?i)\\b(rugs?|carpets?|mats?|runners?|kilims?)\\b|地毯|地垫");

  /**
   * How furniture is written in JSON. Without a name it is called as its file without the
   * extension. Without a style it has the second part of the file's name, where {@code _} separates
   * parts.
   */
  public static final ImageCatalog.Mapping<FurnitureItem> MAPPING =
      new ImageCatalog.Mapping<>(
          "furniture",
          "filename",
          Set.of("display_name", "style", "type", "description"),
          Set.of("length", "width"),
          FurnitureItem::of);

  /**
   * Checks the lengths. Which one is longer is not checked.
   *
   * @param fileName the name of its image
   * @param displayName what people call it
   * @param style may be empty
   * @param type may be empty
   * @param lengthMeters above 0, or empty
   * @param widthMeters above 0, or empty
   * @param description may be empty
   * @throws IllegalArgumentException if a length is not above 0
   */
  public FurnitureItem {
    checkArgument(
        lengthMeters.orElse(1) > 0 && widthMeters.orElse(1) > 0,
        "lengths of furniture are above 0 meters");
  }

  private static FurnitureItem of(ImageCatalog.Entry entry) {
    return new FurnitureItem(
        entry.fileName(),
        entry.text("display_name").orElse(entry.baseName()),
        entry.text("style").or(() -> styleOf(entry.baseName())).filter(style -> !style.isBlank()),
        entry.text("type").orElse(""),
        entry.number("length"),
        entry.number("width"),
        entry.text("description").orElse(""));
  }

  /** {@return whether it lies on the floor, as a rug, a carpet or a mat does, by its type} */
  public boolean liesFlat() {
    return FLAT.matcher(type).find();
  }

  private static Optional<String> styleOf(String baseName) {
    return Arrays.stream(baseName.split("_", -1)).skip(1).findFirst();
  }
}
