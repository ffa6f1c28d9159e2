package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.JsonLine.Fields;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A ticket as a line of JSON. What is not known in it is passed over. */
final class TicketJson {
  private TicketJson() {}

  /** The line, without its end. */
  static String of(JobTicket ticket) {
    return JsonLine.of(json -> write(json, ticket));
  }

  private static void write(JsonGenerator json, JobTicket ticket) throws IOException {
    json.writeNumberField("schema", JobTicket.SCHEMA);
    json.writeStringField("id", ticket.id());
    json.writeStringField("provider", ticket.provider());
    if (ticket.model().isPresent()) {
      json.writeStringField("model", ticket.model().get());
    }
    json.writeStringField("begun", ticket.begun().toString());
    if (ticket.job().isPresent()) {
      writeJob(json, ticket.job().get());
    }
    writeTexts(json, "clientRequestIds", ticket.clientRequestIds());
    writeTexts(json, "serverRequestIds", ticket.serverRequestIds());
    json.writeStringField("promptSha256", ticket.promptSha256());
    writeTexts(json, "images", ticket.images());
    writeSent(json, ticket.sent());
    writeTexts(json, "options", ticket.options());
  }

  private static void writeJob(JsonGenerator json, ProviderJob job) throws IOException {
    json.writeObjectFieldStart("job");
    json.writeStringField("id", job.id());
    json.writeStringField("submitted", job.submitted().toString());
    if (job.expires().isPresent()) {
      json.writeStringField("expires", job.expires().get().toString());
    }
    writeTexts(json, "details", job.details());
    json.writeEndObject();
  }

  private static void writeSent(JsonGenerator json, JobTicket.Sent sent) throws IOException {
    json.writeObjectFieldStart("sent");
    json.writeNumberField("width", sent.width());
    json.writeNumberField("height", sent.height());
    if (sent.part().isPresent()) {
      PhotoPart part = sent.part().get();
      json.writeObjectFieldStart("part");
      JsonLine.writePlace(json, part);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(texts.toArray(String[]::new), 0, texts.size());
  }

  private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> each : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  /** See {@link JobTicket#parse}. */
  static JobTicket read(String text) {
    try {
      Fields fields = JsonLine.read(text);
      int schema = fields.number("schema");
      checkArgument(
          schema == JobTicket.SCHEMA,
          "the ticket is of version %s, and this release reads version %s",
          schema,
          JobTicket.SCHEMA);
      return ticket(fields);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time of the ticket is none");
    }
  }

  private static JobTicket ticket(Fields fields) {
    Optional<ProviderJob> job = fields.maybeObject("job").map(TicketJson::job);
    // Tickets of old do not say it, but have a job.
    Optional<Instant> begun = fields.maybe("begun").map(Instant::parse);
    return new JobTicket(
        fields.text("id"),
        fields.text("provider"),
        fields.maybe("model"),
        begun.or(() -> job.map(ProviderJob::submitted)).orElseThrow(() -> Fields.missing("job")),
        job,
        fields.list("clientRequestIds"),
        fields.list("serverRequestIds"),
        fields.text("promptSha256"),
        fields.object("images").texts(),
        sent(fields.object("sent")),
        fields.object("options").texts());
  }

  private static ProviderJob job(Fields job) {
    return new ProviderJob(
        job.text("id"),
        Instant.parse(job.text("submitted")),
        job.maybe("expires").map(Instant::parse),
        job.object("details").texts());
  }

  private static JobTicket.Sent sent(Fields sent) {
    int width = sent.number("width");
    int height = sent.number("height");
    Optional<PhotoPart> part = sent.maybeObject("part").map(each -> part(each, width, height));
    return new JobTicket.Sent(width, height, part);
  }

  private static PhotoPart part(Fields part, int sentWidth, int sentHeight) {
    BoundingBox box =
        new BoundingBox(
            part.number("x"), part.number("y"), part.number("width"), part.number("height"));
    return new PhotoPart(
        box, part.number("photoWidth"), part.number("photoHeight"), sentWidth, sentHeight);
  }
}
