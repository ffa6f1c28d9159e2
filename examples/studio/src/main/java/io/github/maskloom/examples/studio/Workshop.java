package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Lets a few pictures be worked on at a time, so that memory and cores suffice however many people
 * come; the others wait for a while, and are then asked to come back.
 */
@Component
final class Workshop {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Semaphore places;
  private final Duration maxWait;

  Workshop(StudioProperties properties) {
    places = new Semaphore(properties.upload().maxAtOnce(), true);
    maxWait = properties.upload().maxWait();
  }

  /** Work on a picture. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does work when it is its turn, on the calling thread.
   *
   * @throws Problem if that takes too long
   */
  <T> T work(Work<T> work) throws IOException {
    if (!hasPlace()) {
      throw Problem.overloaded(RETRY_AFTER, "Too many pictures are being worked on.");
    }
    try {
      return work.run();
    } finally {
      places.release();
    }
  }

  private boolean hasPlace() {
    try {
      return places.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
