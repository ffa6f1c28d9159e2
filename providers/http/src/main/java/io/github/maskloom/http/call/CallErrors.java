package io.github.maskloom.http.call;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.JobRules.Ended;
import io.github.maskloom.http.wire.Refusal;
import io.github.maskloom.http.wire.ServiceError;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Turns what went wrong with one request into exceptions of the kind that fits. <b>Threads:</b>
 * confined to one.
 */
public final class CallErrors {
  /** Media types that are named. Another may be anybody's words. */
  private static final Set<String> MEDIA_TYPES =
      Set.of("application/json", "text/event-stream", "text/html", "text/plain");

  private static final int UNAUTHORIZED = 401;

  /** Whoever answers so let nobody in, whatever code stands beside it. */
  private static final ErrorRule NOT_LET_IN =
      new ErrorRule(Kind.ACCESS, Delivery.REJECTED, RetryAdvice.NEVER);

  private final ServiceProfile profile;
  private final SafeText safeText;
  private final String clientRequestId;
  private final Optional<Retirement> retirement;

  /** What the answer's header says is the service's id of the request; empty until it came. */
  private Optional<String> serverRequestId = Optional.empty();

  /** The id of a job that the answer names. */
  private Optional<String> jobId = Optional.empty();

  /** Zero until an answer came. */
  private int status;

  private Function<String, Optional<String>> headers = name -> Optional.empty();
  private Instant heardAt = Instant.EPOCH;
  private boolean announced;
  private boolean doubted;
  private boolean queues;
  private boolean ofJob;

  /**
   * Makes the failures of one attempt.
   *
   * @param profile how the service speaks
   * @param safeText masks what may not be quoted
   * @param clientRequestId that is sent along
   * @param retirement of the model that is asked, or empty if none is reported
   */
  public CallErrors(
      ServiceProfile profile,
      SafeText safeText,
      String clientRequestId,
      Optional<Retirement> retirement) {
    this.profile = profile;
    this.safeText = safeText;
    this.clientRequestId = clientRequestId;
    this.retirement = retirement;
  }

  /**
   * Notes the head of an answer. From now on {@link #isAnswered} is true.
   *
   * @param newStatus of the answer
   * @param answerHeaders by name
   * @param now the time of day
   */
  public void heard(int newStatus, Function<String, Optional<String>> answerHeaders, Instant now) {
    status = newStatus;
    headers = answerHeaders;
    heardAt = now;
    serverRequestId = headers.apply("x-request-id").map(safeText::code).filter(id -> !id.isEmpty());
  }

  /**
   * Takes the id that stands in an answer whose header has none.
   *
   * @param id left out unless it is fit to be shown
   */
  public void identify(String id) {
    serverRequestId = serverRequestId.or(() -> said(id).filter(safeText::isId));
  }

  /**
   * Takes the id of a job that an answer names, beside the id of the request.
   *
   * @param id left out unless it is fit to be shown
   */
  public void identifyJob(String id) {
    jobId = said(id).filter(safeText::isId);
  }

  /** {@return whether an answer has begun} */
  public boolean isAnswered() {
    return status != 0;
  }

  /** {@return the answer's status; 0 until one has begun} */
  public int status() {
    return status;
  }

  /** {@return whether an answer has begun whose status is not 2xx} */
  public boolean isFailure() {
    return isAnswered() && status / 100 != 2;
  }

  /**
   * Says that the request is queued, so that a status of success alone does not mean that it was
   * accepted.
   *
   * @return these failures
   */
  public CallErrors ofQueue() {
    queues = true;
    return this;
  }

  /**
   * Says that the request asks for a job. So the request that made the job was accepted, whatever
   * fails.
   *
   * @return these failures
   */
  public CallErrors ofJob() {
    ofJob = true;
    return this;
  }

  /**
   * Notes that the answer has an image, or says that one was made. So what fails later may have
   * been billed.
   */
  public void announce() {
    announced = true;
  }

  /**
   * Notes that the answer has what no refusal has: a job, a link of an image, or a count of what
   * was used. So nobody knows what a refusal in it means.
   */
  public void doubt() {
    doubted = true;
  }

  /** {@return whether the service has done the work, as its status or its answer until now says} */
  public boolean isAccepted() {
    return announced || ofJob || (isAnswered() && !isFailure() && !queues);
  }

  /**
   * Returns a name that the service gave, fit to be shown.
   *
   * @param text as the service wrote it
   * @return with secrets masked; may be empty
   */
  public String name(String text) {
    return safeText.name(text);
  }

