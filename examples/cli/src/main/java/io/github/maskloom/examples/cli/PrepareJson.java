package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.prepare.PrepareReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;

/** What became of a prepared image, for programs. */
final class PrepareJson {
  private PrepareJson() {}

  /** Prints one JSON object. */
  static void print(OutputImage written, PrepareReport report, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("file", written.toString());
      json.writeStringField("mediaType", report.mediaType());
      json.writeNumberField("width", report.width());
      json.writeNumberField("height", report.height());
      json.writeNumberField("bytes", report.bytes());
      json.writeBooleanField("passedThrough", report.passedThrough());
      json.writeNumberField("missingRows", report.missingRows());
      json.writeBooleanField("profileDropped", report.profileDropped());
      json.writeArrayFieldStart("attempts");
      for (PrepareReport.Attempt attempt : report.attempts()) {
        write(attempt, json);
      }
      json.writeEndArray();
      json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
      json.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void write(PrepareReport.Attempt attempt, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("width", attempt.width());
    json.writeNumberField("height", attempt.height());
    json.writeNumberField("quality", attempt.quality());
    json.writeNumberField("bytes", attempt.bytes());
    json.writeBooleanField("fits", attempt.fits());
    json.writeEndObject();
  }
}
