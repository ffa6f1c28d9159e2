package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.ProviderListener.FailedAttempt;
import io.github.maskloom.image.ImageSource;

/** How far a call has got. */
public sealed interface FusionProgress {
  /** It waits for calls before it to end. */
  record Queued() implements FusionProgress {}

  /**
   * An image is being prepared to be sent.
   *
   * @param image {@code scene}, {@code mask} or {@code reference}
   * @param number from 1; which of them
   */
  record Preparing(String image, int number) implements FusionProgress {}

  /**
   * Bytes were sent.
   *
   * @param bytes so far
   * @param totalBytes of the request, or -1 if unknown
   */
  record Uploading(long bytes, long totalBytes) implements FusionProgress {}

  /** All is sent, and the service works. */
  record Waiting() implements FusionProgress {}

  /**
   * An attempt to send the request failed.
   *
   * @param attempt which, why, and when the next one comes
   */
  record AttemptFailed(FailedAttempt attempt) implements FusionProgress {}

  /**
   * Bytes of an image came.
   *
   * @param index from 0
   * @param bytes so far
   */
  record Downloading(int index, long bytes) implements FusionProgress {}

  /**
   * An image is there as far as it is drawn.
   *
   * @param index of the image, from 0
   * @param number of the preview, from 0 for each image
   * @param image on disk, until the call fails or its result is closed
   */
  record Preview(int index, int number, ImageSource image) implements FusionProgress {}

  /**
   * An image has come.
   *
   * @param index from 0
   * @param received how many are there now
   * @param count how many were asked for
   */
  record ImageReceived(int index, int received, int count) implements FusionProgress {}

  /**
   * What was not painted is brought back.
   *
   * @param index from 0
   * @param rowsDone rows of the photo that are finished
   * @param rowsTotal rows of the photo
   */
  record Restoring(int index, long rowsDone, long rowsTotal) implements FusionProgress {}
}
