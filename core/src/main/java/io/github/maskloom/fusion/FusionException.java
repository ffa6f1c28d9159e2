package io.github.maskloom.fusion;

import io.github.maskloom.errors.MaskloomException;
import java.io.Serial;

/**
 * A provider could not fuse images: says what happened, how far the request got and what it may
 * have cost, and whether to try again.
 *
 * <p>The subclasses say whose turn it is: the caller's ({@link FusionRequestException}), the
 * operator's ({@link FusionAccessException}, {@link FusionQuotaException}), the person's who wants
 * the image ({@link FusionContentException}), or time's ({@link FusionThrottledException}, {@link
 * FusionServiceException}, {@link FusionTransportException}). After any of them temporary files are
 * gone. Messages never hold a secret, a prompt or an image.
 */
public class FusionException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final String words;
  private final transient Failure failure;

  public FusionException(String message, Failure failure) {
    super(message + " (" + failure + ")");
    words = message;
    this.failure = failure;
  }

  public FusionException(String message, Failure failure, Throwable cause) {
    super(message + " (" + failure + ")", cause);
    words = message;
    this.failure = failure;
  }

  /**
   * What happened in words alone. {@link #getMessage} adds the provider, the delivery and what else
   * is known, which is for logs.
   */
  public String reason() {
    return words;
  }

  /** What is known beside the message. */
  public Failure failure() {
    return failure;
  }

  /** How far the request got, and so what it may have cost. */
  public Delivery delivery() {
    return failure.delivery();
  }

  /** Whether to send the request again. */
  public RetryAdvice retry() {
    return failure.retry();
  }

  /** A failure of the same kind, of which other things are known, and whose cause is this one. */
  public final FusionException with(Failure other) {
    return alike(words, other);
  }

  /**
   * What ends something that made several requests, of which this is the failure of the last.
   *
   * @param all how far any of them got
   * @param why that is further than the last, for the message
   * @return the same if none got further. Otherwise one of the same kind, whose cause it is. That
   *     does not call it safe to send again what may have been billed.
   */
  public final FusionException reaching(Delivery all, String why) {
    if (all.compareTo(failure.delivery()) <= 0) {
      return this;
    }
    boolean dear = all.compareTo(Delivery.UNKNOWN) >= 0 && retry().kind() == RetryAdvice.Kind.SAFE;
    RetryAdvice advice =
        dear ? new RetryAdvice(RetryAdvice.Kind.MAY_BILL_TWICE, retry().after()) : retry();
    return alike(words + "; " + why, failure.withDelivery(all).withRetry(advice));
  }

  /** One of this kind, whose cause this is. */
  FusionException alike(String message, Failure other) {
    return new FusionException(message, other, this);
  }

  /**
   * Details of a failed request to a provider, beside the message.
   *
   * @param provider id of the provider, or empty if none was chosen yet
   * @param code the service's own code for what went wrong, or empty if it gave none
   * @param httpStatus status of its answer, or 0 if there was none
   * @param clientRequestId the id that the client sent along, or empty if none
   * @param serverRequestId the id that the service answered with, or empty if none
   * @param delivery how far the request got
   * @param retry whether to send it again
   */
  public record Failure(
      String provider,
      String code,
      int httpStatus,
      String clientRequestId,
      String serverRequestId,
      Delivery delivery,
      RetryAdvice retry) {

    /** A failure before anything was sent, which the same request would meet again. */
    public static Failure notSent(String provider) {
      return new Failure(provider, "", 0, "", "", Delivery.NOT_SENT, RetryAdvice.NEVER);
    }

    /** This failure with another code. */
    public Failure withCode(String newCode) {
      return new Failure(
          provider, newCode, httpStatus, clientRequestId, serverRequestId, delivery, retry);
    }

    /** This failure with another status. */
    public Failure withHttpStatus(int status) {
      return new Failure(provider, code, status, clientRequestId, serverRequestId, delivery, retry);
    }

    /** This failure with other ids. */
    public Failure withRequestIds(String client, String server) {
      return new Failure(provider, code, httpStatus, client, server, delivery, retry);
    }

    /** This failure with another delivery. */
    public Failure withDelivery(Delivery newDelivery) {
      return new Failure(
          provider, code, httpStatus, clientRequestId, serverRequestId, newDelivery, retry);
    }

    /** This failure with another advice. */
    public Failure withRetry(RetryAdvice advice) {
      return new Failure(
          provider, code, httpStatus, clientRequestId, serverRequestId, delivery, advice);
    }

    /** The parts that are known, in one line. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      append(text, "provider ", provider);
      append(text, "code ", code);
      append(text, "HTTP ", httpStatus == 0 ? "" : String.valueOf(httpStatus));
      append(text, "request id ", serverRequestId);
      append(text, "client request id ", clientRequestId);
      append(text, "delivery ", delivery.toString());
      return text.toString();
    }

    private static void append(StringBuilder text, String label, String value) {
      if (!value.isEmpty()) {
        text.append(text.length() == 0 ? "" : ", ").append(label).append(value);
      }
    }
  }
}
