package io.github.maskloom.http;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.Attempts;
import io.github.maskloom.http.call.Attempts.RequestIds;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.ConnectWatch;
import io.github.maskloom.http.call.Exchange;
import io.github.maskloom.http.call.HttpClients;
import io.github.maskloom.http.call.JobAnswer;
import io.github.maskloom.http.call.LastRequest;
import io.github.maskloom.http.call.StreamedBody;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call whose service queues: a request that makes a job, then as many that ask for it as it
 * takes. Until the answer has said the job's id, the first is judged as any that makes images. From
 * then on nothing is sent that costs anything, and every failure is the job's: accepted.
 * <b>Threads:</b> confined to one.
 */
final class JobRun {
  static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private static final int MAX_ID_CHARS = 256;
  private static final String POLL = "poll";

  /** What stands for a job's id in a path. */
  private static final String ID = "{id}";

  final Session session;
  final JobRules rules;
  final ProviderCall call;
  final ServiceAccess access;
  final ActiveCall active;
  final Deadline deadline;
  final String requestId;

  /**
   * What the calls of one session have in common.
   *
   * @param base address of the service
   */
  record Session(
      HttpClients http,
      ScheduledExecutorService timer,
      ServiceProfile profile,
      HttpSettings settings,
      RetryPolicy retries,
      CallClock clock,
      HttpUrl base) {}

  /** A call that has yet to ask. */
  JobRun(
      Session session,
      JobRules rules,
      ProviderCall call,
      ServiceAccess access,
      ActiveCall active,
      Deadline deadline) {
    this.session = session;
    this.rules = rules;
    this.call = call;
    this.access = access;
    this.active = active;
    this.deadline = deadline;
    requestId = RequestIds.next(session.clock.now());
  }

  /**
   * Sends a request that makes a job, and follows that to its end.
   *
   * @param parts of the body
   */
  ProviderResponse submit(HttpUrl url, ImageRequest request, List<BodyPart> parts)
      throws IOException {
    ProviderJob job =
        new Attempts(session.retries, session.clock, active, deadline, call.listener())
            .run(requestId, () -> post(url, request, parts));
    call.keepJob(job);
    LOG.debug("call {} is a job now", requestId);
    ProviderResponse response = follow(job);
    return response.withRequestIds(List.of(requestId), response.serverRequestIds());
  }

  private ProviderJob post(HttpUrl url, ImageRequest request, List<BodyPart> parts)
      throws IOException {
    CallErrors errors =
        new CallErrors(session.profile, access.safeText(), requestId, request.retirement())
            .ofQueue();
    SendGate gate = new SendGate();
    StreamedBody body =
        new StreamedBody(MediaType.get(request.contentType()), parts, call.listener(), gate);
    JobAnswer answer = new JobAnswer(errors, rules, Optional.empty());
    access.model().ifPresent(call.listener()::modelKnown);
    call.sending(requestId);
    Request.Builder post = new Request.Builder().url(url).post(body);
    request.ownHeaders().forEach(post::header);
    try {
      exchange(headed(post), gate, errors, deadline).run(answer);
    } catch (MaskloomException e) {
      // An answer that breaks off behind the id has said all that is needed. A refusal may have an
      // id of its own.
      return job(answer).filter(any -> !errors.isFailure()).orElseThrow(() -> e);
    } finally {
      errors.serverRequestId().ifPresent(call.listener()::answeredAs);
    }
    return job(answer).orElseThrow(() -> noJob(answer, errors));
  }

  private FusionException noJob(JobAnswer answer, CallErrors errors) {
    String foreign =
        Optional.ofNullable(HttpUrl.parse(answer.text(rules.pollLink())))
            .map(HttpUrl::host)
            .filter(host -> !isOwn(host))
            .map(host -> ", but one at " + errors.name(host) + ", which is not the service's")
            .orElse("");
    return answer
        .error()
        .map(said -> errors.ofError(said, true))
        .orElseGet(
            () -> errors.broken("the answer names no job that could be asked for" + foreign));
  }

