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

  private final Instant started;
  private final Duration duration;
  private final String provider;
  private final Optional<String> model;
  private final Outcome outcome;
  private final int sentWidth;
  private final int sentHeight;
  private final Optional<PhotoPart> part;
  private final int references;
  private final long uploadBytes;
  private final String promptSha256;
  private final int promptCharacters;
  private final int imagesAsked;
  private final int imagesReceived;
  private final int imagesSurplus;
  private final int calls;
  private final int failedAttempts;
  private final Optional<String> error;
  private final Optional<String> errorCode;
  private final Delivery delivery;
  private final List<String> clientRequestIds;
  private final List<String> serverRequestIds;
  private final Map<String, Long> usage;
  private final List<String> notes;
  private final Optional<String> ticket;
  private final boolean resumed;

  private FusionRecord(Builder from) {
    started = from.started;
    duration = from.duration;
    provider = from.provider;
    model = from.model;
    outcome = from.outcome;
    sentWidth = from.sentWidth;
    sentHeight = from.sentHeight;
    part = from.part;
    references = from.references;
    uploadBytes = from.uploadBytes;
    promptSha256 = Hashing.sha256().hashString(from.prompt, UTF_8).toString();
    promptCharacters = from.prompt.length();
    imagesAsked = from.imagesAsked;
    imagesReceived = from.imagesReceived;
    imagesSurplus = from.imagesSurplus;
    calls = from.calls;
    failedAttempts = from.failedAttempts;
    error = from.error;
    errorCode = from.errorCode;
    delivery = from.delivery;
    clientRequestIds = from.clientRequestIds;
    serverRequestIds = from.serverRequestIds;
    usage = from.usage;
    notes = from.notes;
    ticket = from.ticket;
    resumed = from.resumed;
  }

  /** A builder with everything at its default, for tests of code that is given records. */
  public static Builder builder(String provider) {
    return new Builder(Objects.requireNonNull(provider, "provider"));
  }

  /** When it began. */
  public Instant started() {
    return started;
  }

  /** The time from then to the end, with the time in the queue. */
  public Duration duration() {
    return duration;
  }

  /** Id of the provider. */
  public String provider() {
    return provider;
  }

  /** What made the images, or was asked for them, as the provider calls it; empty if unknown. */
  public Optional<String> model() {
    return model;
  }

  /** How it ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Columns of the photo as it was sent, or 0 if it was not prepared. */
  public int sentWidth() {
    return sentWidth;
  }

  /** Rows of the photo as it was sent, or 0 if it was not prepared. */
  public int sentHeight() {
    return sentHeight;
  }

  /** What of the photo that was; empty unless the request was focused. */
  public Optional<PhotoPart> part() {
    return part;
  }

  /** How many references there were. */
  public int references() {
    return references;
  }

  /** Encoded bytes of all images that were prepared. */
  public long uploadBytes() {
    return uploadBytes;
  }

  /** SHA-256 of the prompt in UTF-8, hexadecimal. Short prompts can be guessed from it. */
  public String promptSha256() {
    return promptSha256;
  }

  /** The prompt's length. */
  public int promptCharacters() {
    return promptCharacters;
  }

  /** How many images were asked for. */
  public int imagesAsked() {
    return imagesAsked;
  }

  /** How many images came. */
  public int imagesReceived() {
    return imagesReceived;
  }

  /** How many images the provider made beyond those that were asked for. They were not taken. */
  public int imagesSurplus() {
    return imagesSurplus;
  }

  /**
   * How many times the provider was asked, each of which may be billed. It is more than one only if
   * the {@linkplain FusionRequest#severalCalls request} lets it, and none if the call ended before.
   */
  public int calls() {
    return calls;
  }

  /** How often the request failed before it went through, or was given up. */
  public int failedAttempts() {
    return failedAttempts;
  }

  /** The failure's type, such as {@code FusionServiceException}; empty if none. */
  public Optional<String> error() {
    return error;
  }

  /** The service's own code for the failure; empty if none. */
  public Optional<String> errorCode() {
    return errorCode;
  }

  /** How far the request got. */
  public Delivery delivery() {
    return delivery;
  }

  /**
   * The ids that were sent along, one for each call that had one, also where the call was
   * cancelled.
   */
  public List<String> clientRequestIds() {
    return clientRequestIds;
  }

  /** The ids that were answered with, of all calls and attempts. */
  public List<String> serverRequestIds() {
    return serverRequestIds;
  }

  /** What was used, by the service's names; of several calls in all. */
  public Map<String, Long> usage() {
    return usage;
  }

  /** What else the provider says of the images, in short texts for people. */
  public List<String> notes() {
    return notes;
  }

  /**
   * The id of the {@link JobTicket} of the call's job; empty if the service queued none. Every
   * record of one job has the same.
   */
  public Optional<String> ticket() {
    return ticket;
  }

  /** Whether the call took up a job that was queued before. It asked for no other image. */
  public boolean resumed() {
    return resumed;
  }

  /** The record as one line of JSON, without a line break. What is empty is left out. */
  public String toJson() {
    return JournalLine.of(this);
  }

  /** The record as JSON. */
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
    /** The caller stopped it. */
    CANCELLED
  }

  /**
   * Collects a record. A test that needs one names only what it looks at. Not safe to share between
   * threads.
   */
  public static final class Builder {
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
    private String prompt = "";
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

    private Builder(String provider) {
      this.provider = provider;
    }

    /** When it began, by default the epoch. */
    public Builder started(Instant value) {
      started = Objects.requireNonNull(value);
      return this;
    }

    /** How long it took, by default no time. */
    public Builder duration(Duration value) {
      duration = Objects.requireNonNull(value);
      return this;
    }

    /** What made the images, by default unknown. */
    public Builder model(String value) {
      model = Optional.of(value);
      return this;
    }

    /** How it ended, by default {@link Outcome#SUCCEEDED}. */
    public Builder outcome(Outcome value) {
      outcome = Objects.requireNonNull(value);
      return this;
    }

    /** Size of the photo as it was sent, by default 0, as if it was not prepared. */
    public Builder sent(int width, int height) {
      sentWidth = width;
      sentHeight = height;
      return this;
    }

    /** What of the photo was sent, by default not a focused part. */
    public Builder part(PhotoPart value) {
      part = Optional.of(value);
      return this;
    }

    /** How many references there were, by default none. */
    public Builder references(int value) {
      references = value;
      return this;
    }

    /** Encoded bytes of all images that were prepared, by default 0. */
    public Builder uploadBytes(long value) {
      uploadBytes = value;
      return this;
    }

    /** The prompt, of which the record has only hash and length, by default empty. */
    public Builder prompt(String words) {
      prompt = Objects.requireNonNull(words);
      return this;
    }

    /** How many images were asked for, by default 1. */
    public Builder imagesAsked(int value) {
      imagesAsked = value;
      return this;
    }

    /** How many images came, by default none. */
    public Builder imagesReceived(int value) {
      imagesReceived = value;
      return this;
    }

    /** How many images were made beyond those that were asked for, by default none. */
    public Builder imagesSurplus(int value) {
      imagesSurplus = value;
      return this;
    }

    /** How many times the provider was asked, by default once. */
    public Builder calls(int value) {
      calls = value;
      return this;
    }

    /** How often the request failed before it went through, by default never. */
    public Builder failedAttempts(int value) {
      failedAttempts = value;
      return this;
    }

    /** The failure's type, by default none. */
    public Builder error(String value) {
      error = Optional.of(value);
      return this;
    }

    /** The service's own code for the failure, by default none. */
    public Builder errorCode(String value) {
      errorCode = Optional.of(value);
      return this;
    }

    /** How far the request got, by default {@link Delivery#ACCEPTED}. */
    public Builder delivery(Delivery value) {
      delivery = Objects.requireNonNull(value);
      return this;
    }

    /** The ids that were sent along, by default none. */
    public Builder clientRequestIds(List<String> values) {
      clientRequestIds = List.copyOf(values);
      return this;
    }

    /** The ids that were answered with, by default none. */
    public Builder serverRequestIds(List<String> values) {
      serverRequestIds = List.copyOf(values);
      return this;
    }

    /** What was used, by default nothing. */
    public Builder usage(Map<String, Long> values) {
      usage = Map.copyOf(values);
      return this;
    }

    /** What else the provider says, by default nothing. */
    public Builder notes(List<String> values) {
      notes = List.copyOf(values);
      return this;
    }

    /** The id of the ticket of the call's job, by default none. */
    public Builder ticket(String id) {
      ticket = Optional.of(id);
      return this;
    }

    /** Whether the call took up a job that was queued before, by default not. */
    public Builder resumed(boolean value) {
      resumed = value;
      return this;
    }

    /** The record as it stands. */
    public FusionRecord build() {
      return new FusionRecord(this);
    }
  }
}
