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
   * Tells which model is asked for images, or made them. The last that is named counts. A provider
   * calls this as soon as it knows, if it can before it sends anything. So the record of a call
   * that fails or is cancelled has the model too.
   *
   * @param model as the service calls it
   */
  default void modelKnown(String model) {}

  /**
   * Tells the id that the service answered a request with. A provider calls this as soon as it
   * reads the id, for the same reason. The record keeps every id that is told, once, in order.
   *
   * @param serverRequestId an id that the service made
   */
  default void answeredAs(String serverRequestId) {}

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

  /**
   * An attempt to send the request has ended without success.
   *
   * @param attempt which one, why, and whether another follows
   */
  default void attemptFailed(FailedAttempt attempt) {}

  /**
   * An attempt to send a request that failed.
   *
   * @param number of the attempt, from 1
   * @param failure why it failed
   * @param retryAfter how long until the next attempt, or empty if there will be none
   */
  record FailedAttempt(int number, FusionException failure, Optional<Duration> retryAfter) {}
}
