package io.github.maskloom.examples.batch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Jobs of which each is a JSON object on a line of its own. */
final class JsonJobLines implements JobLines {
  private final InputStream in;
  private final BoundedLines lines;
  private final JsonFactory json = new JsonFactory();

  JsonJobLines(InputStream in) {
    this.in = in;
    lines = new BoundedLines(in, MAX_BYTES);
  }

  @Override
  public Optional<JobLine> next() throws IOException {
    while (lines.advance()) {
      if (lines.isTooLong()) {
        return Optional.of(JobLine.mistaken(lines.number(), "longer than " + MAX_BYTES + " bytes"));
      }
      if (!lines.isBlank()) {
        return Optional.of(parsed());
      }
    }
    return Optional.empty();
  }

  private JobLine parsed() throws IOException {
    try (JsonParser parser = json.createParser(lines.bytes(), 0, lines.length())) {
      return JobLine.of(lines.number(), fields(parser));
    } catch (JobException e) {
      return JobLine.mistaken(lines.number(), e.getMessage());
    } catch (JacksonException e) {
      return JobLine.mistaken(
          lines.number(), "no JSON object, at column " + e.getLocation().getColumnNr());
    } catch (CharConversionException e) {
      return JobLine.mistaken(lines.number(), "no UTF-8");
    }
  }

  private static Map<String, String> fields(JsonParser parser) throws IOException, JobException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JobException("a JSON object is expected");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      add(parser.currentName(), parser, fields);
    }
    if (parser.nextToken() != null) {
      throw new JobException("one JSON object a line is expected");
    }
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private static void add(String name, JsonParser parser, Map<String, String> fields)
      throws IOException, JobException {
    JsonToken token = parser.nextToken();
    if (token == null || !token.isScalarValue()) {
      throw new JobException(name + ": expected a text, a number, true, false or null");
    }
    String value = token == JsonToken.VALUE_NULL ? "" : parser.getText();
    if (fields.put(name, value) != null) {
      throw new JobException(name + ": given twice");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
