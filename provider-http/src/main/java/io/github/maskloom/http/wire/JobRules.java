package io.github.maskloom.http.wire;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a service that queues speaks of its jobs: what its states mean, and where in its JSON what
 * stands. A place is a JSON pointer, such as {@code /output/task_id}, in which {@code *} stands for
 * any one name or number. A path lies below the service's address, such as <code>jobs/{id}</code>,
 * in which <code>{id}</code> stands for the job's id. Immutable.
 *
 * <p>A state that is not named here is one to wait in: nothing that may come is given up for a word
 * that is new.
 */
public final class JobRules {
  private final Builder values;

  private JobRules(Builder values) {
    this.values = values;
  }

  /**
   * What a state means in which a job has ended without an image.
   *
   * @param kind whose turn it is
   * @param delivery what it cost
   * @param why in a word
   */
  public record Ended(Kind kind, Delivery delivery, ProviderJob.End why) {}

  /**
   * How a job is cancelled.
   *
   * @param method such as {@code DELETE}
   * @param path below the service's address
   */
  public record Cancelling(String method, String path) {}

  /**
   * The rules of a service whose answers have a job's id and state at these places. The id of an
   * answer to a poll is looked at there too: where it is another's, so is the answer.
   */
  public static Builder builder(String id, String state) {
    return new Builder(checked(id), checked(state));
  }