  /** {@return how long the header {@code Retry-After} asks to wait, or empty if it says nothing} */
  public Optional<Duration> retryAfter() {
    return new Refusal(ServiceError.NONE, status, headers, heardAt).retryAfter();
  }

  /** {@return the service's id of the request, fit to be shown, or empty if it was not said} */
  public Optional<String> serverRequestId() {
    return serverRequestId;
  }

  /** {@return all ids that the service gave, of the request and of its job, fit to be shown} */
  public List<String> serverRequestIds() {
    return ids(serverRequestId);
  }

  private List<String> ids(Optional<String> ofRequest) {
    return Stream.concat(ofRequest.stream(), jobId.stream()).distinct().toList();
  }

  /** {@return how the service speaks} */
  public ServiceProfile profile() {
    return profile;
  }

  /**
   * Returns the exception for an error that the answer says. Its delivery is {@code REJECTED} only
   * if the service documents the code, and nothing in the answer contradicts it.
   *
   * @param error what the answer says
   * @param whole whether the answer says nothing else. With a status of failure, a code counts only
   *     then.
   * @return of the kind that the service's rules say
   */
  public FusionException ofError(ServiceError error, boolean whole) {
    Refusal refusal = new Refusal(error, status, headers, heardAt);
    ErrorRule rule = rule(refusal);
    boolean refused = rule.delivery() == Delivery.REJECTED && !doubted && (whole || !isFailure());
    RetryAdvice advice = (refused ? rule : rule.unknown()).retry();
    if (refused && !announced && !ofJob) {
      return of(refusal, rule, Delivery.REJECTED, advice);
    }
    return isAccepted()
        ? of(refusal, rule, Delivery.ACCEPTED, refused ? RetryAdvice.MAY_BILL_TWICE : advice)
        : of(refusal, rule, Delivery.UNKNOWN, advice);
  }

  /**
   * Says whether the service refuses the request by what it documents, whatever else an answer has.
   *
   * @param error what the answer says
   */
  public boolean isRefusal(ServiceError error) {
    return rule(new Refusal(error, status, headers, heardAt)).delivery() == Delivery.REJECTED;
  }

  private ErrorRule rule(Refusal refusal) {
    return status == UNAUTHORIZED ? NOT_LET_IN : profile.errors().judge(refusal);
  }

  private FusionException of(
      Refusal refusal, ErrorRule rule, Delivery delivery, RetryAdvice advice) {
    ServiceError error = refusal.error();
    Optional<String> id = serverRequestId.or(() -> said(safeText.code(error.requestId())));
    boolean inVain = advice.kind() == RetryAdvice.Kind.NEVER;
    Optional<Duration> after = inVain ? Optional.empty() : refusal.retryAfter();
    RetryAdvice timed = new RetryAdvice(advice.kind(), after);
    Failure answered = answered(id, status).withDelivery(delivery).withRetry(timed);
    return of(rule.kind(), message(refusal), error, answered);
  }

  private FusionException of(Kind kind, String message, ServiceError error, Failure known) {
    Failure failure = said(code(error)).map(known::withCode).orElse(known);
    return switch (kind) {
      case REQUEST -> new FusionRequestException(message, failure);
      case ACCESS -> new FusionAccessException(message, failure);
      case CONTENT -> new FusionContentException(message, failure);
      case QUOTA -> new FusionQuotaException(message, failure);
      case THROTTLED -> new FusionThrottledException(message, failure);
      case SERVICE -> new FusionServiceException(message, failure);
    };
  }

  /** A code that is known is shown even if the prompt has the same word. */
  private String code(ServiceError error) {
    String code = error.code().isEmpty() ? error.type() : error.code();
    String documented = profile.errors().documented(code);
    return documented + safeText.code(code.substring(documented.length()));
  }

  private String message(Refusal refusal) {
    String words = words(refusal);
    return profile.errors().missesModel(refusal) ? words + "; " + whyMissing() : words;
  }

  private String whyMissing() {
    return retirement
        .map(reported -> "the model is reported retired " + reported)
        .orElse("the model may be retired, or not be open to this key");
  }

  private String words(Refusal refusal) {
    String quoted = safeText.quote(refusal.error().message());
    if (!quoted.isEmpty()) {
      return "the service says: " + quoted;
    }
    if (!refusal.error().code().isEmpty()) {
      return "the service gives no reason but its code";
    }
    return bareStatus() + " (the answer is " + outline() + ")";
  }

  private String bareStatus() {
    return switch (status) {
      case 404 -> "there is no such address at the service; is the base URL right?";
      case 413 -> "the request is too large for the service";
      default ->
          status / 100 == 3
              ? "the service sends the request elsewhere; is the base URL right?"
              : "this is not how the service refuses";
    };
  }

