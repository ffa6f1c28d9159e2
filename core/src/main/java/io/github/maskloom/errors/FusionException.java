package io.github.maskloom.errors;

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

  private final transient FusionFailure failure;

  public FusionException(String message, FusionFailure failure) {
    super(message + " (" + failure + ")");
    this.failure = failure;
  }

  public FusionException(String message, FusionFailure failure, Throwable cause) {
    super(message + " (" + failure + ")", cause);
    this.failure = failure;
  }

  /** What is known beside the message. */
  public FusionFailure failure() {
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
}
