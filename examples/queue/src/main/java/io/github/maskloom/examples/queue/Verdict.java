package io.github.maskloom.examples.queue;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a job whose call failed.
 *
 * @param next what is to happen
 * @param after how long the service asks to wait before a retry
 * @param note why
 */
record Verdict(Next next, Optional<Duration> after, String note) {
  enum Next {
    /** Nothing was done for it and it may work later. */
    RETRY,
    /** The same again fails again. */
    FAIL,
    /** It may have been billed, so somebody decides. */
    PARK
  }

  /**
   * Judges a failure.
   *
   * @param sending whether the request was about to leave, or had left, when it happened
   */
  static Verdict of(Throwable failure, boolean sending) {
    if (failure instanceof FusionException fusion) {
      return new Verdict(next(fusion), fusion.retry().after(), note(failure));
    }
    // An image that cannot be read stays so; a disk or a network may recover.
    Next unsent = failure instanceof MaskloomException ? Next.FAIL : Next.RETRY;
    return new Verdict(sending ? Next.PARK : unsent, Optional.empty(), note(failure));
  }

  private static Next next(FusionException failure) {
    RetryAdvice.Kind advice = failure.retry().kind();
    boolean undone =
        failure.delivery() == Delivery.NOT_SENT || failure.delivery() == Delivery.REJECTED;
    if (undone && advice == RetryAdvice.Kind.SAFE) {
      return Next.RETRY;
    }
    boolean answered = undone || failure.delivery() == Delivery.ACCEPTED;
    return answered && advice == RetryAdvice.Kind.NEVER ? Next.FAIL : Next.PARK;
  }

  /** Messages of this library hold no secret and no path; nobody knows of others. */
  private static String note(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    return failure instanceof MaskloomException ? type + ": " + failure.getMessage() : type;
  }
}
