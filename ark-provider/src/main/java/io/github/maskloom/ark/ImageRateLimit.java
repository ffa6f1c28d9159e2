package io.github.maskloom.ark;

import io.github.maskloom.errors.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets at most so many images be asked for in any minute, first come, first served. <b>Threads:</b>
 * safe.
 */
final class ImageRateLimit {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final int imagesPerMinute;
  private final ArkClock clock;
  private final FairSemaphore headOfLine = new FairSemaphore(1);
  private final Deque<Grant> lastMinute = new ArrayDeque<>();
  private long imagesInLastMinute;

  private record Grant(long nanoTime, int images) {}

  ImageRateLimit(int imagesPerMinute, ArkClock clock) {
    this.imagesPerMinute = imagesPerMinute;
    this.clock = clock;
  }

  /**
   * Waits until so many images may be asked for; more than a whole minute's count as that many.
   *
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile
   * @throws io.github.maskloom.errors.FusionThrottledException if that is after the call's deadline
   */
  void await(int images, ActiveCall call, Deadline deadline) {
    if (imagesPerMinute == Integer.MAX_VALUE) {
      return;
    }
    headOfLine.enter(call, deadline);
    try {
      awaitAtHead(Math.min(images, imagesPerMinute), call, deadline);
    } finally {
      headOfLine.leave();
    }
  }

  // Whoever stands at the head of the line is alone here.
  private void awaitAtHead(int images, ActiveCall call, Deadline deadline) {
    forgetOld();
    while (imagesInLastMinute + images > imagesPerMinute) {
      long wait = lastMinute.element().nanoTime() + MINUTE_NANOS - clock.nanoTime();
      if (!deadline.allows(Duration.ofNanos(wait))) {
        throw FairSemaphore.tooLate(deadline);
      }
      clock.sleep(Duration.ofNanos(Math.max(1, wait)), call);
      call.throwIfEnded(Delivery.NOT_SENT);
      forgetOld();
    }
    lastMinute.add(new Grant(clock.nanoTime(), images));
    imagesInLastMinute += images;
  }

  private void forgetOld() {
    long now = clock.nanoTime();
    for (Grant oldest = lastMinute.peek();
        oldest != null && now - oldest.nanoTime() >= MINUTE_NANOS;
        oldest = lastMinute.peek()) {
      imagesInLastMinute -= oldest.images();
      lastMinute.remove();
    }
  }
}
