package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A row of the manifest as a line of JSON: every field is there, and {@code null} if empty. */
public final class ManifestJson {
  /** What every line begins with. */
  static final String START = "{\"key\":";

  private static final JsonFactory JSON = new JsonFactory();

  private ManifestJson() {}

  /** The line, without its end. */
  public static String write(ManifestRow row) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeText("key", row.key(), json);
      json.writeNumberField("line", row.line());
      writeText("job", row.job(), json);
      writeText("etag", row.image().map(StoredImage::etag), json);
      writeImage(row.image(), json);
      json.writeNumberField("millis", row.millis());
      writeText("failure", row.failure(), json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every row", e);
    }
    return text.toString(UTF_8);
  }

  private static void writeText(String name, Optional<String> value, JsonGenerator json)
      throws IOException {
    json.writeStringField(name, value.orElse(null));
  }

  private static void writeImage(Optional<StoredImage> stored, JsonGenerator json)
      throws IOException {
    if (stored.isEmpty()) {
      for (String name : new String[] {"geometry", "coverage", "bytes", "strategy"}) {
        json.writeNullField(name);
      }
      return;
    }
    MadeImage image = stored.get().image();
    json.writeObjectFieldStart("geometry");
    json.writeNumberField("width", image.width());
    json.writeNumberField("height", image.height());
    json.writeEndObject();
    if (image.coverage().isPresent()) {
      json.writeNumberField("coverage", image.coverage().getAsDouble());
    } else {
      json.writeNullField("coverage");
    }
    json.writeNumberField("bytes", stored.get().bytes());
    json.writeStringField("strategy", image.strategy());
  }

  /** The row of a line; empty if it is none. */
  public static Optional<ManifestRow> read(byte[] line, int length) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(line, 0, length)) {
      boolean whole = readFields("", json, fields) && json.nextToken() == null;
      return whole ? Optional.of(row(fields)) : Optional.empty();
    } catch (JacksonException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean readFields(String prefix, JsonParser json, Map<String, String> fields)
      throws IOException {
    if (prefix.isEmpty() && json.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + json.currentName();
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_OBJECT && prefix.isEmpty()) {
        if (!readFields(name + ".", json, fields)) {
          return false;
        }
      } else if (token == null || !token.isScalarValue()) {
        return false;
      } else if (token != JsonToken.VALUE_NULL) {
        fields.put(name, json.getText());
      }
    }
    return json.currentToken() == JsonToken.END_OBJECT;
  }

  private static ManifestRow row(Map<String, String> fields) {
    return new ManifestRow(
        Optional.ofNullable(fields.get("key")),
        Long.parseLong(String.valueOf(fields.get("line"))),
        Optional.ofNullable(fields.get("job")),
        Optional.ofNullable(fields.get("etag")).map(etag -> image(etag, fields)),
        Long.parseLong(String.valueOf(fields.get("millis"))),
        Optional.ofNullable(fields.get("failure")));
  }

  private static StoredImage image(String etag, Map<String, String> fields) {
    @Nullable String coverage = fields.get("coverage");
    return new StoredImage(
        new MadeImage(
            Integer.parseInt(String.valueOf(fields.get("geometry.width"))),
            Integer.parseInt(String.valueOf(fields.get("geometry.height"))),
            coverage == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(coverage)),
            String.valueOf(fields.get("strategy"))),
        etag,
        Long.parseLong(String.valueOf(fields.get("bytes"))));
  }
}
