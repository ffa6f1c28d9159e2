package io.github.maskloom.fusion;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A record of a call, or of a request that is about to be sent, as a line of JSON. */
final class JournalLine {
  private static final double SCALE_DIGITS = 10_000;

  /** The event of a request that is about to be sent. */
  static final String SENDING = "sending";

  /** The event of one whose call will never end, since its process is gone. */
  static final String LOST = "lost";

  private static final String EVENT = "event";
  private static final String CLIENT_ID = "clientRequestId";

  private JournalLine() {}

  /** The line of an event, without its end. */
  static String of(String event, FusionJournal.Sending request) {
    return JsonLine.of(
        json -> {
          json.writeNumberField("schema", FusionRecord.SCHEMA);
          json.writeStringField(EVENT, event);
          json.writeStringField("time", request.time().toString());
          json.writeStringField("provider", request.provider());
          writeUnlessEmpty(json, "model", request.model().orElse(""));
          writeUnlessEmpty(json, "ticket", request.ticket().orElse(""));
          json.writeStringField(CLIENT_ID, request.clientRequestId());
          json.writeStringField("process", request.process());
        });
  }

  /** Notes what a line says of calls that have begun and not ended, by the client's ids. */
  static void note(String line, Map<String, FusionJournal.Sending> begun) {
    JsonLine.Fields fields = JsonLine.read(line);
    String ids = fields.maybe(CLIENT_ID).orElse("");
    if (fields.maybe(EVENT).orElse("").equals(SENDING)) {
      begun.put(ids, sending(fields));
    } else {
      begun.remove(ids);
      begun.keySet().removeAll(List.of(ids.split(" ", -1)));
    }
  }

  private static FusionJournal.Sending sending(JsonLine.Fields fields) {
    return new FusionJournal.Sending(
        Instant.parse(fields.text("time")),
        fields.text("provider"),
        fields.maybe("model"),
        fields.text(CLIENT_ID),
        fields.maybe("ticket"),
        fields.text("process"));
  }

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
    writeUnlessEmpty(json, CLIENT_ID, String.join(" ", call.clientRequestIds()));
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
