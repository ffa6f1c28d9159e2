package io.github.maskloom.fusion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** An object as a line of JSON. */
final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLine() {}

  /** Writes the fields of the object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** The line, without its end. */
  static String of(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
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
}
