package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.call.AnswerBounds;
import io.github.maskloom.http.call.Attempts;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.Exchange.Surroundings;
import io.github.maskloom.http.call.JobAnswer;
import io.github.maskloom.http.call.LastRequest;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * One call whose service queues: a request that makes a job, then as many that ask for it as it
 * takes. Until the answer has said the job's id, the first is judged as any that makes images. From
 * then on nothing is sent that costs anything, and every failure is the job's: accepted.
 * <b>Threads:</b> confined to one.
 */
final class JobRun extends ServiceCall {
  /** What tickets call the addresses that an answer may name. */
  private static final Map<Place, String> LINKS =
      Map.of(Place.POLL_LINK, "poll", Place.RESULT_LINK, "result", Place.CANCEL_LINK, "cancel");

  /** What stands for a job's id in a path. */
  private static final String ID = "{id}";

  final JobRules rules;
  private boolean keyIsNew;

  /** Whether another call made the job. */
  boolean takenUp;

  /** The job that the last answer named and refused at once. */
  private Optional<ProviderJob> doubted = Optional.empty();

  /**
   * A call that has yet to ask.
   *
   * @param key asked for anew if a poll is answered with 401
   * @param around what all requests of the call have in common
   */
  JobRun(JobRules rules, ProviderCall call, ServiceAccess access, String key, Surroundings around) {
    super(access, key, call, around);
    this.rules = rules;
  }

  /** Sends what makes the job, in as many attempts as it takes, and follows the job to its end. */
  ProviderResponse run(Sent sent, Attempts attempts) throws IOException {
    ProviderJob job;
    try {
      job = attempts.run(() -> submit(sent));
    } catch (MaskloomException e) {
      doubted.ifPresent(call::keepDoubtedJob);
      throw e;
    }
    call.keepJob(job);
    LOG.debug("call {} is a job now", requestId);
    ProviderResponse response = follow(job);
    return response.withRequestIds(List.of(requestId), response.serverRequestIds());
  }

  private ProviderJob submit(Sent sent) throws IOException {
    CallErrors errors = errors(sent.request().retirement()).ofQueue();
    JobAnswer answer = new JobAnswer(errors, rules, Optional.empty());
    access.model().ifPresent(call::modelKnown);
    try {
      send(sent, errors, answer);
      return taken(answer, errors).orElseThrow(() -> noJob(answer, errors));
    } catch (MaskloomException e) {
      // An answer that breaks off behind the id has said all that is needed.
      return taken(answer, errors).orElseThrow(() -> e);
    } finally {
      errors.serverRequestIds().forEach(call::answeredAs);
    }
  }

  /** The job that was made of the request; a refusal makes none. */
  private Optional<ProviderJob> taken(JobAnswer answer, CallErrors errors) {
    Optional<ProviderJob> job = job(answer).filter(any -> !errors.isFailure());
    job.map(ProviderJob::id).ifPresent(active::accepted);
    return job;
  }

  private FusionException noJob(JobAnswer answer, CallErrors errors) {
    errors.identifyJob(answer.text(Place.ID)); // Also one that cannot be asked for.
    Optional<ProviderJob> contradiction = job(answer);
    if (contradiction.isPresent() || answer.hasResults()) {
      errors.doubt();
    }
    if (!errors.isRefusal(answer.refusal())) {
      doubted = contradiction.or(() -> doubted);
    }
    String foreign =
        Stream.of(Place.POLL_LINK, Place.RESULT_LINK)
            .flatMap(place -> Optional.ofNullable(HttpUrl.parse(answer.text(place))).stream())
            .filter(link -> !isOwn(link))
            .map(
                link -> ", but one at " + errors.name(link.host()) + ", which is not the service's")
            .findFirst()
            .orElse("");
    return (errors.isFailure() ? Optional.of(answer.refusal()) : answer.error())
        .map(said -> errors.ofError(said, true))
        .orElseGet(
            () -> errors.broken("the answer names no job that could be asked for" + foreign));
  }

  /** The job that an answer names, if it can be asked for. A link that is not kept is not used. */
  private Optional<ProviderJob> job(JobAnswer answer) {
    SafeText text = text();
    Map<String, String> links = new HashMap<>();
    LINKS.forEach((place, name) -> links.put(name, answer.text(place)));
    links.values().removeIf(link -> link.isEmpty() || !isKept(link, text));
    return Optional.of(answer.text(Place.ID))
        .filter(text::isId)
        .map(id -> new ProviderJob(id, session.clock().now(), Optional.empty(), links))
        .filter(job -> address(job, Place.POLL_LINK, rules.pollPath()).isPresent())
        .filter(job -> !hasResultLink() || address(job, Place.RESULT_LINK, "").isPresent());
  }

