package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A ticket as a line of JSON. What is not known in it is passed over. */
final class TicketJson {
  /** Far above what a service says: what was saved of a job that is paid for is read again. */
  private static final int MAX_TEXT_CHARS = 1 << 20;

  private static final int MAX_TOKENS = 1 << 12;
  private static final int MAX_DEPTH = 8;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_TEXT_CHARS)
                  .maxNameLength(MAX_TEXT_CHARS)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .build();

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
    writeJob(json, ticket.job());
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

  /** See {@link JobTicket#parse}. The parser's message may quote anything, so it is dropped. */
  static JobTicket read(String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      checkArgument(json.nextToken() == JsonToken.START_OBJECT, "this is no ticket");
      Fields fields = object(json);
      checkArgument(json.nextToken() == null, "something stands behind the ticket");
      int schema = fields.number("schema");
      checkArgument(
          schema == JobTicket.SCHEMA,
          "the ticket is of version %s, and this release reads version %s",
          schema,
          JobTicket.SCHEMA);
      return ticket(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException("the ticket is broken JSON, or breaks off");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time of the ticket is none");
    }
  }

  private static JobTicket ticket(Fields fields) {
    return new JobTicket(
        fields.text("id"),
        fields.text("provider"),
        fields.maybe("model"),
        job(fields.object("job")),
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
    Optional<PhotoPart> part =
        sent.values.containsKey("part")
            ? Optional.of(part(sent.object("part"), width, height))
            : Optional.empty();
    return new JobTicket.Sent(width, height, part);
  }

  private static PhotoPart part(Fields part, int sentWidth, int sentHeight) {
    BoundingBox box =
        new BoundingBox(
            part.number("x"), part.number("y"), part.number("width"), part.number("height"));
    return new PhotoPart(
        box, part.number("photoWidth"), part.number("photoHeight"), sentWidth, sentHeight);
  }

  private static Fields object(JsonParser json) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, value(json));
    }
    return new Fields(values);
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_NUMBER_INT -> json.getNumberValue();
      default -> json.getText();
    };
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return values;
  }

  /** The fields of an object, each of which is there and of its type, or it is no ticket. */
  private record Fields(Map<String, Object> values) {
    Optional<String> maybe(String name) {
      return Optional.ofNullable(values.get(name)).map(value -> as(String.class, name, value));
    }

    String text(String name) {
      return maybe(name).orElseThrow(() -> missing(name));
    }

    int number(String name) {
      return of(Integer.class, name);
    }

    Fields object(String name) {
      return of(Fields.class, name);
    }

    List<String> list(String name) {
      List<?> all = of(List.class, name);
      return all.stream().map(each -> as(String.class, name, each)).toList();
    }

    Map<String, String> texts() {
      Map<String, String> texts = new LinkedHashMap<>();
      values.forEach((name, value) -> texts.put(name, as(String.class, name, value)));
      return texts;
    }

    private <T> T of(Class<T> type, String name) {
      Object value = values.get(name);
      if (value == null) {
        throw missing(name);
      }
      return as(type, name, value);
    }

    private static <T> T as(Class<T> type, String name, Object value) {
      if (!type.isInstance(value)) {
        throw missing(name);
      }
      return type.cast(value);
    }

    private static IllegalArgumentException missing(String name) {
      return new IllegalArgumentException("this is no ticket: its " + name + " is not there");
    }
  }
}
