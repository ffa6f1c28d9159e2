package io.github.maskloom.examples.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON objects that stand on a line each: those of jobs, and the rows of a manifest. */
final class JsonFields {
  static final JsonFactory JSON = new JsonFactory();

  private JsonFields() {}

  /**
   * The fields of an object in their order, but for those that are {@code null} or empty.
   *
   * @param inner whether a field may be an object, whose fields then have the names of both, with a
   *     dot between
   * @throws JobException if it is another kind of object, or more than one
   * @throws IOException if it is no JSON
   */
  static Map<String, String> read(BoundedLines line, boolean inner)
      throws IOException, JobException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(line.bytes, 0, line.length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JobException("a JSON object is expected");
      }
      read("", json, inner, fields);
      if (json.nextToken() != null) {
        throw new JobException("one JSON object a line is expected");
      }
    }
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private static void read(
      String prefix, JsonParser json, boolean inner, Map<String, String> fields)
      throws IOException, JobException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + json.currentName();
      JsonToken token = json.nextToken();
      if (inner && token == JsonToken.START_OBJECT) {
        read(name + ".", json, false, fields);
      } else if (token == null || !token.isScalarValue()) {
        throw new JobException(name + ": expected a text, a number, true, false or null");
      } else if (fields.put(name, token == JsonToken.VALUE_NULL ? "" : json.getText()) != null) {
        throw new JobException(name + ": given twice");
      }
    }
  }
}