  /** The job that an answer names, if it can be asked for. */
  private Optional<ProviderJob> job(JobAnswer answer) {
    String id = answer.text(rules.id());
    String link = answer.text(rules.pollLink());
    boolean usable = isId(id) && (rules.pollLink().isEmpty() || pollLink(link).isPresent());
    Map<String, String> details = link.isEmpty() ? Map.of() : Map.of(POLL, link);
    return usable
        ? Optional.of(new ProviderJob(id, session.clock.now(), Optional.empty(), details))
        : Optional.empty();
  }

  /**
   * An id goes into addresses, tickets and logs, so it is no sentence, and none of the caller's.
   */
  private boolean isId(String id) {
    boolean plain = id.length() <= MAX_ID_CHARS && access.safeText().code(id).equals(id);
    return plain && !id.isEmpty() && !id.equals(".") && !id.equals("..");
  }

  private Optional<HttpUrl> pollLink(String link) {
    return Optional.ofNullable(HttpUrl.parse(link))
        .filter(url -> isOwn(url.host()) && (url.isHttps() || !session.base.isHttps()))
        .filter(url -> !access.safeText().tells(url.toString()));
  }

  private boolean isOwn(String host) {
    return host.equals(session.base.host())
        || rules.pollHosts().stream()
            .anyMatch(each -> host.equals(each) || host.endsWith("." + each));
  }

  private HttpUrl below(String path, ProviderJob job) {
    HttpUrl.Builder url = session.base.newBuilder();
    for (String segment : path.split("/", -1)) {
      url.addPathSegment(segment.replace(ID, job.id()));
    }
    return url.build();
  }

  HttpUrl pollUrl(ProviderJob job) {
    Optional<HttpUrl> url =
        rules.pollLink().isEmpty()
            ? Optional.of(below(rules.pollPath(), job))
            : pollLink(job.details().getOrDefault(POLL, ""));
    return url.filter(any -> isId(job.id()))
        .orElseThrow(() -> new FusionServiceException("the job has no address", accepted()));
  }

  FusionException.Failure accepted() {
    return FusionException.Failure.notSent(session.profile.provider())
        .withDelivery(Delivery.ACCEPTED)
        .withRetry(RetryAdvice.MAY_BILL_TWICE);
  }

  Request headed(Request.Builder request) {
    access.headers(requestId).forEach(request::header);
    return request.build();
  }

  Exchange exchange(Request request, SendGate gate, CallErrors errors, Deadline until) {
    ConnectWatch watch =
        new ConnectWatch(session.timer, session.settings.timeouts().connect(), gate);
    Exchange.Surroundings around =
        new Exchange.Surroundings(
            active, until, session.clock, session.settings.timeouts(), session.profile);
    return new Exchange(session.http.api(request), gate, watch, errors, around);
  }

  /**
   * Asks for a job until it has ended, and hands its images over.
   *
   * @throws CancelledException if the call ended before; the service was asked to cancel the job if
   *     nobody wants it
   */
  ProviderResponse follow(ProviderJob job) throws IOException {
    access.model().ifPresent(call.listener()::modelKnown);
    call.listener().waiting();
    try {
      return new JobPolls(this, job).untilDone();
    } catch (CancelledException e) {
      rules.cancelling().filter(any -> call.isJobUnwanted()).ifPresent(how -> cancel(job, how));
      throw e;
    }
  }

  private void cancel(ProviderJob job, JobRules.Cancelling how) {
    boolean bare = how.method().equals("GET") || how.method().equals("DELETE");
    Request.Builder request =
        new Request.Builder()
            .url(below(how.path(), job))
            .method(how.method(), bare ? null : RequestBody.create(new byte[0]));
    if (LastRequest.succeeds(session.http.api(headed(request)))) {
      call.jobEnded(ProviderJob.End.CANCELLED);
    }
  }
}
