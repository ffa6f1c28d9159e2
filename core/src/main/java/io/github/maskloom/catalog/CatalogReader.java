package io.github.maskloom.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import io.github.maskloom.catalog.ImageCatalog.CatalogException;
import io.github.maskloom.catalog.ImageCatalog.Entry;
import io.github.maskloom.catalog.ImageCatalog.Listing;
import io.github.maskloom.catalog.ImageCatalog.Mapping;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a catalog's metadata as a stream and puts them together with the images of a folder.
 *
 * <p>Only entries whose image is there are kept, so a name cannot lead out of the folder.
 * <b>Memory:</b> the items, an entry, and the parser's buffers, whatever the size of the file.
 */
final class CatalogReader<T> {
  private static final int MAX_TEXT_CHARS = 1 << 16;
  private static final int MAX_PROBLEMS = 100;

  private final Mapping<T> mapping;
  private final Path metadata;
  private final SortedMap<String, Path> images;
  private final SortedMap<String, T> items = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Reads the names of a folder's images. */
  CatalogReader(Mapping<T> mapping, Path metadata, Path folder) throws IOException {
    this.mapping = mapping;
    this.metadata = metadata;
    images = images(folder);
  }

  /**
   * Reads the metadata, if there are any.
   *
   * @throws IOException if they or an image cannot be read
   * @throws CatalogException if the file is not JSON, or not of the mapping's shape
   */
  Listing<T> read() throws IOException {
    if (Files.exists(metadata)) {
      readMetadata();
    }
    images.forEach(
        (name, image) -> {
          if (!items.containsKey(name) && beginsLikeImage(image)) {
            add(name, new Entry(image, Map.of()));
          }
        });
    return new Listing<>(List.copyOf(items.values()), List.copyOf(problems), Map.copyOf(images));
  }

  private void readMetadata() throws IOException {
    try (InputStream in = Files.newInputStream(metadata);
        JsonParser json = new JsonFactory().createParser(in)) {
      try {
        readDocument(json);
      } catch (StreamConstraintsException e) {
        throw wrong(json.currentLocation(), "a number, a name or the nesting is too long");
      } catch (JsonProcessingException e) {
        throw wrong(json.currentLocation(), "not valid JSON");
      }
    } catch (IOException e) {
      throw FailureSubject.called(metadata.toString()).failure(e);
    }
  }

  private void readDocument(JsonParser json) throws IOException {
    String array = "\"" + mapping.array() + "\"";
    require(json, json.nextToken() == JsonToken.START_OBJECT, "an object is expected");
    boolean found = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean isArray = mapping.array().equals(json.currentName());
      JsonToken value = json.nextToken();
      if (isArray) {
        require(json, value == JsonToken.START_ARRAY, array + " is not an array");
        found = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          readEntry(json);
        }
      }
      json.skipChildren();
    }
    require(json, json.nextToken() == null, "something follows the object");
    require(json, found, "there is no member " + array);
  }

  private void readEntry(JsonParser json) throws IOException {
    JsonLocation start = json.currentTokenLocation();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      problem(start, "an entry is not an object");
      json.skipChildren();
      return;
    }
    Map<String, Object> fields = new HashMap<>();
    boolean usable = true;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      usable &= json.nextToken() == JsonToken.VALUE_NULL || readField(json, field, fields);
      json.skipChildren();
    }
    if (usable) {
      accept(start, fields);
    }
  }

  /** Takes a value if it is wanted, or false if it is of a wrong type, which is reported. */
  private boolean readField(JsonParser json, String field, Map<String, Object> fields)
      throws IOException {
    JsonToken value = json.currentToken();
    boolean text = mapping.texts().contains(field) || mapping.file().equals(field);
    boolean number = mapping.numbers().contains(field);
    if (text && value == JsonToken.VALUE_STRING && json.getTextLength() <= MAX_TEXT_CHARS) {
      fields.put(field, json.getText());
    } else if (number && value.isNumeric() && Double.isFinite(json.getDoubleValue())) {
      fields.put(field, json.getDoubleValue());
    } else if (text || number) {
      String expected = text ? "text of at most " + MAX_TEXT_CHARS + " characters" : "a number";
      problem(json.currentTokenLocation(), "\"" + field + "\" is not " + expected);
      return false;
    }
    return true;
  }

  private void accept(JsonLocation start, Map<String, Object> fields) {
    if (!(fields.remove(mapping.file()) instanceof String name)) {
      problem(start, "an entry without \"" + mapping.file() + "\"");
    } else if (items.containsKey(name)) {
      problem(start, "another entry names the same file");
    } else if (images.containsKey(name)) {
      try {
        add(name, new Entry(images.get(name), fields));
      } catch (IllegalArgumentException e) {
        problem(start, String.valueOf(e.getMessage()));
      }
    }
  }

  private void add(String name, Entry entry) {
    T item = mapping.item().apply(entry);
    items.put(name, Objects.requireNonNull(item, () -> "the mapping makes null of " + name));
  }

  private void problem(JsonLocation where, String rule) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(at(where, rule));
    }
  }

  private void require(JsonParser json, boolean met, String rule) {
    if (!met) {
      throw wrong(json.currentTokenLocation(), rule);
    }
  }

  private CatalogException wrong(JsonLocation where, String rule) {
    return new CatalogException(metadata.getFileName() + " " + at(where, rule));
  }

  private static String at(JsonLocation where, String rule) {
    return "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": " + rule;
  }

  /**
   * The images that lie directly in a folder, by name: files that are not hidden and have the
   * extension of a format that is there.
   *
   * @throws IOException if the folder cannot be read
   */
  private static SortedMap<String, Path> images(Path folder) throws IOException {
    SortedMap<String, Path> images = new TreeMap<>();
    for (Path file : MoreFiles.listFiles(folder)) {
      String name = String.valueOf(file.getFileName());
      String extension = Ascii.toLowerCase(MoreFiles.getFileExtension(file));
      if (!name.startsWith(".")
          && ImageFormats.installed().ofExtension(extension).isPresent()
          && Files.isRegularFile(file)) {
        images.put(name, file);
      }
    }
    return images;
  }

  /** Whether a file's first bytes are those of an image, or false if it cannot be read. */
  private static boolean beginsLikeImage(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return ImageFormats.installed().looksLikeImage(in.readNBytes(ImageFormat.HEAD_BYTES));
    } catch (IOException e) {
      return false;
    }
  }
}