  /** What an answer is of which nothing is quoted. */
  private String outline() {
    String type = headers.apply("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    String shown = MEDIA_TYPES.contains(type) ? type : "of another media type";
    String length = headers.apply("Content-Length").orElse("");
    String known = length.matches("[0-9]{1,19}") ? length : "an unknown number of";
    return shown + ", " + known + " bytes";
  }

  /**
   * Returns the exception for an answer that cannot be understood, or ends too early.
   *
   * @param message what is wrong
   * @return with delivery {@code ACCEPTED}, or {@code UNKNOWN} if the service has perhaps not done
   *     the work
   */
  public FusionException broken(String message) {
    if (isAccepted() && !(ofJob && isFailure())) {
      return new FusionServiceException(message, accepted());
    }
    return isFailure()
        ? ofError(ServiceError.NONE, false)
        : new FusionServiceException(message, accepted().withDelivery(Delivery.UNKNOWN));
  }

  /** Returns the exception for an image whose place in the answer is empty. */
  FusionException empty() {
    return profile.answers().withholdsImages() && isAccepted() && !isFailure()
        ? new FusionContentException(
            "the service made the image and withheld it for what it shows; it is billed",
            accepted().withRetry(RetryAdvice.NEVER))
        : broken("an image's place in the answer is empty");
  }

  /**
   * Returns the exception for a job that has ended without an image. If the service documents the
   * code, it says who has to act. Where the end costs nothing, it also says whether to ask again.
   * An end that costs nothing is not believed of an answer that has an image, or counts one.
   *
   * @param ended what the job's state means
   * @param error why, as the service says
   * @param what has become of the job, in words; the service's own words follow
   * @return of the kind that fits
   */
  public FusionException ended(Ended ended, ServiceError error, String what) {
    Optional<ErrorRule> documented = profile.errors().row(error.code());
    boolean free = ended.delivery() == Delivery.REJECTED;
    Delivery delivery = free && doubted ? Delivery.UNKNOWN : ended.delivery();
    RetryAdvice known = documented.map(ErrorRule::retry).orElse(RetryAdvice.NEVER);
    RetryAdvice advice = delivery == Delivery.REJECTED ? known : RetryAdvice.MAY_BILL_TWICE;
    Kind kind = documented.map(ErrorRule::kind).orElse(ended.kind());
    Failure failure = accepted().withDelivery(delivery).withRetry(advice);
    String quoted = safeText.quote(error.message());
    String message = quoted.isEmpty() ? what : what + "; the service says: " + quoted;
    return of(kind, message, error, failure);
  }

  /**
   * Returns the exception for an image that came and cannot be written on this machine.
   *
   * @param cause why
   * @return says that the work was accepted
   */
  public FusionException unkept(IOException cause) {
    return new FusionException("an image that came cannot be written here", accepted(), cause);
  }

  /**
   * Returns the exception for a connection that failed after an answer had begun.
   *
   * @param cause of the failure; what may quote the answer is left out
   * @param patience how long the connection might be silent
   * @param deadline of the call
   * @return what the status says if that is one of failure, else with delivery {@code ACCEPTED}
   */
  public FusionException lost(IOException cause, Duration patience, Deadline deadline) {
    if (!isAccepted()) {
      return ofError(ServiceError.NONE, false);
    }
    boolean silent = cause instanceof InterruptedIOException;
    String broke = silent ? "nothing came for " + patience : "the connection broke";
    String what = deadline.passed() ? tookTooLong(deadline) : broke;
    return new FusionTransportException(
        what + " while the answer came", accepted(), withoutQuotes(cause));
  }

  /**
   * Returns the exception for an image that the service made, and that could not be fetched from
   * the host in its link.
   *
   * @param host of the link
   * @param received how many of its bytes had come
   * @param status that the host answered with; 0 if it did not
   * @param cause of the failure; what may quote the answer is left out
   * @param deadline of the call
   * @return says that the work was accepted
   */
  public FusionTransportException lostImage(
      String host, long received, int status, IOException cause, Deadline deadline) {
    boolean inVain =
        isDistrust(cause) || ProxyRefusal.of(cause).filter(ProxyRefusal::isFinal).isPresent();
    RetryAdvice advice = inVain ? RetryAdvice.NEVER : RetryAdvice.MAY_BILL_TWICE;
    String reason = imageReason(name(host), received, cause, deadline);
    return new FusionTransportException(
        reason, accepted(status).withRetry(advice), withoutQuotes(cause));
  }

  private static String imageReason(String host, long bytes, IOException cause, Deadline deadline) {
    if (deadline.passed()) {
      return tookTooLong(deadline) + " while an image was fetched from " + host;
    }
    if (isDistrust(cause)) {
      return "the certificate of " + host + ", which has the image, is not trusted";
    }
    Optional<ProxyRefusal> refusal = ProxyRefusal.of(cause);
    if (refusal.isPresent()) {
      return refusal.get().reason(host + ", which has the image");
    }
    if (cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException) {
      return "no connection to " + host + ", which has the image";
    }
    String what = cause instanceof InterruptedIOException ? " was silent" : " broke off";
    return "the host of the image, " + host + "," + what + " after " + bytes + " bytes";
  }

  private static String tookTooLong(Deadline deadline) {
    return "the call took longer than " + deadline.allowed();
  }

  /** {@return what is known of a failure after the service has done the work} */
  public Failure accepted() {
    return accepted(status);
  }

  /**
   * The same of an image that another host was asked for.
   *
   * @param answerStatus that the host answered with; 0 if it did not
   */
  Failure accepted(int answerStatus) {
    return answered(serverRequestId, answerStatus)
        .withDelivery(Delivery.ACCEPTED)
        .withRetry(RetryAdvice.MAY_BILL_TWICE);
  }

  private Failure answered(Optional<String> id, int answerStatus) {
    Failure failure =
        Failure.notSent(profile.provider()).withRequestIds(List.of(clientRequestId), ids(id));
    return answerStatus == 0 ? failure : failure.withHttpStatus(answerStatus);
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  /**
   * Returns the exception for a request to which no answer came.
   *
   * @param cause of the failure; what may quote what was sent is left out
   * @param delivery {@code NOT_SENT} or {@code UNKNOWN}
   * @param deadline of the call
   * @return advises to send again what was not sent, unless the certificate is not trusted
   */
  public FusionException unanswered(IOException cause, Delivery delivery, Deadline deadline) {
    RetryAdvice unsent = isDistrust(cause) ? RetryAdvice.NEVER : RetryAdvice.SAFE;
    RetryAdvice advice = delivery == Delivery.NOT_SENT ? unsent : RetryAdvice.MAY_BILL_TWICE;
    Failure failure = answered(Optional.empty(), 0).withDelivery(delivery).withRetry(advice);
    Optional<ProxyRefusal> refusal = ProxyRefusal.of(cause);
    return refusal.isPresent()
        ? refused(refusal.get(), failure, cause)
        : new FusionTransportException(
            reason(cause, delivery, deadline), failure, withoutQuotes(cause));
  }

  private static FusionException refused(ProxyRefusal refusal, Failure failure, IOException cause) {
    String reason = refusal.reason("the service");
    return refusal.isFinal()
        ? new FusionAccessException(reason, failure.withRetry(RetryAdvice.NEVER), cause)
        : new FusionTransportException(reason, failure, cause);
  }

  /**
   * What an HTTP client says of a failure may quote the answer, in whatever spelling; what the JDK
   * says of a connection does not, unless a host is named.
   */
  private IOException withoutQuotes(IOException cause) {
    boolean ofConnection =
        cause instanceof InterruptedIOException
            || cause instanceof SocketException
            || cause instanceof SSLException
            || cause instanceof UnknownHostException;
    // A host that the service named stays private, for example.
    boolean tells = causes(cause).anyMatch(e -> safeText.tells(String.valueOf(e.getMessage())));
    if (ofConnection && !tells) {
      return cause;
    }
    IOException bare = new IOException(cause.getClass().getSimpleName());
    bare.setStackTrace(cause.getStackTrace());
    return bare;
  }

  private static String reason(IOException cause, Delivery delivery, Deadline deadline) {
    if (deadline.passed()) {
      return tookTooLong(deadline);
    }
    if (cause instanceof UnknownHostException) {
      return "the service's host is not known";
    }
    if (cause instanceof ConnectException) {
      return "no connection to the service";
    }
    if (isDistrust(cause)) {
      return "the service's certificate is not trusted";
    }
    String what =
        cause instanceof InterruptedIOException ? "nothing moved in time" : "the connection broke";
    return delivery == Delivery.NOT_SENT
        ? what + " before the request was sent"
        : what + " after the request was sent, and no answer came";
  }

  private static boolean isDistrust(Throwable cause) {
    return causes(cause)
        .anyMatch(
            e -> e instanceof CertificateException || e instanceof SSLPeerUnverifiedException);
  }

  /** A failure and what caused it, one after the other. */
  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
