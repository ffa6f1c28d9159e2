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

/** An object as a line of JSON. What is not known in it is passed over. */
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

  private JsonLine() {}

  /** Writes the fields of an object. */
  interface Writing {
    void fields(JsonGenerator json) throws IOException;
  }

  /** The line, without its end. */
  static String of(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      writing.fields(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes where a part lies in its photo, and how large that is. */
  static void writePlace(JsonGenerator json, PhotoPart part) throws IOException {
    json.writeNumberField("x", part.box().x());
    json.writeNumberField("y", part.box().y());
    json.writeNumberField("width", part.box().width());
    json.writeNumberField("height", part.box().height());
    json.writeNumberField("photoWidth", part.photoWidth());
    json.writeNumberField("photoHeight", part.photoHeight());
  }

  /**
   * The object that a line is. The parser's message may quote anything, so it is dropped.
   *
   * @throws IllegalArgumentException if it is none, or more
   */
  static Fields read(String line) {
    try (JsonParser json = FACTORY.createParser(line)) {
      checkArgument(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
      Fields fields = object(json);
      checkArgument(json.nextToken() == null, "something stands behind it");
      return fields;
    } catch (IOException e) {
      throw new IllegalArgumentException("it is broken JSON, or breaks off");
    }
  }

  private static Fields object(JsonParser json) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, value(json));
    }
    return new Fields(values);
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

  /** The fields of an object, each of which is there and of its type, or the line is refused. */
  record Fields(Map<String, Object> values) {
    Optional<String> maybe(String name) {
      return maybe(String.class, name);
    }

    Optional<Fields> maybeObject(String name) {
      return maybe(Fields.class, name);
    }

    private <T> Optional<T> maybe(Class<T> type, String name) {
      return Optional.ofNullable(values.get(name)).map(value -> as(type, name, value));
    }

    String text(String name) {
      return of(String.class, name);
    }

    int number(String name) {
      return of(Integer.class, name);
    }

    Fields object(String name) {
      return of(Fields.class, name);
    }

    List<String> list(String name) {
      List<?> all = of(List.class, name);
      return all.stream().map(each -> as(String.class, name, each)).toList();
    }

    Map<String, String> texts() {
      Map<String, String> texts = new LinkedHashMap<>();
      values.forEach((name, value) -> texts.put(name, as(String.class, name, value)));
      return texts;
    }

    private <T> T of(Class<T> type, String name) {
      return maybe(type, name).orElseThrow(() -> missing(name));
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
}
