package io.github.maskloom.fusion.spi;

import io.github.maskloom.errors.FusionException;
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
   * Bytes have been sent. Called now and then, with the last byte for certain.
   *
   * @param totalBytes of the whole request, or -1 if unknown
   */
  default void uploading(long bytes, long totalBytes) {}

  /** Everything was sent, and the service works. */
  default void waiting() {}

  /** Bytes of an image have come. Called now and then. */
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
