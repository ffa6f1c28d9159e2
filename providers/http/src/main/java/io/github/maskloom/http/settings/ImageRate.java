package io.github.maskloom.http.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * Says when images may be asked for, for a limit that several processes share. <b>Threads:</b>
 * safe; of one session, one thread asks at a time.
 */
@FunctionalInterface
public interface ImageRate {
  /** Never lets anybody wait. */
  ImageRate UNLIMITED = images -> Optional.empty();

  /**
   * Takes room for the images of one request, or says when to ask again. It must be quick and must
   * not block; the caller waits. If the wait outlasts the call's time, the call fails with {@link
   * io.github.maskloom.fusion.FusionThrottledException}. What this throws ends the call before
   * anything was sent.
   *
   * @param images that one request may bring, at least 1. Let a number through that is more than
   *     the limit ever grants at once, or its call waits until its time is up.
   * @return empty if the room is taken; else how long to wait before asking again
   */
  Optional<Duration> tryTake(int images);
}
