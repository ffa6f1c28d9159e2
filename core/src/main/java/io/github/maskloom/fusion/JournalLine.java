package io.github.maskloom.fusion;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A record of a call as a line of JSON. */
final class JournalLine {
  private static final double SCALE_DIGITS = 10_000;

  private JournalLine() {}

  /** The line, without its end. */
  static String of(FusionRecord call) {
    return JsonLine.of(json -> write(json, call));
  }

  private static void write(JsonGenerator json, FusionRecord call) throws IOException {
    json.writeNumberField("schema", FusionRecord.SCHEMA);
    json.writeStringField("time", call.started().toString());
    json.writeNumberField("durationMillis", call.duration().toMillis());
    json.writeStringField("provider", call.provider());
    writeUnlessEmpty(json, "model", call.model().orElse(""));
    json.writeStringField("outcome", call.outcome().toString());
    writeUnlessEmpty(json, "ticket", call.ticket().orElse(""));
    if (call.resumed()) {
      json.writeBooleanField("resumed", true);
    }
    writeImages(json, call);
    json.writeStringField("promptSha256", call.promptSha256());
    json.writeNumberField("promptCharacters", call.promptCharacters());
    if (call.calls() > 1) {
      json.writeNumberField("calls", call.calls());
    }
    json.writeNumberField("failedAttempts", call.failedAttempts());
    writeUnlessEmpty(json, "error", call.error().orElse(""));
    writeUnlessEmpty(json, "errorCode", call.errorCode().orElse(""));
    json.writeStringField("delivery", call.delivery().toString());
    writeUnlessEmpty(json, "clientRequestId", String.join(" ", call.clientRequestIds()));
    writeUnlessEmpty(json, "serverRequestId", String.join(" ", call.serverRequestIds()));
    writeUsage(json, call.usage());
    if (!call.notes().isEmpty()) {
      String[] notes = call.notes().toArray(String[]::new);
      json.writeFieldName("notes");
      json.writeArray(notes, 0, notes.length);
    }
  }

  private static void writeImages(JsonGenerator json, FusionRecord call) throws IOException {
    json.writeNumberField("sentWidth", call.sentWidth());
    json.writeNumberField("sentHeight", call.sentHeight());
    if (call.part().isPresent()) {
      writePart(json, call.part().get());
    }
    json.writeNumberField("references", call.references());
    json.writeNumberField("uploadBytes", call.uploadBytes());
    json.writeNumberField("imagesAsked", call.imagesAsked());
    json.writeNumberField("imagesReceived", call.imagesReceived());
    if (call.imagesSurplus() > 0) {
      json.writeNumberField("imagesSurplus", call.imagesSurplus());
    }
  }

  private static void writePart(JsonGenerator json, PhotoPart part) throws IOException {
    json.writeObjectFieldStart("part");
    JsonLine.writePlace(json, part);
    json.writeNumberField("scale", Math.round(part.scale() * SCALE_DIGITS) / SCALE_DIGITS);
    json.writeEndObject();
  }

  private static void writeUnlessEmpty(JsonGenerator json, String name, String value)
      throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private static void writeUsage(JsonGenerator json, Map<String, Long> usage) throws IOException {
    if (!usage.isEmpty()) {
      json.writeObjectFieldStart("usage");
      for (Map.Entry<String, Long> entry : new TreeMap<>(usage).entrySet()) {
        json.writeNumberField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }
}
