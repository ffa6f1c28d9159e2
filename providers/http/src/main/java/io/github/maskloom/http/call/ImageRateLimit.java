package io.github.maskloom.http.call;

import com.google.common.collect.Comparators;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.settings.HttpConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Limits the images that are asked for in any minute, first come, first served, and keeps to a
 * limit that other processes share. <b>Threads:</b> safe.
 */
public final class ImageRateLimit {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private static final Duration SHORTEST_WAIT = Duration.ofNanos(1);

  private final HttpConfig config;
  private final CallClock clock;
  private final FairSemaphore headOfLine;
  private final Deque<Grant> lastMinute = new ArrayDeque<>();
  private long imagesInLastMinute;

  private record Grant(long nanoTime, int images) {}

  /**
   * Makes the limits of one session, of which nothing is used.
   *
   * @param config with the limit of each minute, and the shared one
   * @param clock measures the minutes
   */
  public ImageRateLimit(HttpConfig config, CallClock clock) {
    this.config = config;
    this.clock = clock;
    headOfLine = new FairSemaphore(config.providerId(), 1);
  }

  /**
   * Waits until these images may be asked for. More images than a minute has count as all of that
   * minute.
   *
   * @param images that the request may bring, at least 1
   * @param call that asks
   * @param deadline by which the call is to be over
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile
   * @throws io.github.maskloom.fusion.FusionThrottledException if it would be later than the
   *     deadline
   */
  public void await(int images, ActiveCall call, Deadline deadline) {
    headOfLine.enter(call, deadline);
    try {
      int counted = Math.min(images, config.imagesPerMinute());
      awaitMinute(counted, call, deadline);
      awaitShared(images, call, deadline);
      lastMinute.add(new Grant(clock.nanoTime(), counted));
      imagesInLastMinute += counted;
    } finally {
      headOfLine.leave();
    }
  }

  // The call at the head of the line is alone here.
  private void awaitMinute(int images, ActiveCall call, Deadline deadline) {
    forgetOld();
    while (imagesInLastMinute + images > config.imagesPerMinute()) {
      long wait = lastMinute.element().nanoTime() + MINUTE_NANOS - clock.nanoTime();
      sleep(Duration.ofNanos(wait), call, deadline);
      forgetOld();
    }
  }

  private void awaitShared(int images, ActiveCall call, Deadline deadline) {
    for (Optional<Duration> wait = config.imageRate().tryTake(images);
        wait.isPresent();
        wait = config.imageRate().tryTake(images)) {
      sleep(wait.get(), call, deadline);
    }
  }

  private void sleep(Duration wait, ActiveCall call, Deadline deadline) {
    if (!deadline.allows(wait)) {
      throw headOfLine.tooLate(deadline);
    }
    clock.sleep(Comparators.max(wait, SHORTEST_WAIT), call);
    call.throwIfEnded(Delivery.NOT_SENT);
  }

  private void forgetOld() {
    long now = clock.nanoTime();
    while (!lastMinute.isEmpty() && now - lastMinute.element().nanoTime() >= MINUTE_NANOS) {
      imagesInLastMinute -= lastMinute.remove().images();
    }
  }
}
