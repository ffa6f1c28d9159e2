package io.github.maskloom.ark;

import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionAccessException;
import io.github.maskloom.errors.FusionContentException;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionQuotaException;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.FusionThrottledException;
import io.github.maskloom.errors.FusionTransportException;
import io.github.maskloom.errors.RetryAdvice;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong with one request into exceptions of the kind that fits. */
final class ArkErrors {
  private static final int OK = 200;
  private static final String UNREACHED = "the gateway did not reach the service";

  private final SafeText safeText;
  private final String clientRequestId;

  /** What the answer's header says is the service's id of the request; empty until it came. */
  private String serverRequestId = "";

  ArkErrors(SafeText safeText, String clientRequestId) {
    this.safeText = safeText;
    this.clientRequestId = clientRequestId;
  }

  /** Takes the service's id from an answer's headers. */
  void heard(Headers headers) {
    String id = headers.get("x-request-id");
    serverRequestId = id == null ? "" : safeText.code(id);
  }

  /** A name that the service gave, fit to be shown. */
  String name(String text) {
    return safeText.name(text);
  }

  String serverRequestId() {
    return serverRequestId;
  }

  /**
   * An answer with a status that means failure.
   *
   * @param after how long the service asks to wait
   */
  FusionException ofAnswer(int status, byte[] body, Optional<Duration> after) {
    ErrorAnswer answer = ErrorAnswer.of(body);
    ServiceError error = answer.error();
    if (answer.announced()) {
      return of(error, status, Delivery.ACCEPTED, RetryAdvice.MAY_BILL_TWICE);
    }
    if (GatewayText.saysUnreached(status, body)) {
      return of(error, UNREACHED, status, Delivery.REJECTED, advice(RetryAdvice.SAFE, after));
    }
    if (ErrorRule.refuses(error.code(), status)) {
      RetryAdvice advice = ErrorRule.of(error.code(), status).retry();
      return of(error, status, Delivery.REJECTED, advice(advice, after));
    }
    return of(error, status, Delivery.UNKNOWN, advice(RetryAdvice.MAY_BILL_TWICE, after));
  }

  /** An advice with the time that the service asks for, unless it is in vain. */
  private static RetryAdvice advice(RetryAdvice advice, Optional<Duration> after) {
    boolean inVain = advice.kind() == RetryAdvice.Kind.NEVER;
    return inVain || after.isEmpty() ? advice : new RetryAdvice(advice.kind(), after);
  }

  /**
   * An error that came inside an answer with status 200. It is a refusal if the service documents
   * its code, for then nothing was drawn; but not once an image was announced.
   *
   * @param announced whether the answer has an image, or says that one was made
   */
  FusionException ofError(ServiceError error, boolean announced) {
    boolean refused = !announced && ErrorRule.refuses(error.code(), OK);
    return refused
        ? of(error, OK, Delivery.REJECTED, ErrorRule.of(error.code(), 0).retry())
        : of(error, OK, Delivery.ACCEPTED, RetryAdvice.MAY_BILL_TWICE);
  }

  private FusionException of(
      ServiceError error, int status, Delivery delivery, RetryAdvice advice) {
    return of(error, message(error, status), status, delivery, advice);
  }

  private FusionException of(
      ServiceError error, String message, int status, Delivery delivery, RetryAdvice advice) {
    String id = serverRequestId.isEmpty() ? safeText.code(error.requestId()) : serverRequestId;
    String code = code(error.code());
    FusionException.Failure failure =
        new FusionException.Failure(
            ArkProvider.ID, code, status, clientRequestId, id, delivery, advice);
    return switch (ErrorRule.of(error.code(), status).kind()) {
      case REQUEST -> new FusionRequestException(message, failure);
      case ACCESS -> new FusionAccessException(message, failure);
      case CONTENT -> new FusionContentException(message, failure);
      case QUOTA -> new FusionQuotaException(message, failure);
      case THROTTLED -> new FusionThrottledException(message, failure);
      case SERVICE -> new FusionServiceException(message, failure);
    };
  }

  /** A code that is known is shown even if the prompt has the same word. */
  private String code(String code) {
    String family = ErrorRule.family(code);
    if (!ErrorRule.knows(family)) {
      return safeText.code(code);
    }
    String detail = code.substring(family.length());
    return family + safeText.code(detail);
  }

