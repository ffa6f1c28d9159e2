package io.github.maskloom.errors;

/**
 * What is known of a failed request to a provider, beside the words of the exception.
 *
 * @param provider id of the provider; empty if none was chosen yet
 * @param code the service's own code for what went wrong; empty if it gave none
 * @param httpStatus status of its answer; 0 if there was none
 * @param clientRequestId the id that the client sent along; empty if none
 * @param serverRequestId the id that the service answered with; empty if none
 * @param delivery how far the request got
 * @param retry whether to send it again
 */
public record FusionFailure(
    String provider,
    String code,
    int httpStatus,
    String clientRequestId,
    String serverRequestId,
    Delivery delivery,
    RetryAdvice retry) {

  /** A failure before anything was sent, which the same request would meet again. */
  public static FusionFailure notSent(String provider) {
    return new FusionFailure(provider, "", 0, "", "", Delivery.NOT_SENT, RetryAdvice.NEVER);
  }

  /** This failure with another code. */
  public FusionFailure withCode(String newCode) {
    return new FusionFailure(
        provider, newCode, httpStatus, clientRequestId, serverRequestId, delivery, retry);
  }

  /** This failure with another status. */
  public FusionFailure withHttpStatus(int status) {
    return new FusionFailure(
        provider, code, status, clientRequestId, serverRequestId, delivery, retry);
  }

  /** This failure with other ids. */
  public FusionFailure withRequestIds(String client, String server) {
    return new FusionFailure(provider, code, httpStatus, client, server, delivery, retry);
  }

  /** This failure with another delivery. */
  public FusionFailure withDelivery(Delivery newDelivery) {
    return new FusionFailure(
        provider, code, httpStatus, clientRequestId, serverRequestId, newDelivery, retry);
  }

  /** This failure with another advice. */
  public FusionFailure withRetry(RetryAdvice advice) {
    return new FusionFailure(
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