  private static String checked(String pointer) {
    require(pointer.startsWith("/"), "a pointer into JSON begins with a slash");
    return pointer;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** Where a job's id stands. */
  public String id() {
    return values.id;
  }

  /** Where a job's state stands. */
  public String state() {
    return values.state;
  }

  /** The path that a job is asked for at; empty if it is linked. */
  public String pollPath() {
    return values.pollPath;
  }

  /** Where the address stands that a job is asked for at; empty if it is a path. */
  public String pollLink() {
    return values.pollLink;
  }

  /** Hosts beside the service's own that a job may be asked for at. */
  public Set<String> pollHosts() {
    return values.pollHosts;
  }

  /** Where links of images stand; empty if nowhere. */
  public String links() {
    return values.links;
  }

  /** Where images stand in base64; empty if nowhere. */
  public String base64() {
    return values.base64;
  }

  /** Where an object stands that says what was used; empty if nowhere. */
  public String usage() {
    return values.usage;
  }

  /** Where the code of a failure stands; empty if nowhere. */
  public String code() {
    return values.code;
  }

  /** Where the words of a failure may stand, the first that has some. */
  public List<String> messages() {
    return values.messages;
  }

  /** Where the code of a refusal stands that came with a status of failure; empty for the usual. */
  public String refusalCode() {
    return values.refusalCode;
  }

  /** Where its words may stand, the first that has some; none for the usual. */
  public List<String> refusalMessages() {
    return values.refusalMessages;
  }

  /** Whether the images are there. */
  public boolean isDone(String state) {
    return values.done.contains(state);
  }

  /** What a state means in which there will be no image; empty for others. */
  public Optional<Ended> ended(String state) {
    return Optional.ofNullable(values.ended.get(state));
  }

  /** Whether the service knows no such job: not yet, or no more. */
  public boolean isUnknown(String state) {
    return values.unknown.contains(state);
  }

  /** How long results can be fetched; empty if that is not known. */
  public Optional<Duration> lifetime() {
    return values.lifetime;
  }

  /** How a job is cancelled; empty if it cannot be. */
  public Optional<Cancelling> cancelling() {
    return values.cancelling;
  }

  /** Collects rules. Not safe to share between threads. */
  public static final class Builder {
    private final String id;
    private final String state;
    private String pollPath = "";
    private String pollLink = "";
    private Set<String> pollHosts = Set.of();
    private String links = "";
    private String base64 = "";
    private String usage = "";
    private String code = "";
    private List<String> messages = List.of();
    private String refusalCode = "";
    private List<String> refusalMessages = List.of();
    private Set<String> done = Set.of();
    private Set<String> unknown = Set.of();
    private final Map<String, Ended> ended = new LinkedHashMap<>();
    private Optional<Duration> lifetime = Optional.empty();
    private Optional<Cancelling> cancelling = Optional.empty();

    private Builder(String id, String state) {
      this.id = id;
      this.state = state;
    }

    /** Jobs are asked for by {@code GET} at this path. */
    public Builder pollAt(String path) {
      pollPath = path;
      return this;
    }

    /**
     * Jobs are asked for at the address that stands there in the answer to the request. The key
     * goes there too: so only the service's own host is asked, and these with the hosts below them,
     * and with TLS if the service has it.
     */
    public Builder pollLinkAt(String pointer, String... hosts) {
      pollLink = checked(pointer);
      pollHosts = Set.of(hosts);
      return this;
    }

    /** Images are linked there, or stand there as data URLs; by default nowhere. */
    public Builder linksAt(String pointer) {
      links = checked(pointer);
      return this;
    }

    /** Images stand there in base64, by default nowhere. */
    public Builder base64At(String pointer) {
      base64 = checked(pointer);
      return this;
    }

    /** An object of whole numbers stands there that says what was used; by default nowhere. */
    public Builder usageAt(String pointer) {
      usage = checked(pointer);
      return this;
    }

    /**
     * Why a job has failed stands there, as a code, and in words at the first place that has some;
     * by default nowhere. A code that the service's {@link ErrorTable} documents says whose turn it
     * is, before the state does.
     */
    public Builder reasonAt(String codePointer, String... messagePointers) {
      code = checked(codePointer);
      messages = Stream.of(messagePointers).map(JobRules::checked).toList();
      return this;
    }

    /**
     * Why a request was refused stands there, below a status of failure, as a code, and in words at
     * the first place that has some; by default in an object {@code error}.
     */
    public Builder refusalAt(String codePointer, String... messagePointers) {
      refusalCode = checked(codePointer);
      refusalMessages = Stream.of(messagePointers).map(JobRules::checked).toList();
      return this;
    }

    /** In these states the images are there. */
    public Builder done(String... states) {
      done = Set.of(states);
      return this;
    }

    /**
     * In these states the job has failed.
     *
     * @param kind whose turn it is
     * @param delivery what it cost: {@link Delivery#REJECTED} only where the service documents that
     *     it bills nothing
     */
    public Builder failed(Kind kind, Delivery delivery, String... states) {
      return ended(new Ended(kind, delivery, ProviderJob.End.FAILED), states);
    }

    /** In these states the job was cancelled. */
    public Builder cancelled(String... states) {
      return ended(new Ended(Kind.REQUEST, Delivery.ACCEPTED, ProviderJob.End.CANCELLED), states);
    }

    /** In these states the result is gone. */
    public Builder expired(String... states) {
      return ended(new Ended(Kind.SERVICE, Delivery.ACCEPTED, ProviderJob.End.EXPIRED), states);
    }

    /**
     * In these states the service knows no such job. It may know it a moment later, so that counts
     * once it was said three times in a row: as a status of 404 does.
     */
    public Builder unknown(String... states) {
      unknown = Set.of(states);
      return this;
    }

    private Builder ended(Ended end, String... states) {
      for (String each : states) {
        ended.put(each, end);
      }
      return this;
    }

    /** Results can be fetched for so long once they are there; by default nobody knows. */
    public Builder resultsLive(Duration value) {
      lifetime = Optional.of(value);
      return this;
    }

    /**
     * Jobs are cancelled so, and a status of success means that one is; by default they are not.
     */
    public Builder cancelBy(String method, String path) {
      cancelling = Optional.of(new Cancelling(method, path));
      return this;
    }

    /**
     * The rules as they stand.
     *
     * @throws IllegalArgumentException if it is not said where jobs are asked for, or what is done
     */
    public JobRules build() {
      require(pollPath.isEmpty() != pollLink.isEmpty(), "jobs are asked for at one address");
      require(!done.isEmpty(), "a job is done in some state");
      Builder kept = new Builder(id, state);
      kept.pollPath = pollPath;
      kept.pollLink = pollLink;
      kept.pollHosts = pollHosts;
      kept.links = links;
      kept.base64 = base64;
      kept.usage = usage;
      kept.code = code;
      kept.messages = messages;
      kept.refusalCode = refusalCode;
      kept.refusalMessages = refusalMessages;
      kept.done = done;
      kept.unknown = unknown;
      kept.ended.putAll(ended);
      kept.lifetime = lifetime;
      kept.cancelling = cancelling;
      return new JobRules(kept);
    }
  }
}
