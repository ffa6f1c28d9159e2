package io.github.maskloom.fusion.spi;

import io.github.maskloom.fusion.FusionException;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears how a provider's call goes on. <b>Threads:</b> safe. It throws nothing, whatever its own
 * listeners do.
 */
public interface ProviderListener {
  /** A listener that does nothing. */
  ProviderListener NONE = new ProviderListener() {};

  /**
   * Something is known by which the service's bill may name this call. A provider calls this before
   * it sends anything, and again when it learns more, so that the record of a call that is
   * cancelled or fails has it too.
   *
   * @param model what is asked for images, or made them, or empty if unknown
   * @param clientRequestId the id that is sent along, or empty if none
   * @param serverRequestId the id that was answered with, or empty if none is known yet
   */
  default void identified(String model, String clientRequestId, String serverRequestId) {}

  /**
   * Bytes have been sent. A provider calls this now and then, and for certain with the last byte.
   *
   * @param bytes sent by now, in this attempt
   * @param totalBytes of the whole request, or -1 if unknown
   */
  default void uploading(long bytes, long totalBytes) {}

  /** Everything was sent, and the service works. */
  default void waiting() {}

  /**
   * Bytes of an image have come. A provider calls this now and then.
   *
   * @param index of the image, from 0
   * @param bytes received of it by now
   */
  default void downloading(int index, long bytes) {}

  /** An attempt to send the request has ended without success. */
  default void attemptFailed(FailedAttempt attempt) {}

  /**
   * An attempt to send a request that failed.
   *
   * @param number from 1
   * @param failure why
   * @param retryAfter how long until the next attempt, or empty if there will be none
   */
  record FailedAttempt(int number, FusionException failure, Optional<Duration> retryAfter) {}
}