  private static boolean isKept(String link, SafeText text) {
    return link.length() <= AnswerBounds.MAX_TEXT_CHARS && !text.tells(link);
  }

  /** Whether the images of a job are at an address of their own. */
  boolean hasResultLink() {
    return !rules.at(Place.RESULT_LINK).isEmpty();
  }

  /**
   * Where something is done with a job: at the link that is kept, or else at a path if there is
   * one.
   */
  private Optional<HttpUrl> address(ProviderJob job, Place place, String path) {
    String name = LINKS.getOrDefault(place, "");
    String link = job.details().getOrDefault(name, "");
    return Optional.of(text())
        .filter(text -> text.isId(job.id()) && !text.tells(link))
        .map(any -> link.isEmpty() && !path.isEmpty() ? below(path, job) : HttpUrl.parse(link))
        .filter(this::isOwn);
  }

  /** The key goes to the service itself, and over TLS to the hosts that the rules name. */
  private boolean isOwn(HttpUrl url) {
    String end = "." + url.host() + ":" + url.port();
    return Objects.equals(url.resolve("/"), session.base().resolve("/"))
        || (url.isHttps()
            && rules.pollHosts().stream()
                .map(host -> host.contains(":") ? host : host + ":443")
                .anyMatch(host -> end.endsWith("." + host)));
  }

  private HttpUrl below(String path, ProviderJob job) {
    String id = URLEncoder.encode(job.id(), UTF_8).replace("+", "%20");
    return below(path.replace(ID, id));
  }

  /** Where a job is polled, or its images are. */
  HttpUrl url(ProviderJob job, boolean ofResult) {
    return (ofResult
            ? address(job, Place.RESULT_LINK, "")
            : address(job, Place.POLL_LINK, rules.pollPath()))
        .orElseThrow(() -> new FusionServiceException("the job has no address", failure()));
  }

  FusionException.Failure failure() {
    return active.failure(session.profile().provider());
  }

  /** Takes a job up that another call had made. */
  ProviderResponse resume(ProviderJob job) throws IOException {
    takenUp = true;
    return follow(job);
  }

  /**
   * Asks for a job until it has ended, and hands its images over.
   *
   * @throws CancelledException if the call ended before; the service was asked to cancel the job if
   *     nobody wants it
   */
  private ProviderResponse follow(ProviderJob job) throws IOException {
    active.accepted(job.id());
    access.model().ifPresent(call::modelKnown);
    call.waiting();
    try {
      return new JobPolls(this, job).untilDone();
    } catch (CancelledException e) {
      if (call.isJobUnwanted()) {
        rules.cancelling().ifPresent(how -> cancel(job, how));
      }
      throw e;
    }
  }

  /** Only the service's own word says that a job is cancelled: at once, or to one poll. */
  private void cancel(ProviderJob job, JobRules.Cancelling how) {
    boolean bare = how.method().equals("GET") || how.method().equals("DELETE");
    RequestBody body = bare ? null : RequestBody.create(new byte[0]);
    List<Call> calls =
        Stream.of(
                address(job, Place.CANCEL_LINK, how.path())
                    .map(url -> new Request.Builder().url(url).method(how.method(), body)),
                address(job, Place.POLL_LINK, rules.pollPath()).map(new Request.Builder()::url))
            .flatMap(Optional::stream)
            .map(this::headed)
            .map(session.http()::api)
            .toList();
    if (calls.size() == 2 && LastRequest.proves(calls, said -> isCancelled(job, said))) {
      call.jobEnded(ProviderJob.End.CANCELLED);
    }
  }

  private boolean isCancelled(ProviderJob job, InputStream body) throws IOException {
    JobAnswer answer = new JobAnswer(jobErrors(), rules, Optional.empty());
    answer.readJson(body);
    Optional<JobRules.Ended> ended = answer.ending().flatMap(rules::ended);
    return answer.text(Place.ID).equals(job.id())
        && !answer.hasResults()
        && ended.filter(how -> how.why() == ProviderJob.End.CANCELLED).isPresent();
  }

  CallErrors jobErrors() {
    return errors(Optional.empty()).ofJob();
  }

  /** Asks for the key once more, which may have been rotated; whether it is another one. */
  boolean hasNewKey() {
    String before = key;
    try {
      key = keyIsNew ? key : session.config().key();
      keyIsNew = true;
    } catch (FusionException e) {
      LOG.debug("call {} gets no other key: {}", requestId, e.failure());
    }
    return !key.equals(before);
  }
}
