package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What names a request to a service that queues: before the request is sent, and, once its {@link
 * #job} is known, for {@link FusionClient#resume}, which takes the job up with the same request.
 * Immutable. It holds no key, prompt or image, but hashes of the prompt and the images. The
 * prompt's is unsalted, as in a {@link FusionRecord}.
 *
 * @param id of the call, by which stores and journals name it: 32 hexadecimal digits
 * @param provider id of the provider
 * @param model that was asked; empty if it is not known
 * @param begun when the request was about to be sent
 * @param job as the service knows it; empty if it is not known whether the service has made one, so
 *     that only the client's ids name it
 * @param clientRequestIds the ids that were sent along with the requests
 * @param serverRequestIds the ids that the service answered with
 * @param promptSha256 of the prompt in UTF-8, hexadecimal
 * @param requestSha256 of the request as the service got it, hexadecimal; empty unless the service
 *     replays keys
 * @param images SHA-256 of the caller's photo, mask and references, hexadecimal, by what failures
 *     call them, such as {@code reference 1}
 * @param sent what of the photo was sent
 * @param options of the request, as far as they decide how the answer is put back
 */
public record JobTicket(
    String id,
    String provider,
    Optional<String> model,
    Instant begun,
    Optional<ProviderJob> job,
    List<String> clientRequestIds,
    List<String> serverRequestIds,
    String promptSha256,
    Optional<String> requestSha256,
    Map<String, String> images,
    Sent sent,
    Map<String, String> options) {
  /** The version of {@link #toJson}. */
  public static final int SCHEMA = 1;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /**
   * Checks the id, and copies what could change.
   *
   * @param id 32 hexadecimal digits in lower case
   * @param provider its id
   * @param model what was asked; empty if it is not known
   * @param begun when the request was about to be sent
   * @param job as the service knows it; empty if none is known
   * @param clientRequestIds copied
   * @param serverRequestIds copied
   * @param promptSha256 hexadecimal
   * @param requestSha256 hexadecimal; empty unless the service replays keys
   * @param images hashes by what failures call the images; copied
   * @param sent what of the photo was sent
   * @param options copied
   * @throws IllegalArgumentException unless the id has 32 hexadecimal digits in lower case
   */
  public JobTicket {
    checkId(id);
    Objects.requireNonNull(provider, "provider");
    clientRequestIds = List.copyOf(clientRequestIds);
    serverRequestIds = List.copyOf(serverRequestIds);
    images = Map.copyOf(images);
    options = Map.copyOf(options);
  }

  /**
   * Makes sure that a text is an id of a ticket, which can name a file.
   *
   * @throws IllegalArgumentException unless it is
   */
  static void checkId(String id) {
    checkArgument(ID.matcher(id).matches(), "a ticket's id has 32 hexadecimal digits");
  }

  /**
   * {@return a ticket from what {@link #toJson} wrote}
   *
   * @param json one object
   * @throws IllegalArgumentException if it is no ticket, or of another version than {@link
   *     #SCHEMA}; the message quotes no value but the version
   */
  public static JobTicket parse(String json) {
    JsonLine line = JsonLine.read(json);
    int schema = line.number("schema");
    checkArgument(
        schema == SCHEMA,
        "the ticket is of version %s, and this release reads version %s",
        schema,
        SCHEMA);
    try {
      return ticket(line);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time of the ticket is none");
    }
  }

  private static JobTicket ticket(JsonLine line) {
    Optional<ProviderJob> job = line.maybe(JsonLine.class, "job").map(JobTicket::job);
    // Tickets of old do not say it, but have a job.
    Optional<Instant> begun = line.maybe(String.class, "begun").map(Instant::parse);
    return new JobTicket(
        line.text("id"),
        line.text("provider"),
        line.maybe(String.class, "model"),
        begun.or(() -> job.map(ProviderJob::submitted)).orElseThrow(() -> JsonLine.missing("job")),
        job,
        line.list("clientRequestIds"),
        line.list("serverRequestIds"),
        line.text("promptSha256"),
        line.maybe(String.class, "requestSha256"),
        line.texts("images"),
        sent(line.get(JsonLine.class, "sent")),
        line.texts("options"));
  }

  private static ProviderJob job(JsonLine job) {
    return new ProviderJob(
        job.text("id"),
        Instant.parse(job.text("submitted")),
        job.maybe(String.class, "expires").map(Instant::parse),
        job.texts("details"));
  }

  private static Sent sent(JsonLine sent) {
    int width = sent.number("width");
    int height = sent.number("height");
    return new Sent(
        width, height, sent.maybe(JsonLine.class, "part").map(part -> part(part, width, height)));
  }

  private static PhotoPart part(JsonLine part, int sentWidth, int sentHeight) {
    BoundingBox box =
        new BoundingBox(
            part.number("x"), part.number("y"), part.number("width"), part.number("height"));
    return new PhotoPart(
        box, part.number("photoWidth"), part.number("photoHeight"), sentWidth, sentHeight);
  }

  /** {@return the ticket as one line of JSON, without a line break} */
  public String toJson() {
    return new JsonLine()
        .with("schema", SCHEMA)
        .with("id", id)
        .with("provider", provider)
        .with("model", model)
        .with("begun", begun)
        .with("job", job.map(JobTicket::line))
        .with("clientRequestIds", clientRequestIds)
        .with("serverRequestIds", serverRequestIds)
        .with("promptSha256", promptSha256)
        .with("requestSha256", requestSha256)
        .with("images", new TreeMap<>(images))
        .with("sent", line(sent))
        .with("options", new TreeMap<>(options))
        .toString();
  }

  private static JsonLine line(ProviderJob job) {
    return new JsonLine()
        .with("id", job.id())
        .with("submitted", job.submitted())
        .with("expires", job.expires())
        .with("details", new TreeMap<>(job.details()));
  }

  private static JsonLine line(Sent sent) {
    return new JsonLine()
        .with("width", sent.width())
        .with("height", sent.height())
        .with("part", sent.part().map(JsonLine::place));
  }

  /** Says the ticket's id, the provider and the job. */
  @Override
  public String toString() {
    String known = job.map(ProviderJob::toString).orElse("job not known");
    return "JobTicket[%s, provider %s, %s]".formatted(id, provider, known);
  }

  /**
   * What of a photo was sent.
   *
   * @param width columns of what was sent
   * @param height rows of what was sent
   * @param part of the photo; empty unless the request was focused
   */
  public record Sent(int width, int height, Optional<PhotoPart> part) {}
}
