package io.github.maskloom.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Reads a catalogue's metadata as a stream and puts them together with the images of a folder.
 *
 * <p>Only entries whose image is there are kept, so a name cannot lead out of the folder.
 * <b>Memory:</b> the items, an entry, and the parser's buffers, whatever the size of the file.
 */
final class CatalogReader<T> {
  private static final int MAX_TEXT_CHARS = 1 << 16;
  private static final int MAX_PROBLEMS = 100;

  private final ImageCatalog.Mapping<T> mapping;
  private final Path metadata;
  private final SortedMap<String, Path> images;
  private final Map<String, T> items = new HashMap<>();
  private final List<ImageCatalog.Problem> problems = new ArrayList<>();

  private CatalogReader(
      ImageCatalog.Mapping<T> mapping, Path metadata, SortedMap<String, Path> images) {
    this.mapping = mapping;
    this.metadata = metadata;
    this.images = images;
  }

  /**
   * Reads folder and metadata.
   *
   * @param metadata a JSON file; if there is none, every image is an item all the same
   * @throws IOException if the folder or the file cannot be read
   * @throws CatalogException if the file is not JSON, or not of the mapping's shape
   */
  static <T> ImageCatalog.Listing<T> read(
      ImageCatalog.Mapping<T> mapping, Path metadata, Path folder) throws IOException {
    CatalogReader<T> reader = new CatalogReader<>(mapping, metadata, ImageFolder.images(folder));
    if (Files.exists(metadata)) {
      reader.readMetadata();
    }
    return reader.listing();
  }

  private ImageCatalog.Listing<T> listing() {
    List<T> all = new ArrayList<>();
    images.forEach(
        (name, image) -> {
          T item = items.get(name);
          if (item != null) {
            all.add(item);
          } else if (ImageFolder.beginsLikeImage(image)) {
            all.add(withoutMetadata(image));
          }
        });
    return new ImageCatalog.Listing<>(all, problems);
  }

  private T withoutMetadata(Path image) {
    return mapping.item().apply(new ImageCatalog.Entry(image, Map.of(), Map.of()));
  }

  private void readMetadata() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(metadata));
        JsonParser json = new JsonFactory().createParser(in)) {
      readDocumentOrFail(json);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException named =
          new FileSystemException(metadata.toString(), null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  private void readDocumentOrFail(JsonParser json) throws IOException {
    try {
      readDocument(json);
    } catch (StreamConstraintsException e) {
      throw wrong(json.currentLocation(), "a number, a name or the nesting is too long");
    } catch (JsonProcessingException e) {
      throw wrong(json.currentLocation(), "not valid JSON");
    }
  }

  private void readDocument(JsonParser json) throws IOException {
    require(json, json.nextToken(), JsonToken.START_OBJECT, "an object is expected");
    boolean found = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean isArray = mapping.array().equals(json.currentName());
      JsonToken value = json.nextToken();
      if (isArray) {
        found = true;
        require(json, value, JsonToken.START_ARRAY, "\"" + mapping.array() + "\" is not an array");
        readArray(json);
      } else {
        json.skipChildren();
      }
    }
    if (!found) {
      throw wrong(json.currentLocation(), "there is no member \"" + mapping.array() + "\"");
    }
  }

  private void readArray(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readEntry(json);
      } else {
        problem(json.currentTokenLocation(), "an entry is not an object");
        json.skipChildren();
      }
    }
  }

  private void readEntry(JsonParser json) throws IOException {
    JsonLocation start = json.currentTokenLocation();
    Map<String, String> texts = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    boolean usable = true;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      usable &= readField(json, field, texts, numbers);
    }
    if (usable) {
      accept(start, texts, numbers);
    }
  }

  /** Takes a value if it is wanted, or false if it is of a wrong type, which is reported. */
  private boolean readField(
      JsonParser json, String field, Map<String, String> texts, Map<String, Double> numbers)
      throws IOException {
    boolean text = field.equals(mapping.fileName()) || mapping.texts().contains(field);
    boolean number = mapping.numbers().contains(field);
    JsonToken token = json.currentToken();
    if ((!text && !number) || token == JsonToken.VALUE_NULL) {
      json.skipChildren();
      return true;
    }
    if (text && token == JsonToken.VALUE_STRING && json.getTextLength() <= MAX_TEXT_CHARS) {
      texts.put(field, json.getText());
      return true;
    }
    if (number && token.isNumeric() && Double.isFinite(json.getDoubleValue())) {
      numbers.put(field, json.getDoubleValue());
      return true;
    }
    String expected = text ? "text of at most " + MAX_TEXT_CHARS + " characters" : "a number";
    problem(json.currentTokenLocation(), "\"" + field + "\" is not " + expected);
    json.skipChildren();
    return false;
  }

  private void accept(JsonLocation start, Map<String, String> texts, Map<String, Double> numbers) {
    String name = texts.remove(mapping.fileName());
    if (name == null) {
      problem(start, "an entry without \"" + mapping.fileName() + "\"");
      return;
    }
    Path image = images.get(name);
    if (image == null) {
      return;
    }
    if (items.containsKey(name)) {
      problem(start, "another entry names the same file");
      return;
    }
    items.put(name, mapping.item().apply(new ImageCatalog.Entry(image, texts, numbers)));
  }

  private void problem(JsonLocation where, String rule) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new ImageCatalog.Problem(where.getLineNr(), where.getColumnNr(), rule));
    }
  }

  private void require(JsonParser json, JsonToken actual, JsonToken expected, String rule) {
    if (actual != expected) {
      throw wrong(json.currentTokenLocation(), rule);
    }
  }

  private CatalogException wrong(JsonLocation where, String rule) {
    return new CatalogException(
        String.valueOf(metadata.getFileName()), where.getLineNr(), where.getColumnNr(), rule);
  }
}
