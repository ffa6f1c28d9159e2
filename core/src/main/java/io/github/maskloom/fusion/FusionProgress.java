package io.github.maskloom.fusion;

import com.google.common.collect.ImmutableSet;
import io.github.maskloom.image.ImageSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far a call has got. More kinds may be added. */
public sealed interface FusionProgress {
  /** {@return what the call does at the moment} */
  default Stage stage() {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage.kinds.contains(getClass()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * {@return how much of the stage is done, from 0 to 1; empty where nobody can know} While images
   * are restored it is the share of the current one.
   */
  default OptionalDouble fraction() {
    return OptionalDouble.empty();
  }

  /**
   * What a call does. Stages come in this order. Retrying leads back to uploading, and so does the
   * next request of {@linkplain FusionRequest#severalCalls several}.
   */
  enum Stage {
    /** It waits for calls before it to end. */
    QUEUED(Queued.class),
    /** Images are made ready to be sent. */
    PREPARING(Preparing.class),
    /** The request is being sent. */
    UPLOADING(Uploading.class),
    /** All is sent, and the service works. */
    WAITING(Waiting.class),
    /** An attempt to send the request failed, and another one may follow. */
    RETRYING(AttemptFailed.class),
    /** Images come. */
    DOWNLOADING(Downloading.class, Preview.class, ImageReceived.class),
    /** What was not painted is brought back. */
    RESTORING(Restoring.class);

    private final ImmutableSet<Class<?>> kinds;

    Stage(Class<?>... kinds) {
      this.kinds = ImmutableSet.copyOf(kinds);
    }
  }

  /** The call waits for calls before it to end. */
  record Queued() implements FusionProgress {}

  /**
   * An image is being prepared to be sent.
   *
   * @param image {@code photo}, {@code mask} or {@code reference}
   * @param number the reference's place among all references, from 1; 1 for the photo and the mask
   */
  record Preparing(String image, int number) implements FusionProgress {}

  /**
   * Bytes were sent.
   *
   * @param bytes so far, in this attempt
   * @param totalBytes of the request, or -1 if unknown
   */
  record Uploading(long bytes, long totalBytes) implements FusionProgress {
    @Override
    public OptionalDouble fraction() {
      return share(bytes, totalBytes);
    }
  }

  /** All is sent, and the service works. */
  record Waiting() implements FusionProgress {}

  /**
   * An attempt to send the request failed.
   *
   * @param number of the attempt, from 1
   * @param failure why it failed
   * @param retryAfter how long until the next attempt, or empty if there will be none
   */
  record AttemptFailed(int number, FusionException failure, Optional<Duration> retryAfter)
      implements FusionProgress {}

  /**
   * Bytes of an image came.
   *
   * @param index of the image, from 0
   * @param bytes of the image so far
   */
  record Downloading(int index, long bytes) implements FusionProgress {}

  /**
   * A preview of an image came: the image as far as it is drawn.
   *
   * @param index of the image, from 0
   * @param number of the preview, from 0 for each image
   * @param image on disk, until the call fails or its result is closed
   */
  record Preview(int index, int number, ImageSource image) implements FusionProgress {}

  /**
   * An image has come. The fraction is the share of the images asked for that are there.
   *
   * @param index of the image, from 0
   * @param received how many images are there now
   * @param count how many images were asked for
   */
  record ImageReceived(int index, int received, int count) implements FusionProgress {
    @Override
    public OptionalDouble fraction() {
      return share(received, count);
    }
  }

  /**
   * What was not painted is brought back.
   *
   * @param index of the image, from 0
   * @param rowsDone rows of the photo that are finished
   * @param rowsTotal rows of the photo
   */
  record Restoring(int index, long rowsDone, long rowsTotal) implements FusionProgress {
    @Override
    public OptionalDouble fraction() {
      return share(rowsDone, rowsTotal);
    }
  }

  /**
   * The call goes on, and there is nothing new. It comes every second that brings nothing else,
   * also while the call is queued. A server that passes it on notices who has left.
   *
   * @param last what was heard before; the stage and the fraction are those of it
   * @param waited the time since the stage began
   */
  record Heartbeat(FusionProgress last, Duration waited) implements FusionProgress {
    @Override
    public Stage stage() {
      return last.stage();
    }

    @Override
    public OptionalDouble fraction() {
      return last.fraction();
    }
  }

  private static OptionalDouble share(long done, long total) {
    return total > 0
        ? OptionalDouble.of(Math.min(1, (double) done / total))
        : OptionalDouble.empty();
  }
}
