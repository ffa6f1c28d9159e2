package io.github.maskloom.fusion.spi;

/**
 * Hears how a provider's call goes on. <b>Threads:</b> safe. It throws nothing, whatever its own
 * listeners do.
 */
public interface ProviderListener {
  /** Hears nothing. */
  ProviderListener NONE = new ProviderListener() {};

  /**
   * Bytes have been sent; called now and then, with the last byte for certain.
   *
   * @param totalBytes of the whole request, or -1 if unknown
   */
  default void uploading(long bytes, long totalBytes) {}

  /** Everything was sent, and the service works. */
  default void waiting() {}

  /** Bytes of an image have come; called now and then. */
  default void downloading(int index, long bytes) {}

  /** An attempt to send the request has ended without success. */
  default void attemptFailed(FailedAttempt attempt) {}
}
