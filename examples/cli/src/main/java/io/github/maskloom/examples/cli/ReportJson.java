package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A report for programs: one JSON object. A record is an object of its components, under their
 * names. What is empty is left out, and a duration is written in milliseconds.
 */
final class ReportJson {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** JSON that is written as it stands. */
  record Raw(String json) {}

  /** A report of what was made of a file, or into it. */
  static ReportJson of(Object file) {
    return new ReportJson().with("file", file.toString());
  }

  /** Adds a field, or replaces it; of what may be empty only if it is not. */
  ReportJson with(String name, Object value) {
    put(fields, name, value);
    return this;
  }

  /** Adds a field for each component of a record. */
  ReportJson with(Record report) {
    fields.putAll(components(report));
    return this;
  }

  /** Prints the object, a line for each field. An escape within a string is one of JSON too. */
  void print(PrintStream out) {
    text(new DefaultPrettyPrinter()).lines().forEach(out::println);
  }

  /** The object in one line. */
  String inOneLine() {
    return text(new MinimalPrettyPrinter());
  }

  private String text(PrettyPrinter layout) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      write(fields, json.setPrettyPrinter(layout));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Map<String, Object> components(Record report) {
    Map<String, Object> components = new LinkedHashMap<>();
    for (RecordComponent component : report.getClass().getRecordComponents()) {
      try {
        put(components, component.getName(), component.getAccessor().invoke(report));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return components;
  }

  private static void put(Map<String, Object> fields, String name, Object value) {
    if (value instanceof Optional<?> maybe) {
      maybe.ifPresent(there -> fields.put(name, there));
    } else if (value instanceof OptionalDouble maybe) {
      maybe.ifPresent(there -> fields.put(name, there));
    } else if (value instanceof OptionalInt maybe) {
      maybe.ifPresent(there -> fields.put(name, there));
    } else if (value instanceof OptionalLong maybe) {
      maybe.ifPresent(there -> fields.put(name, there));
    } else if (value instanceof Duration time) {
      fields.put(name + "Millis", time.toMillis());
    } else {
      fields.put(name, value);
    }
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Raw raw) {
      json.writeRawValue(raw.json());
    } else if (value instanceof ReportJson object) {
      write(object.fields, json);
    } else if (value instanceof Record report) {
      write(components(report), json);
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : object.entrySet()) {
        json.writeFieldName(field.getKey().toString());
        write(field.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        write(each, json);
      }
      json.writeEndArray();
    } else if (value instanceof Enum<?> named) {
      json.writeString(OptionValues.nameOf(named));
    } else {
      boolean isPlain = value instanceof Number || value instanceof Boolean;
      json.writePOJO(isPlain ? value : value.toString());
    }
  }
}
