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
   * Takes room for the images of one request, or says when to ask again. It must be quick, and what
   * it throws ends the call before anything was sent.
   *
   * @param images that one request may bring, at least 1; more than a limit ever grants at once
   *     must be let through by themselves, or wait in vain
   * @return empty if the room is taken; else how long to wait before asking again
   */
  Optional<Duration> tryTake(int images);
}