  private String message(ServiceError error, int status) {
    String quoted = safeText.quote(error.message());
    if (!quoted.isEmpty()) {
      return "the service says: " + quoted;
    }
    if (!error.code().isEmpty()) {
      return "the service gives no reason but its code";
    }
    return switch (status) {
      case 404 -> "there is no such address at the service; is the base URL right?";
      case 413 -> "the request is too large for the service";
      default -> bareStatus(status);
    };
  }

  private static String bareStatus(int status) {
    if (status >= 300 && status < 400) {
      return "the service sends the request elsewhere; is the base URL right?";
    }
    return ErrorRule.refuses("", status)
        ? "the service gives no reason"
        : "a gateway gave up, and the service behind it may not have";
  }

  /** An answer with status 200 that cannot be understood, or ends too early. */
  FusionServiceException broken(String message) {
    return new FusionServiceException(message, accepted());
  }

  /** An image came, and there is no place for it on this machine. */
  FusionException unkept(IOException cause) {
    return new FusionException("an image that came cannot be written here", accepted(), cause);
  }

  /**
   * The connection failed after an answer with status 200 had begun.
   *
   * @param patience how long it might be silent
   */
  FusionTransportException lost(IOException cause, Duration patience, Deadline deadline) {
    String what = "the connection broke";
    if (deadline.passed()) {
      what = tookTooLong(deadline);
    } else if (cause instanceof InterruptedIOException) {
      what = "nothing came for " + patience;
    }
    return new FusionTransportException(
        what + " while the answer came", accepted(), withoutQuotes(cause));
  }

  /**
   * An image that the service made could not be fetched from the host in its link.
   *
   * @param received how many of its bytes had come
   * @param status that the host answered with; 0 if it did not
   */
  FusionTransportException lostImage(
      String host, long received, int status, IOException cause, Deadline deadline) {
    RetryAdvice advice = isDistrust(cause) ? RetryAdvice.NEVER : RetryAdvice.MAY_BILL_TWICE;
    return new FusionTransportException(
        imageReason(name(host), received, cause, deadline),
        accepted().withHttpStatus(status).withRetry(advice),
        withoutQuotes(cause));
  }

  private static String imageReason(
      String host, long received, IOException cause, Deadline deadline) {
    if (deadline.passed()) {
      return tookTooLong(deadline) + " while an image was fetched from " + host;
    }
    if (isDistrust(cause)) {
      return "the certificate of " + host + ", which has the image, is not trusted";
    }
    if (cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException) {
      return "no connection to " + host + ", which has the image";
    }
    String what = cause instanceof InterruptedIOException ? " was silent" : " broke off";
    return "the host of the image, " + host + "," + what + " after " + received + " bytes";
  }

  private static String tookTooLong(Deadline deadline) {
    return "the call took longer than " + deadline.allowed();
  }

  /** What is known of a failure after the service said that it does the work. */
  FusionException.Failure accepted() {
    return new FusionException.Failure(
        ArkProvider.ID,
        "",
        200,
        clientRequestId,
        serverRequestId,
        Delivery.ACCEPTED,
        RetryAdvice.MAY_BILL_TWICE);
  }

  /** No answer came. */
  FusionTransportException unanswered(IOException cause, Delivery delivery, Deadline deadline) {
    boolean notSent = delivery == Delivery.NOT_SENT;
    RetryAdvice advice = notSent ? RetryAdvice.SAFE : RetryAdvice.MAY_BILL_TWICE;
    if (notSent && isDistrust(cause)) {
      advice = RetryAdvice.NEVER;
    }
    FusionException.Failure failure =
        FusionException.Failure.notSent(ArkProvider.ID)
            .withRequestIds(clientRequestId, "")
            .withDelivery(delivery)
            .withRetry(advice);
    return new FusionTransportException(
        reason(cause, delivery, deadline), failure, withoutQuotes(cause));
  }

  /** What breaks HTTP's rules is quoted by the HTTP client, and may be anything. */
  private IOException withoutQuotes(IOException cause) {
    IOException bare;
    if (cause instanceof ProtocolException) {
      bare = new ProtocolException("the answer is no HTTP");
    } else if (tells(cause)) {
      bare = new IOException(cause.getClass().getSimpleName());
    } else {
      return cause;
    }
    bare.setStackTrace(cause.getStackTrace());
    return bare;
  }

  /** Whether a cause quotes what must stay private: a host that the service named, for example. */
  private boolean tells(Throwable cause) {
    boolean tells = false;
    for (Throwable each = cause; each != null && !tells; each = each.getCause()) {
      tells = safeText.tells(String.valueOf(each.getMessage()));
    }
    return tells;
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

  private static boolean isDistrust(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof CertificateException || each instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
