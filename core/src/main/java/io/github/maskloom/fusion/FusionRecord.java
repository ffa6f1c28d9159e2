package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A record of a call: enough to find it in a provider's log and to know what it cost. Immutable. It
 * holds no secret, prompt or image. The prompt's hash is unsalted, so that equal prompts match
 * across machines. A short or common prompt can therefore be recovered by guessing.
 *
 * <p>Clients make it. {@link #builder} is for tests of code that is given one.
 */
public final class FusionRecord {
  /** The version of {@link #toJson}. */
  public static final int SCHEMA = 1;

  private static final double SCALE_DIGITS = 10_000;

  /** Changed by nobody. */
  private final Builder values;

  private FusionRecord(Builder values) {
    this.values = values;
  }

  /**
   * {@return a builder with everything at its default, for tests of code that is given records}
   *
   * @param provider its id
   */
  public static Builder builder(String provider) {
    return new Builder(Objects.requireNonNull(provider, "provider"));
  }

  /** {@return when the call began} */
  public Instant started() {
    return values.started;
  }

  /** {@return the time from {@link #started} to the end, with the time in the queue} */
  public Duration duration() {
    return values.duration;
  }

  /** {@return id of the provider} */
  public String provider() {
    return values.provider;
  }

  /**
   * {@return what made the images, or was asked for them, as the provider calls it; empty if
   * unknown}
   */
  public Optional<String> model() {
    return values.model;
  }

  /** {@return how the call ended} */
  public Outcome outcome() {
    return values.outcome;
  }

  /** {@return columns of the photo as it was sent, or 0 if it was not prepared} */
  public int sentWidth() {
    return values.sentWidth;
  }

  /** {@return rows of the photo as it was sent, or 0 if it was not prepared} */
  public int sentHeight() {
    return values.sentHeight;
  }

  /** {@return what part of the photo was sent; empty unless the request was focused} */
  public Optional<PhotoPart> part() {
    return values.part;
  }

  /** {@return how many references there were} */
  public int references() {
    return values.references;
  }

  /** {@return encoded bytes of all images that were prepared to be sent; 0 if none were} */
  public long uploadBytes() {
    return values.uploadBytes;
  }

  /** {@return SHA-256 of the prompt in UTF-8, hexadecimal} Short prompts can be guessed from it. */
  public String promptSha256() {
    return values.promptSha256;
  }

  /** {@return the prompt's length in UTF-16 code units, as {@link String#length} counts} */
  public int promptCharacters() {
    return values.promptCharacters;
  }

  /** {@return how many images were asked for} */
  public int imagesAsked() {
    return values.imagesAsked;
  }

  /** {@return how many images came; a result does not count those that do not decode} */
  public int imagesReceived() {
    return values.imagesReceived;
  }

  /**
   * {@return how many images the provider made beyond those that were asked for} They were not
   * taken.
   */
  public int imagesSurplus() {
    return values.imagesSurplus;
  }

  /**
   * {@return how many times the provider was asked for images, each of which may be billed} It is
   * more than 1 only if the {@linkplain FusionRequest#severalCalls request} lets it. It is 0 if the
   * call ended before anything was sent, or took up a job.
   */
  public int calls() {
    return values.calls;
  }

  /** {@return how many attempts to send a request failed, of all requests of the call} */
  public int failedAttempts() {
    return values.failedAttempts;
  }

  /**
   * {@return the failure's simple class name, such as {@code FusionServiceException}} A {@linkplain
   * Outcome#PARTIAL partial} result has one too. Empty if nothing failed.
   */
  public Optional<String> error() {
    return values.error;
  }

  /** {@return the service's own code for the failure; empty if none} */
  public Optional<String> errorCode() {
    return values.errorCode;
  }

  /** {@return how far the request got} */
  public Delivery delivery() {
    return values.delivery;
  }

  /**
   * {@return the ids that were sent along with the requests, each once, in order} They are there
   * too if the call was cancelled.
   */
  public List<String> clientRequestIds() {
    return values.clientRequestIds;
  }

  /** {@return the ids that the service answered with, of all attempts, and the id of its job} */
  public List<String> serverRequestIds() {
    return values.serverRequestIds;
  }

  /**
   * {@return counts of what was used, such as tokens, by the service's names; sums if the provider
   * was asked several times}
   */
  public Map<String, Long> usage() {
    return values.usage;
  }

  /**
   * {@return what else the provider says of the images, in short texts for people} There is also a
   * note for each image that came in another size than it was asked for.
   */
  public List<String> notes() {
    return values.notes;
  }

  /**
   * {@return the id of the {@link JobTicket} of the call's job; empty if the service queued none}
   * Every record of one job has the same.
   */
  public Optional<String> ticket() {
    return values.ticket;
  }

  /**
   * {@return whether the call took up a job that was queued before} It asked for no other image.
   */
  public boolean resumed() {
    return values.resumed;
  }

  /**
   * {@return the record as one line of JSON, without a line break} Fields are named as the methods
   * here, except {@code schema}, {@code time} for {@link #started}, {@code durationMillis}, {@code
   * clientRequestId} and {@code serverRequestId}. Several ids are one text, with spaces between.
   *
   * <p>Empty texts, lists and maps are left out, and so is a {@link #part} that is not there.
   * {@code resumed} is left out if false, {@code imagesSurplus} if 0, and {@code calls} unless
   * above 1. Other zeros are written.
   */
  public String toJson() {
    return new JsonLine()
        .with("schema", SCHEMA)
        .with("time", started())
        .with("durationMillis", duration().toMillis())
        .with("provider", provider())
        .unlessEmpty("model", model().orElse(""))
        .with("outcome", outcome())
        .unlessEmpty("ticket", ticket().orElse(""))
        .unlessEmpty("resumed", resumed())
        .with("sentWidth", sentWidth())
        .with("sentHeight", sentHeight())
        .with("part", part().map(FusionRecord::place))
        .with("references", references())
        .with("uploadBytes", uploadBytes())
        .with("imagesAsked", imagesAsked())
        .with("imagesReceived", imagesReceived())
        .unlessEmpty("imagesSurplus", imagesSurplus())
        .with("promptSha256", promptSha256())
        .with("promptCharacters", promptCharacters())
        .unlessEmpty("calls", calls() > 1 ? calls() : 0)
        .with("failedAttempts", failedAttempts())
        .unlessEmpty("error", error().orElse(""))
        .unlessEmpty("errorCode", errorCode().orElse(""))
        .with("delivery", delivery())
        .unlessEmpty("clientRequestId", String.join(" ", clientRequestIds()))
        .unlessEmpty("serverRequestId", String.join(" ", serverRequestIds()))
        .unlessEmpty("usage", new TreeMap<>(usage()))
        .unlessEmpty("notes", notes())
        .toString();
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

  /**
   * Collects a record. A test that needs one names only what it looks at. Numbers are not checked.
   * Not safe to share between threads.
   */
  public static final class Builder implements Cloneable {
    private Instant started = Instant.EPOCH;
    private Duration duration = Duration.ZERO;
    private final String provider;
    private Optional<String> model = Optional.empty();
    private Outcome outcome = Outcome.SUCCEEDED;
    private int sentWidth;
    private int sentHeight;
    private Optional<PhotoPart> part = Optional.empty();
    private int references;
    private long uploadBytes;
    private String promptSha256 = sha256("");
    private int promptCharacters;
    private int imagesAsked = 1;
    private int imagesReceived;
    private int imagesSurplus;
    private int calls = 1;
    private int failedAttempts;
    private Optional<String> error = Optional.empty();
    private Optional<String> errorCode = Optional.empty();
    private Delivery delivery = Delivery.ACCEPTED;
    private List<String> clientRequestIds = List.of();
    private List<String> serverRequestIds = List.of();
    private Map<String, Long> usage = Map.of();
    private List<String> notes = List.of();
    private Optional<String> ticket = Optional.empty();
    private boolean resumed;

    private static String sha256(String words) {
      return Hashing.sha256().hashString(words, UTF_8).toString();
    }

    private Builder(String provider) {
      this.provider = provider;
    }

    /**
     * Sets when the call began.
     *
     * @param value by default the epoch
     * @return this builder
     */
    public Builder started(Instant value) {
      started = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets how long the call took, with the time in the queue.
     *
     * @param value by default no time
     * @return this builder
     */
    public Builder duration(Duration value) {
      duration = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets what made the images.
     *
     * @param value as the provider calls it; by default unknown
     * @return this builder
     */
    public Builder model(String value) {
      model = Optional.of(value);
      return this;
    }

    /**
     * Sets how the call ended.
     *
     * @param value by default {@link Outcome#SUCCEEDED}
     * @return this builder
     */
    public Builder outcome(Outcome value) {
      outcome = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets the size of the photo as it was sent.
     *
     * @param width columns, by default 0, as if it was not prepared
     * @param height rows, likewise
     * @return this builder
     */
    public Builder sent(int width, int height) {
      sentWidth = width;
      sentHeight = height;
      return this;
    }

    /**
     * Sets what part of the photo was sent, as of a focused request.
     *
     * @param value by default none, as of a request without a focus
     * @return this builder
     */
    public Builder part(PhotoPart value) {
      part = Optional.of(value);
      return this;
    }

    /**
     * Sets how many references there were.
     *
     * @param value by default none
     * @return this builder
     */
    public Builder references(int value) {
      references = value;
      return this;
    }

    /**
     * Sets the encoded bytes of all images that were prepared.
     *
     * @param value by default 0
     * @return this builder
     */
    public Builder uploadBytes(long value) {
      uploadBytes = value;
      return this;
    }

    /**
     * Sets the prompt, of which the record has only hash and length.
     *
     * @param words by default empty
     * @return this builder
     */
    public Builder prompt(String words) {
      promptSha256 = sha256(words);
      promptCharacters = words.length();
      return this;
    }

    /**
     * Sets how many images were asked for.
     *
     * @param value by default 1
     * @return this builder
     */
    public Builder imagesAsked(int value) {
      imagesAsked = value;
      return this;
    }

    /**
     * Sets how many images came.
     *
     * @param value by default none
     * @return this builder
     */
    public Builder imagesReceived(int value) {
      imagesReceived = value;
      return this;
    }

    /**
     * Sets how many images were made beyond those that were asked for.
     *
     * @param value by default none
     * @return this builder
     */
    public Builder imagesSurplus(int value) {
      imagesSurplus = value;
      return this;
    }

    /**
     * Sets how many times the provider was asked.
     *
     * @param value by default once
     * @return this builder
     */
    public Builder calls(int value) {
      calls = value;
      return this;
    }

    /**
     * Sets how many attempts to send a request failed.
     *
     * @param value by default 0
     * @return this builder
     */
    public Builder failedAttempts(int value) {
      failedAttempts = value;
      return this;
    }

    /**
     * Sets the failure's type.
     *
     * @param value the simple name of a class; by default none
     * @return this builder
     */
    public Builder error(String value) {
      error = Optional.of(value);
      return this;
    }

    /**
     * Sets the service's own code for the failure.
     *
     * @param value by default none
     * @return this builder
     */
    public Builder errorCode(String value) {
      errorCode = Optional.of(value);
      return this;
    }

    /**
     * Sets how far the request got.
     *
     * @param value by default {@link Delivery#ACCEPTED}
     * @return this builder
     */
    public Builder delivery(Delivery value) {
      delivery = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets the ids that were sent along with the requests.
     *
     * @param values copied; by default none
     * @return this builder
     */
    public Builder clientRequestIds(List<String> values) {
      clientRequestIds = List.copyOf(values);
      return this;
    }

    /**
     * Sets the ids that the service answered with.
     *
     * @param values copied; by default none
     * @return this builder
     */
    public Builder serverRequestIds(List<String> values) {
      serverRequestIds = List.copyOf(values);
      return this;
    }

    /**
     * Sets how much was used, such as tokens.
     *
     * @param values counts by the service's names; copied; by default nothing
     * @return this builder
     */
    public Builder usage(Map<String, Long> values) {
      usage = Map.copyOf(values);
      return this;
    }

    /**
     * Sets what else the provider says of the images.
     *
     * @param values short texts for people; copied; by default none
     * @return this builder
     */
    public Builder notes(List<String> values) {
      notes = List.copyOf(values);
      return this;
    }

    /**
     * Sets which job the call had.
     *
     * @param id of its {@link JobTicket}; by default none
     * @return this builder
     */
    public Builder ticket(String id) {
      ticket = Optional.of(id);
      return this;
    }

    /**
     * Sets whether the call took up a job that was queued before.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder resumed(boolean value) {
      resumed = value;
      return this;
    }

    /** {@return the record as it stands} */
    public FusionRecord build() {
      return new FusionRecord(copy());
    }

    /** What this says now, whatever it is told later. */
    private Builder copy() {
      try {
        return (Builder) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
