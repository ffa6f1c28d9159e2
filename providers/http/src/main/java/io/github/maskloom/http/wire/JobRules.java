package io.github.maskloom.http.wire;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
 * that is new. A place that is an empty text is nowhere.
 *
 * @param pollPath the path below the service's address that a job is polled at; empty if there is
 *     none, but a {@link Place#POLL_LINK}
 * @param pollHosts hosts beside the service's own that a job may be polled at, each with those
 *     below it; in lower case, some with a port
 * @param places pointers to what answers say, of which the first that has some text counts
 * @param done states in which the images are there
 * @param unknown states in which the service knows no such job: not yet, or no more
 * @param endings what states mean in which there will be no image
 * @param lifetime how long results can be fetched once they are there, or empty if that is not
 *     known
 * @param cancelling how a job is cancelled, or empty if it cannot be
 */
public record JobRules(
    String pollPath,
    Set<String> pollHosts,
    Map<Place, List<String>> places,
    Set<String> done,
    Set<String> unknown,
    Map<String, Ended> endings,
    Optional<Duration> lifetime,
    Optional<Cancelling> cancelling) {
  /** What a value of an answer is. */
  public enum Place {
    /** A job's id. */
    ID,
    /** A job's state. */
    STATE,
    /** The address that a job is polled at. */
    POLL_LINK,
    /**
     * The address of the images of a job that is done, in the answer that makes the job. Without a
     * place, they are in the answer to the poll.
     */
    RESULT_LINK,
    /** The address that a job is cancelled at, in the answer that makes the job. */
    CANCEL_LINK,
    /** Links of images, which may be data URLs; all their places end with the same name. */
    LINK,
    /** Images in base64, or their links. */
    IMAGE,
    /**
     * An object of whole numbers that say what was used. Members that are no whole numbers are left
     * out.
     */
    USAGE,
    /**
     * The code of a job's failure. If the service's {@link ErrorTable} has it, its row says who has
     * to act, and the state does not.
     */
    CODE,
    /** The words of a job's failure. */
    MESSAGE,
    /** The code in an answer with a status of failure; without a place, it has an {@code error}. */
    REFUSAL_CODE,
    /** The words beside that code. */
    REFUSAL_MESSAGE
  }

  /**
   * Checks what it is made of, and keeps copies of sets, lists and maps.
   *
   * @param pollPath kept as it is
   * @param pollHosts copied
   * @param places copied
   * @param done copied
   * @param unknown copied
   * @param endings copied
   * @param lifetime kept as it is
   * @param cancelling kept as it is
   * @throws IllegalArgumentException if there is no address to poll, none or two of cancelling, no
   *     state is done, or a pointer does not begin with a slash
   */
  public JobRules {
    pollHosts = Set.copyOf(pollHosts);
    places = Map.copyOf(places);
    done = Set.copyOf(done);
    unknown = Set.copyOf(unknown);
    endings = Map.copyOf(endings);
    checkArgument(
        !pollPath.isEmpty() || places.containsKey(Place.POLL_LINK),
        "jobs are asked for at an address");
    checkArgument(
        places.containsKey(Place.CANCEL_LINK)
            == cancelling.filter(how -> how.path().isEmpty()).isPresent(),
        "jobs are cancelled at one address");
    checkArgument(!done.isEmpty(), "a job is done in some state");
    checkArgument(
        places.values().stream().flatMap(List::stream).allMatch(at -> at.startsWith("/")),
        "a pointer into JSON begins with a slash");
  }

  /**
   * What a state means in which a job has ended without an image.
   *
   * @param kind who has to act
   * @param delivery what the job cost
   * @param why whether the job failed, was cancelled, or lost its result
   */
  public record Ended(Kind kind, Delivery delivery, ProviderJob.End why) {}

  /**
   * The request by which a service is told to cancel a job.
   *
   * @param method such as {@code DELETE}
   * @param path below the service's address, with <code>{id}</code> for the job's id; empty if
   *     there is a {@link Place#CANCEL_LINK}
   */
  public record Cancelling(String method, String path) {}

  /**
   * Begins the rules of a service. The id in the answer to a poll must be the job's, or the answer
   * counts as another job's.
   *
   * @param id pointer to a job's id in answers
   * @param state pointer to a job's state in answers
   * @return a builder that still needs {@link Builder#pollAt} or {@link Builder#pollLinkAt}, and
   *     {@link Builder#done}
   */
  public static Builder builder(String id, String state) {
    return new Builder(id, state);
  }

  /**
   * {@return pointers to what answers say; none if they never do}
   *
   * @param place what they say
   */
  public List<String> at(Place place) {
    return places.getOrDefault(place, List.of());
  }

  /**
   * Says what a word means if there will be no image.
   *
   * @param word a state, or a code, as {@link Builder#failed} takes them
   * @return what the word means; empty if the job goes on or is done
   */
  public Optional<Ended> ended(String word) {
    return Optional.ofNullable(endings.get(word));
  }

  /** Collects rules. Not safe to share between threads. */
  public static final class Builder {
    private final Map<Place, List<String>> places = new EnumMap<>(Place.class);
    private final Map<String, Ended> endings = new HashMap<>();
    private String pollPath = "";
    private Set<String> pollHosts = Set.of();
    private Set<String> done = Set.of();
    private Set<String> unknown = Set.of();
    private Optional<Duration> lifetime = Optional.empty();
    private Optional<Cancelling> cancelling = Optional.empty();

    private Builder(String id, String state) {
      at(Place.ID, id).at(Place.STATE, state);
    }

    /**
     * Says where answers have something; nowhere unless set.
     *
     * @param place what they have
     * @param pointers to it. Of links and images, all count; of texts, the first that has some
     * @return this builder
     */
    public Builder at(Place place, String... pointers) {
      places.put(place, List.of(pointers));
      return this;
    }

    /**
     * Says that jobs are polled by {@code GET} at a path. Beside {@link #pollLinkAt}, this is for a
     * link that cannot be kept.
     *
     * @param path below the service's address, with <code>{id}</code> for the job's id
     * @return this builder
     */
    public Builder pollAt(String path) {
      pollPath = path;
      return this;
    }

    /**
     * Says that jobs are polled by {@code GET} at an address in the answer to the request. The key
     * is sent there too. So the address must have the service's own scheme, host and port, or TLS
     * and one of these hosts. An answer with any other address names no job. The same holds for a
     * {@link Place#RESULT_LINK}; any other {@link Place#CANCEL_LINK} is not asked. A link of more
     * than 8192 characters, or that may hold a part of a secret, is not used: the path of {@link
     * #pollAt} takes its place, or the answer names no job.
     *
     * @param pointer to the address
     * @param hosts allowed beside the service's own, in whatever case, each with those below it; a
     *     port may follow a colon, and is 443 otherwise
     * @return this builder
     * @throws IllegalArgumentException if a host is named twice
     */
    public Builder pollLinkAt(String pointer, String... hosts) {
      pollHosts =
          Set.of(
              Stream.of(hosts).map(host -> host.toLowerCase(Locale.ROOT)).toArray(String[]::new));
      return at(Place.POLL_LINK, pointer);
    }

    /**
     * Names the states in which the images are there.
     *
     * @param states instead of those named before; at least one is needed
     * @return this builder
     * @throws IllegalArgumentException if one is named twice
     */
    public Builder done(String... states) {
      done = Set.of(states);
      return this;
    }

    /**
     * Names states in which the job has failed. A code counts like a state: one at {@link
     * Place#CODE} beside a state that is {@link #done}, and one in the answer of a {@link
     * Place#RESULT_LINK} with a status of failure. That is written behind the status, as in {@code
     * 504 generation_timeout}; the status alone, as in {@code 422}, means any other code of it.
     *
     * @param kind who has to act, unless the code at {@link Place#CODE} says so
     * @param delivery what the job cost: {@link Delivery#REJECTED} only where the service documents
     *     that it bills nothing. It is not believed of an answer that has an image or counts what
     *     was used: that is {@link Delivery#UNKNOWN}, and the job keeps its ticket.
     * @param words beside those named before; one that is named again has its last meaning
     * @return this builder
     */
    public Builder failed(Kind kind, Delivery delivery, String... words) {
      return ended(new Ended(kind, delivery, ProviderJob.End.FAILED), words);
    }

    /**
     * Names states in which the job was cancelled, or codes as {@link #failed} takes them. Such a
     * job counts as billed. The failure counts as the request's, unless the code at {@link
     * Place#CODE} says otherwise.
     *
     * @param states beside those named before; a state that is named again has its last meaning
     * @return this builder
     */
    public Builder cancelled(String... states) {
      return ended(new Ended(Kind.REQUEST, Delivery.ACCEPTED, ProviderJob.End.CANCELLED), states);
    }

    /**
     * Names states in which the job's result is gone, once two answers a minute apart say so. Such
     * a job counts as billed, and the failure as the service's.
     *
     * @param states beside those named before; a state that is named again has its last meaning
     * @return this builder
     */
    public Builder expired(String... states) {
      return ended(new Ended(Kind.SERVICE, Delivery.ACCEPTED, ProviderJob.End.EXPIRED), states);
    }

    /**
     * Names the states in which the service knows no such job. A service may know a job a moment
     * later than its id. So only three such answers in a row end the call; a status of 404 or 410
     * is such an answer too. Past its time the job has expired, once two such answers in JSON came
     * a minute apart.
     *
     * @param states instead of those named before
     * @return this builder
     * @throws IllegalArgumentException if one is named twice
     */
    public Builder unknown(String... states) {
      unknown = Set.of(states);
      return this;
    }

    private Builder ended(Ended end, String... states) {
      for (String each : states) {
        endings.put(each, end);
      }
      return this;
    }

    /**
     * Says how long results can be fetched; unknown unless set. A later 404 or 410 of all images,
     * at two polls a minute apart, means that they expired.
     *
     * @param value counted from the answer that says the job is done
     * @return this builder
     */
    public Builder resultsLive(Duration value) {
      lifetime = Optional.of(value);
      return this;
    }

    /**
     * Says how jobs are cancelled; not at all unless set. No status means that the job is
     * cancelled, but only a state that {@link #cancelled} names. It must be in the answer, or in
     * that of one poll right behind it, both within 700 milliseconds. Otherwise the job keeps its
     * ticket.
     *
     * @param method such as {@code DELETE}; any but that and {@code GET} is sent with an empty body
     * @param path below the service's address, with <code>{id}</code> for the job's id; empty if
     *     there is a {@link Place#CANCEL_LINK}
     * @return this builder
     */
    public Builder cancelBy(String method, String path) {
      cancelling = Optional.of(new Cancelling(method, path));
      return this;
    }

    /**
     * {@return the rules as they stand} The builder may be used further.
     *
     * @throws IllegalArgumentException unless {@link #pollAt} or {@link #pollLinkAt} was called
     * @throws IllegalArgumentException if {@link #cancelBy} has neither a path nor a link, or both
     * @throws IllegalArgumentException if {@link #done} named no state
     * @throws IllegalArgumentException if a pointer does not begin with a slash
     */
    public JobRules build() {
      return new JobRules(
          pollPath, pollHosts, places, done, unknown, endings, lifetime, cancelling);
    }
  }
}
