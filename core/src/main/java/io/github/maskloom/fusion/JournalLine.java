package io.github.maskloom.fusion;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A record of a call, or of a request that is about to be sent, as a line of JSON. */
final class JournalLine {
  private static final double SCALE_DIGITS = 10_000;

  private static final String SENDING = "\"event\":\"sending\"";
  private static final String CLIENT_ID = "clientRequestId";
  private static final String PROCESS = "process";

  private JournalLine() {}

  /** The line, without its end. */
  static String of(FusionJournal.Sending request) {
    return JsonLine.of(
        json -> {
          json.writeNumberField("schema", FusionRecord.SCHEMA);
          json.writeStringField("event", "sending");
          json.writeStringField("time", request.time().toString());
          json.writeStringField("provider", request.provider());
          writeUnlessEmpty(json, "model", request.model().orElse(""));
          writeUnlessEmpty(json, "ticket", request.ticket().orElse(""));
          json.writeStringField(CLIENT_ID, request.clientRequestId());
          json.writeStringField(PROCESS, request.process());
        });
  }

  /** The lines that end the calls which began and did not end, and never will. */
  static List<String> lost(Stream<String> lines, Predicate<String> isGone) {
    Map<String, String> begun = new LinkedHashMap<>();
    lines.forEach(line -> note(line, begun));
    return begun.values().stream()
        .filter(line -> isGone.test(JsonLine.read(line).text(PROCESS)))
        .map(line -> line.replace(SENDING, "\"event\":\"lost\""))
        .toList();
  }

  private static void note(String line, Map<String, String> begun) {
    try {
      JsonLine.Fields fields = JsonLine.read(line);
      String ids = fields.maybe(CLIENT_ID).orElse("");
      begun.keySet().removeAll(List.of(ids.split(" ", -1)));
      if (line.contains(SENDING) && !fields.text(PROCESS).isEmpty()) {
        begun.put(ids, line);
      }
    } catch (IllegalArgumentException e) {
      // A line that is damaged says nothing.
    }
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
