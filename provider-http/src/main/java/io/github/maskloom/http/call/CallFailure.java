package io.github.maskloom.http.call;

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

/** Failures of calls that got further with an attempt before their last. */
public final class CallFailure {
  private CallFailure() {}

  /**
   * The failure of a call whose last attempt failed so.
   *
   * @param all how far the call got with all its attempts
   * @return the same if no other attempt got further; otherwise one of the same kind, whose cause
   *     it is, and which does not call it safe to send again what may have been billed
   */
  public static FusionException of(FusionException last, Delivery all) {
    if (all.compareTo(last.delivery()) <= 0) {
      return last;
    }
    FusionException.Failure failure =
        last.failure().withDelivery(all).withRetry(advice(last.retry(), all));
    String message = message(last) + "; an attempt before got further";
    return like(last, message, failure);
  }

  private static RetryAdvice advice(RetryAdvice last, Delivery all) {
    boolean dear = all.compareTo(Delivery.UNKNOWN) >= 0 && last.kind() == RetryAdvice.Kind.SAFE;
    return dear ? new RetryAdvice(RetryAdvice.Kind.MAY_BILL_TWICE, last.after()) : last;
  }

  /** The message without what is known beside it, which is another thing now. */
  private static String message(FusionException last) {
    String message = String.valueOf(last.getMessage());
    String suffix = " (" + last.failure() + ")";
    return message.endsWith(suffix)
        ? message.substring(0, message.length() - suffix.length())
        : message;
  }

  private static FusionException like(
      FusionException last, String message, FusionException.Failure failure) {
    if (last instanceof FusionRequestException) {
      return new FusionRequestException(message, failure, last);
    }
    if (last instanceof FusionAccessException) {
      return new FusionAccessException(message, failure, last);
    }
    if (last instanceof FusionContentException) {
      return new FusionContentException(message, failure, last);
    }
    if (last instanceof FusionQuotaException) {
      return new FusionQuotaException(message, failure, last);
    }
    if (last instanceof FusionThrottledException) {
      return new FusionThrottledException(message, failure, last);
    }
    if (last instanceof FusionServiceException) {
      return new FusionServiceException(message, failure, last);
    }
    if (last instanceof FusionTransportException) {
      return new FusionTransportException(message, failure, last);
    }
    return new FusionException(message, failure, last);
  }
}
