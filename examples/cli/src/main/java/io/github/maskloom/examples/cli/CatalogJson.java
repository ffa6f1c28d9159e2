package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.catalog.FurnitureItem;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;

/** Furniture for programs, written as its metadata are. */
final class CatalogJson {
  private CatalogJson() {}

  /** Prints one JSON object. */
  static void print(List<FurnitureItem> items, List<String> problems, PrintStream out)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeArrayFieldStart("furniture");
      for (FurnitureItem item : items) {
        write(item, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("problems");
      for (String problem : problems) {
        json.writeString(problem);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void write(FurnitureItem item, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("filename", item.fileName());
    json.writeStringField("display_name", item.displayName());
    if (item.style().isPresent()) {
      json.writeStringField("style", item.style().get());
    }
    json.writeStringField("type", item.type());
    if (item.lengthMeters().isPresent()) {
      json.writeNumberField("length", item.lengthMeters().getAsDouble());
    }
    if (item.widthMeters().isPresent()) {
      json.writeNumberField("width", item.widthMeters().getAsDouble());
    }
    json.writeStringField("description", item.description());
    json.writeEndObject();
  }
}
