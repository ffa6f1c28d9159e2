package io.github.maskloom.fusion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.FusedImage.ScenePart;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A record of a call: enough to find it in a provider's log and to know what it cost. It holds no
 * secret, prompt or image. The prompt's hash is unsalted, so that equal prompts match across
 * machines. A short or common prompt can therefore be recovered by guessing.
 *
 * @param started when
 * @param duration from then to the end, with the time in the queue
 * @param provider id
 * @param model what made the images, or was asked for them, as the provider calls it, or empty if
 *     unknown
 * @param outcome how it ended
 * @param sceneWidth of the scene as it was sent, in pixels, or 0 if it was not prepared
 * @param sceneHeight of the scene as it was sent, in pixels, or 0 if it was not prepared
 * @param part what of the photo that was, or empty unless the request was focused
 * @param references how many there were
 * @param uploadBytes encoded bytes of all images that were prepared
 * @param promptSha256 SHA-256 of the prompt in UTF-8, hexadecimal; short prompts can be guessed
 *     from it
 * @param promptCharacters its length
 * @param imagesAsked how many images
 * @param imagesReceived how many came
 * @param imagesSurplus how many the provider made beyond those that were asked for, which were not
 *     taken
 * @param calls how many times the provider was asked, each of which may be billed: more than one
 *     only if the {@linkplain FusionRequest#severalCalls request} lets it, and none if the call
 *     ended before
 * @param failedAttempts how often the request failed before it went through, or was given up
 * @param error the failure's type, such as {@code FusionServiceException}, or empty if none
 * @param errorCode the service's own code for it, or empty if none
 * @param delivery how far the request got; a client's calls always know
 * @param clientRequestId the id that was sent along, also where the call was cancelled, or empty if
 *     none; of several calls all, with a blank between them
 * @param serverRequestId the id that was answered with, or empty if none came; of several calls and
 *     attempts all, with a blank between them
 * @param usage what was used, by the service's names; of several calls in all
 * @param notes what else the provider says of the images, in short texts for people
 */
public record FusionRecord(
    Instant started,
    Duration duration,
    String provider,
    String model,
    Outcome outcome,
    int sceneWidth,
    int sceneHeight,
    Optional<ScenePart> part,
    int references,
    long uploadBytes,
    String promptSha256,
    int promptCharacters,
    int imagesAsked,
    int imagesReceived,
    int imagesSurplus,
    int calls,
    int failedAttempts,
    String error,
    String errorCode,
    Optional<Delivery> delivery,
    String clientRequestId,
    String serverRequestId,
    Map<String, Long> usage,
    List<String> notes) {
  public FusionRecord {
    usage = Map.copyOf(usage);
    notes = List.copyOf(notes);
  }

  /** The record as one line of JSON, without a line break. What is empty is left out. */
  public String toJson() {
    return Json.line(this);
  }

  /** How a call ended. */
  public enum Outcome {
    /** Every image that was asked for, or that the model chose to make, is there. */
    SUCCEEDED,
    /**
     * Some images are there, others failed, or came but are not all that was asked for. See {@link
     * FusedImage#unfinished}.
     */
    PARTIAL,
    /** No image is there that can be used, and the call threw why. */
    FAILED,
    /** The caller stopped it. */
    CANCELLED
  }

  /** A record of a call as a line of JSON. */
  private static final class Json {
    private static final double SCALE_DIGITS = 10_000;
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The line, without its end. */
    static String line(FusionRecord call) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = FACTORY.createGenerator(text)) {
        json.writeStartObject();
        write(json, call);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }

    private static void write(JsonGenerator json, FusionRecord call) throws IOException {
      json.writeStringField("time", call.started().toString());
      json.writeNumberField("durationMillis", call.duration().toMillis());
      json.writeStringField("provider", call.provider());
      writeUnlessEmpty(json, "model", call.model());
      json.writeStringField("outcome", call.outcome().toString());
      writeImages(json, call);
      json.writeStringField("promptSha256", call.promptSha256());
      json.writeNumberField("promptCharacters", call.promptCharacters());
      if (call.calls() > 1) {
        json.writeNumberField("calls", call.calls());
      }
      json.writeNumberField("failedAttempts", call.failedAttempts());
      writeUnlessEmpty(json, "error", call.error());
      writeUnlessEmpty(json, "errorCode", call.errorCode());
      writeUnlessEmpty(json, "delivery", call.delivery().map(Enum::toString).orElse(""));
      writeUnlessEmpty(json, "clientRequestId", call.clientRequestId());
      writeUnlessEmpty(json, "serverRequestId", call.serverRequestId());
      writeUsage(json, call.usage());
      if (!call.notes().isEmpty()) {
        String[] notes = call.notes().toArray(String[]::new);
        json.writeFieldName("notes");
        json.writeArray(notes, 0, notes.length);
      }
    }

    private static void writeImages(JsonGenerator json, FusionRecord call) throws IOException {
      json.writeNumberField("sceneWidth", call.sceneWidth());
      json.writeNumberField("sceneHeight", call.sceneHeight());
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

    private static void writePart(JsonGenerator json, ScenePart part) throws IOException {
      json.writeObjectFieldStart("part");
      json.writeNumberField("x", part.box().x());
      json.writeNumberField("y", part.box().y());
      json.writeNumberField("width", part.box().width());
      json.writeNumberField("height", part.box().height());
      json.writeNumberField("photoWidth", part.photoWidth());
      json.writeNumberField("photoHeight", part.photoHeight());
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
}
