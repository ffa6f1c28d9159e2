package io.github.maskloom.fusion;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionRequestException.EmptyMaskException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A provider could not fuse images: says what happened, how far the request got and what it may
 * have cost, and whether to try again.
 *
 * <p>The subclasses say whose turn it is: the caller's ({@link FusionRequestException}), the
 * operator's ({@link FusionAccessException}, {@link FusionQuotaException}), the person's who wants
 * the image ({@link FusionContentException}), or time's ({@link FusionThrottledException}, {@link
 * FusionServiceException}, {@link FusionTransportException}). After a call that one of them ends,
 * its temporary files are gone. Messages never hold a secret, a prompt or an image.
 */
public class FusionException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final String words;

  /** Null only in what was read from a stream of objects. */
  private final transient @Nullable Failure failure;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionException(String message, Failure failure) {
    super(message + " (" + failure + ")");
    words = message;
    this.failure = failure;
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionException(String message, Failure failure, Throwable cause) {
    super(message + " (" + failure + ")", cause);
    words = message;
    this.failure = failure;
  }

  /**
   * {@return what happened, in words alone} {@link #getMessage} adds, for logs, the provider, the
   * service's code, ids and the delivery.
   */
  public String reason() {
    return words;
  }

  /**
   * {@return what is known beside the message} Of an exception that was serialized only the message
   * is left: whether the request was received is unknown then.
   */
  public Failure failure() {
    return failure == null ? Failure.notSent("unknown").withDelivery(Delivery.UNKNOWN) : failure;
  }

  /** {@return how far the request got, and so what it may have cost} */
  public Delivery delivery() {
    return failure().delivery();
  }

  /**
   * {@return the ticket of the call's job, or empty if the service has queued none} See {@link
   * Failure#ticket}.
   */
  public Optional<JobTicket> ticket() {
    return failure().ticket();
  }

  /** {@return whether to send the request again, and after what time} */
  public RetryAdvice retry() {
    return failure().retry();
  }

  @Override
  public boolean mayBeBilled() {
    return delivery().compareTo(Delivery.UNKNOWN) >= 0;
  }

  /**
   * {@return an exception of the same class and {@link #reason}, whose cause is this one}
   *
   * @param other replaces what is known beside the reason
   */
  public final FusionException with(Failure other) {
    return alike(words, other);
  }

  /**
   * {@return an exception of the same class that knows the same, whose cause is this one}
   *
   * @param more words that are added to the {@link #reason}
   */
  public final FusionException saying(String more) {
    return alike(words + "; " + more, failure());
  }

  /**
   * Says how far several requests got together, of which this is the failure of the last.
   *
   * @param all how far any of the requests got
   * @param why which other request got further, in words that are added to the message
   * @return this exception if no request got further. Otherwise one of the same class, whose cause
   *     is this one, with that delivery. If that may have been billed, {@link
   *     RetryAdvice.Kind#SAFE} has become {@link RetryAdvice.Kind#MAY_BILL_TWICE}.
   */
  public final FusionException reaching(Delivery all, String why) {
    if (all.compareTo(delivery()) <= 0) {
      return this;
    }
    return alike(words + "; " + why, failure().reaching(all));
  }

  private FusionException alike(String message, Failure other) {
    return Kinds.ALL.getOrDefault(getClass(), FusionException::new).caused(message, other, this);
  }

  /** Makes exceptions of one kind. */
  private interface Constructor {
    FusionException caused(String message, Failure failure, Throwable cause);
  }

  /**
   * What is known of a failed request to a provider, beside the message. Immutable.
   *
   * @param provider its id
   * @param code the service's own code for what went wrong, or empty if it gave none
   * @param httpStatus of the service's answer, or empty if there was none
   * @param clientRequestIds the ids that were sent along with the requests, in order; empty if none
   *     were
   * @param serverRequestIds the ids that the service answered with
   * @param delivery how far the request got
   * @param retry whether to send the request again, and after what time
   * @param ticket of the job that the service made of the request, or empty if it queued none.
   *     {@link FusionClient#resume} takes the job up with it. Sending the request again would make
   *     another job.
   */
  public record Failure(
      String provider,
      Optional<String> code,
      OptionalInt httpStatus,
      List<String> clientRequestIds,
      List<String> serverRequestIds,
      Delivery delivery,
      RetryAdvice retry,
      Optional<JobTicket> ticket) {
    /**
     * Copies the ids.
     *
     * @param provider its id
     * @param code the service's own code; empty if it gave none
     * @param httpStatus such as 429; not checked
     * @param clientRequestIds copied
     * @param serverRequestIds copied
     * @param delivery how far the request got
     * @param retry whether to send the request again
     * @param ticket of the job; empty if there is none
     */
    public Failure {
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(delivery, "delivery");
      Objects.requireNonNull(retry, "retry");
      clientRequestIds = List.copyOf(clientRequestIds);
      serverRequestIds = List.copyOf(serverRequestIds);
    }

    /**
     * {@return a failure before anything was sent: {@link Delivery#NOT_SENT} and {@link
     * RetryAdvice#NEVER}, with all else empty}
     *
     * @param provider its id
     */
    public static Failure notSent(String provider) {
      return new Failure(
          provider,
          Optional.empty(),
          OptionalInt.empty(),
          List.of(),
          List.of(),
          Delivery.NOT_SENT,
          RetryAdvice.NEVER,
          Optional.empty());
    }

    /**
     * {@return this failure with another code}
     *
     * @param value the service's own code
     */
    public Failure withCode(String value) {
      return with(Optional.of(value), httpStatus, ticket);
    }

    /**
     * {@return this failure with another HTTP status}
     *
     * @param status of the service's answer, such as 429; not checked
     */
    public Failure withHttpStatus(int status) {
      return with(code, OptionalInt.of(status), ticket);
    }

    /**
     * {@return this failure with other ids} They replace those before.
     *
     * @param client the ids that were sent along with the requests; copied
     * @param server the ids that the service answered with; copied
     */
    public Failure withRequestIds(List<String> client, List<String> server) {
      return new Failure(provider, code, httpStatus, client, server, delivery, retry, ticket);
    }

    /**
     * {@return this failure with another delivery}
     *
     * @param value how far the request got
     */
    public Failure withDelivery(Delivery value) {
      return new Failure(
          provider, code, httpStatus, clientRequestIds, serverRequestIds, value, retry, ticket);
    }

    /**
     * {@return this failure with another delivery, and with advice that fits it} If the delivery
     * may have been billed, {@link RetryAdvice.Kind#SAFE} becomes {@link
     * RetryAdvice.Kind#MAY_BILL_TWICE}.
     *
     * @param value how far the request got
     */
    public Failure reaching(Delivery value) {
      boolean dear = value.compareTo(Delivery.UNKNOWN) >= 0 && retry.kind() == Kind.SAFE;
      RetryAdvice advice = dear ? new RetryAdvice(Kind.MAY_BILL_TWICE, retry.after()) : retry;
      return withDelivery(value).withRetry(advice);
    }

    /**
     * {@return this failure with another advice}
     *
     * @param advice whether to send it again
     */
    public Failure withRetry(RetryAdvice advice) {
      return new Failure(
          provider, code, httpStatus, clientRequestIds, serverRequestIds, delivery, advice, ticket);
    }

    /**
     * {@return this failure with the ticket of the job that the service made of the request}
     *
     * @param value what takes the job up again
     */
    public Failure withTicket(JobTicket value) {
      return with(code, httpStatus, Optional.of(value));
    }

    private Failure with(
        Optional<String> newCode, OptionalInt http, Optional<JobTicket> newTicket) {
      return new Failure(
          provider, newCode, http, clientRequestIds, serverRequestIds, delivery, retry, newTicket);
    }

    /** Says in one line all parts that are known, but for the advice. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      append(text, "provider ", provider);
      append(text, "code ", code.orElse(""));
      append(text, "HTTP ", httpStatus.isEmpty() ? "" : String.valueOf(httpStatus.getAsInt()));
      append(text, "request id ", String.join(" ", serverRequestIds));
      append(text, "client request id ", String.join(" ", clientRequestIds));
      append(text, "ticket ", ticket.map(JobTicket::id).orElse(""));
      append(text, "delivery ", delivery.toString());
      return text.toString();
    }

    private static void append(StringBuilder text, String label, String value) {
      if (!value.isEmpty()) {
        text.append(text.length() == 0 ? "" : ", ").append(label).append(value);
      }
    }
  }

  /** Apart from the class, which must not need its subclasses to begin. */
  private static final class Kinds {
    /** How one of a kind is made. One of another kind, a caller's own, is of this class. */
    static final Map<Class<?>, Constructor> ALL =
        Map.of(
            FusionAccessException.class, FusionAccessException::new,
            FusionContentException.class, FusionContentException::new,
            FusionQuotaException.class, FusionQuotaException::new,
            FusionRequestException.class, FusionRequestException::new,
            EmptyMaskException.class, EmptyMaskException::new,
            FusionServiceException.class, FusionServiceException::new,
            FusionThrottledException.class, FusionThrottledException::new,
            FusionTransportException.class, FusionTransportException::new);
  }
}
