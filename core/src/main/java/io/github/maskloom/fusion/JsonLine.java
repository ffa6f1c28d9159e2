package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object as a line of JSON: fields in their order, whose values are texts, numbers, flags, lists
 * and objects. Fields that nobody asks for are passed over.
 */
final class JsonLine {
  /** Far above what a service says: what was saved of a job that is paid for is read again. */
  private static final int MAX_TEXT_CHARS = 1 << 20;

  private static final int MAX_TOKENS = 1 << 12;
  private static final int MAX_DEPTH = 8;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_TEXT_CHARS)
                  .maxNameLength(MAX_TEXT_CHARS)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .build();
  private static final Set<Object> EMPTY = Set.of("", 0, false, List.of(), Map.of());

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Adds a field, unless its value is an empty optional. What has no type in JSON is a text. */
  JsonLine with(String name, Object value) {
    Optional<?> said = value instanceof Optional<?> maybe ? maybe : Optional.of(value);
    said.ifPresent(known -> fields.put(name, known));
    return this;
  }

  /** Adds a field, unless its value is empty, 0 or false. */
  JsonLine unlessEmpty(String name, Object value) {
    return EMPTY.contains(value) ? this : with(name, value);
  }

  /** Where a part lies in its photo, and how large that is. */
  static JsonLine place(PhotoPart part) {
    return new JsonLine()
        .with("x", part.box().x())
        .with("y", part.box().y())
        .with("width", part.box().width())
        .with("height", part.box().height())
        .with("photoWidth", part.photoWidth())
        .with("photoHeight", part.photoHeight());
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof JsonLine line) {
      write(json, line.fields);
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> each : object.entrySet()) {
        json.writeFieldName(String.valueOf(each.getKey()));
        write(json, each.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> array) {
      json.writeStartArray();
      for (Object each : array) {
        write(json, each);
      }
      json.writeEndArray();
    } else {
      boolean bare = value instanceof Number || value instanceof Boolean;
      json.writePOJO(bare ? value : value.toString());
    }
  }

  /**
   * The object that a line is. The parser's message may quote anything, so it is dropped.
   *
   * @throws IllegalArgumentException if it is none, or more
   */
  static JsonLine read(String line) {
    try (JsonParser json = FACTORY.createParser(line)) {
      checkArgument(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
      JsonLine read = object(json);
      checkArgument(json.nextToken() == null, "something stands behind it");
      return read;
    } catch (IOException e) {
      throw new IllegalArgumentException("it is broken JSON, or breaks off");
    }
  }

  private static JsonLine object(JsonParser json) throws IOException {
    JsonLine object = new JsonLine();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      object.fields.put(name, value(json));
    }
    return object;
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_NUMBER_INT -> json.getNumberValue();
      default -> json.getText();
    };
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return values;
  }

  /** A field that may be missing. One of another type is refused. */
  <T> Optional<T> maybe(Class<T> type, String name) {
    return Optional.ofNullable(fields.get(name)).map(value -> as(type, name, value));
  }

  /** A field. One that is missing, or of another type, is refused. */
  <T> T get(Class<T> type, String name) {
    return maybe(type, name).orElseThrow(() -> missing(name));
  }

  String text(String name) {
    return get(String.class, name);
  }

  int number(String name) {
    return get(Integer.class, name);
  }

  List<String> list(String name) {
    List<?> all = get(List.class, name);
    return all.stream().map(each -> as(String.class, name, each)).toList();
  }

  /** The fields of an object, all of which are texts. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    get(JsonLine.class, name)
        .fields
        .forEach((each, value) -> texts.put(each, as(String.class, each, value)));
    return texts;
  }

  private static <T> T as(Class<T> type, String name, Object value) {
    if (!type.isInstance(value)) {
      throw missing(name);
    }
    return type.cast(value);
  }

  static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException("its " + name + " is not there");
  }
}
