package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Adds a field, or replaces it. */
  ReportJson with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a field for each component of a record. */
  ReportJson with(Record report) {
    fields.putAll(components(report));
    return this;
  }

  /** Adds what the process took. */
  ReportJson withMemory(long peakHeapBytes) throws IOException {
    with("peakHeapBytes", peakHeapBytes);
    ResidentPeak.bytes().ifPresent(bytes -> with("peakResidentBytes", bytes));
    return this;
  }

  /** Prints the object. */
  void print(PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      write(fields, json);
    }
    Streams.printJson(text, out);
  }

  private static Map<String, Object> components(Record report) {
    Map<String, Object> components = new LinkedHashMap<>();
    for (RecordComponent component : report.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(report);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      if (value instanceof Optional<?> maybe) {
        maybe.ifPresent(there -> components.put(component.getName(), there));
      } else if (value instanceof Duration time) {
        components.put(component.getName() + "Millis", time.toMillis());
      } else {
        components.put(component.getName(), value);
      }
    }
    return components;
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Raw raw) {
      json.writeRawValue(raw.json());
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
    } else if (value instanceof Number || value instanceof Boolean) {
      json.writeRawValue(value.toString());
    } else {
      json.writeString(value.toString());
    }
  }
}
