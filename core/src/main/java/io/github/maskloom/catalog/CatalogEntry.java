package io.github.maskloom.catalog;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An image of a catalogue with the fields that its metadata have for it: text and numbers, as far
 * as the mapping asked for them. An image without metadata has none.
 */
public final class CatalogEntry {
  private final Path image;
  private final Map<String, String> texts;
  private final Map<String, Double> numbers;

  CatalogEntry(Path image, Map<String, String> texts, Map<String, Double> numbers) {
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

  /** A field of text; empty if the metadata do not have it. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(texts.get(field));
  }

  /** A field with a number; empty if the metadata do not have it. */
  public OptionalDouble number(String field) {
    Double number = numbers.get(field);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
