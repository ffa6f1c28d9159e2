package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.image.LabelReport;
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
 * @param started when the call began
 * @param duration the time from {@code started} to the end, with the time in the queue
 * @param provider its id
 * @param model what made the images, or was asked for them, as the provider calls it; empty if
 *     unknown
 * @param outcome how the call ended
 * @param error the simple class name of what failed, such as {@code FusionServiceException}; empty
 *     if nothing did. A {@linkplain Outcome#PARTIAL partial} result has it too
 * @param errorCode the service's own code for the failure; empty if none
 * @param asked what was asked for
 * @param sent what was sent
 * @param received what came
 */
public record FusionRecord(
    Instant started,
    Duration duration,
    String provider,
    Optional<String> model,
    Outcome outcome,
    Optional<String> error,
    Optional<String> errorCode,
    Asked asked,
    Sent sent,
    Received received) {
  /** The version of {@link #toJson}. */
  public static final int SCHEMA = 1;

  private static final double SCALE_DIGITS = 10_000;

  /**
   * What a call was asked for.
   *
   * @param images how many
   * @param references how many there were
   * @param promptSha256 SHA-256 of the prompt in UTF-8, hexadecimal. Short prompts can be guessed
   *     from it
   * @param promptCharacters the prompt's length in UTF-16 code units, as {@link String#length}
   *     counts
   */
  public record Asked(int images, int references, String promptSha256, int promptCharacters) {
    /**
     * {@return what a prompt asked for, of which only hash and length are kept}
     *
     * @param prompt in words
     * @param images how many
     * @param references how many there were
     */
    public static Asked of(String prompt, int images, int references) {
      String hash = Hashing.sha256().hashString(prompt, UTF_8).toString();
      return new Asked(images, references, hash, prompt.length());
    }
  }

  /**
   * What of a call was sent.
   *
   * @param width columns of the photo as it was sent, or 0 if it was not prepared
   * @param height rows of the same
   * @param part what part of the photo was sent; empty unless the request was focused
   * @param uploadBytes encoded bytes of all images that were prepared to be sent; 0 if none were
   * @param calls how many times the provider was asked for images, each of which may be billed. It
   *     is more than 1 only if the {@linkplain FusionRequest#severalCalls request} lets it. It is 0
   *     if the call ended before anything was sent, or took up a job
   * @param failedAttempts how many attempts to send a request failed, of all requests of the call
   * @param delivery how far the request got
   * @param requestIds the ids that were sent along with the requests, each once, in order. They are
   *     there too if the call was cancelled
   * @param ticket the id of the {@link JobTicket} of the call's job; empty if the service queued
   *     none. Every record of one job has the same
   * @param resumed whether the call took up a job that was queued before. It asked for no other
   *     image
   */
  public record Sent(
      int width,
      int height,
      Optional<PhotoPart> part,
      long uploadBytes,
      int calls,
      int failedAttempts,
      Delivery delivery,
      List<String> requestIds,
      Optional<String> ticket,
      boolean resumed) {
    /** The call ended before anything was prepared or sent. */
    public static final Sent NOTHING =
        new Sent(
            0, 0, Optional.empty(), 0, 0, 0, Delivery.NOT_SENT, List.of(), Optional.empty(), false);

    /**
     * Copies the ids.
     *
     * @param width columns
     * @param height rows
     * @param part of the photo
     * @param uploadBytes encoded
     * @param calls of the provider
     * @param failedAttempts of all requests
     * @param delivery of the request
     * @param requestIds in order
     * @param ticket of the job
     * @param resumed if the job was queued before
     */
    public Sent {
      requestIds = List.copyOf(requestIds);
    }
  }

  /**
   * What of a call came.
   *
   * @param images how many; a result does not count those that do not decode
   * @param surplus how many images the provider made beyond those that were asked for. They were
   *     not taken
   * @param usage counts of what was used, such as tokens, by the service's names; sums if the
   *     provider was asked several times
   * @param notes what else the provider says of the images, in short texts for people. There is
   *     also a note for each image that came in another size than it was asked for
   * @param requestIds the ids that the service answered with, of all attempts, and the id of its
   *     job
   * @param alignments where each image lay that was measured, in order; none unless {@link
   *     io.github.maskloom.RestoreOptions#align} asks for it
   * @param labels what became of labels, for each image that was finished, in their order; what
   *     says nothing is left out
   */
  public record Received(
      int images,
      int surplus,
      Map<String, Long> usage,
      List<String> notes,
      List<String> requestIds,
      List<Alignment> alignments,
      List<LabelReport> labels) {
    /** Nothing came. */
    public static final Received NOTHING =
        new Received(0, 0, Map.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * Copies what came.
     *
     * @param images how many
     * @param surplus how many more
     * @param usage by the service's names
     * @param notes for people
     * @param requestIds in order
     * @param alignments in order
     * @param labels in order, of which those that say nothing are left out
     */
    public Received {
      usage = Map.copyOf(usage);
      notes = List.copyOf(notes);
      requestIds = List.copyOf(requestIds);
      alignments = List.copyOf(alignments);
      labels = labels.stream().filter(label -> !label.equals(LabelReport.NONE)).toList();
    }
  }

  /**
   * {@return the record as one line of JSON, without a line break} All fields stand side by side:
   * {@code docs/operations.md} lists them. Several ids are one text, with spaces between.
   *
   * <p>Empty texts, lists and maps are left out, and so is a {@link Sent#part} that is not there.
   * {@code resumed} is left out if false, {@code imagesSurplus} if 0, and {@code calls} unless
   * above 1. Other zeros are written.
   */
  public String toJson() {
    return new JsonLine()
        .with("schema", SCHEMA)
        .with("time", started)
        .with("durationMillis", duration.toMillis())
        .with("provider", provider)
        .unlessEmpty("model", model.orElse(""))
        .with("outcome", outcome)
        .unlessEmpty("ticket", sent.ticket.orElse(""))
        .unlessEmpty("resumed", sent.resumed)
        .with("sentWidth", sent.width)
        .with("sentHeight", sent.height)
        .with("part", sent.part.map(FusionRecord::place))
        .with("references", asked.references)
        .with("uploadBytes", sent.uploadBytes)
        .with("imagesAsked", asked.images)
        .with("imagesReceived", received.images)
        .unlessEmpty("imagesSurplus", received.surplus)
        .with("promptSha256", asked.promptSha256)
        .with("promptCharacters", asked.promptCharacters)
        .unlessEmpty("calls", sent.calls > 1 ? sent.calls : 0)
        .with("failedAttempts", sent.failedAttempts)
        .unlessEmpty("error", error.orElse(""))
        .unlessEmpty("errorCode", errorCode.orElse(""))
        .with("delivery", sent.delivery)
        .unlessEmpty("clientRequestId", String.join(" ", sent.requestIds))
        .unlessEmpty("serverRequestId", String.join(" ", received.requestIds))
        .unlessEmpty("usage", new TreeMap<>(received.usage))
        .unlessEmpty("notes", received.notes)
        .unlessEmpty("alignments", received.alignments.stream().map(FusionRecord::where).toList())
        .unlessEmpty("labels", received.labels.stream().map(FusionRecord::label).toList())
        .toString();
  }

  private static JsonLine where(Alignment image) {
    return new JsonLine()
        .with("outcome", image.outcome())
        .with("putBack", image.putBack())
        .with("dx", image.dx())
        .with("dy", image.dy())
        .with("scaleX", image.scaleX())
        .with("scaleY", image.scaleY())
        .with("moved", image.moved())
        .with("agreement", image.agreement())
        .with("second", image.second())
        .with("error", image.error());
  }

  private static JsonLine label(LabelReport label) {
    return new JsonLine()
        .unlessEmpty("photo", label.photo().names().toList())
        .unlessEmpty("answer", label.answer().names().toList())
        .unlessEmpty("written", label.written().names().toList())
        .unlessEmpty("dropped", label.dropped());
  }

  private static JsonLine place(PhotoPart part) {
    double scale = Math.round(part.scale() * SCALE_DIGITS) / SCALE_DIGITS;
    return JsonLine.place(part).with("scale", scale);
  }

  /** Says {@code FusionRecord} and the record as JSON. */
  @Override
  public String toString() {
    return "FusionRecord" + toJson();
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
    /** The caller stopped it, the client was closed, or a step took longer than it may. */
    CANCELLED
  }
}
