package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.Restored;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A report of a fusion for programs. */
final class FusionJson {
  private FusionJson() {}

  /** Prints the report as one JSON object: the images, and the record of the call. */
  static void print(FusionResult result, List<String> written, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      Iterator<String> files = written.iterator();
      for (FusedImage image : result.images()) {
        write(image, files, json);
      }
      json.writeEndArray();
      if (result.mask().isPresent()) {
        json.writeObjectFieldStart("mask");
        ReportJson.writeMask(result.mask().get(), json);
        json.writeEndObject();
      }
      json.writeFieldName("call");
      json.writeRawValue(result.record().toJson());
      json.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void write(FusedImage image, Iterator<String> files, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", image.index());
    if (image.isPresent()) {
      json.writeStringField("file", files.next());
      json.writeStringField("mediaType", image.mediaType());
      json.writeNumberField("width", image.width());
      json.writeNumberField("height", image.height());
      json.writeNumberField("bytes", image.bytes());
      Optional<Restored> restored = image.restored().flatMap(CompositeReport::restored);
      if (restored.isPresent()) {
        if (restored.get().unpainted().isPresent()) {
          ReportJson.writeUnpainted(restored.get().unpainted().get(), json);
        }
        ReportJson.writeColors(restored.get(), json);
      }
      if (image.unfinished().isPresent()) {
        json.writeStringField("unfinished", image.unfinished().get().getMessage());
      }
    } else {
      json.writeStringField("failure", image.failure().orElseThrow().getMessage());
    }
    json.writeEndObject();
  }
}
