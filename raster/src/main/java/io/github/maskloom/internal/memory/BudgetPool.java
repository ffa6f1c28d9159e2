package io.github.maskloom.internal.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Bytes that are taken and given back, and the queue of those who wait for some.
 *
 * <p>A call that gives bytes back hands them to the first in the queue, as many of the first as
 * fit: nobody has to wake up to get them, so none can be lost. <b>Threads:</b> safe; nothing waits
 * while it holds the lock.
 */
public final class BudgetPool {
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private final long ceilingBytes;
  private long reservedBytes;

  /** One who waits for bytes, until they are granted. */
  public record Waiter(long bytes, CountDownLatch granted) {
    /** Waits; false if the time passed before the bytes were granted. */
    public boolean await(long nanos) throws InterruptedException {
      return granted.await(nanos, TimeUnit.NANOSECONDS);
    }
  }

  public BudgetPool(long ceilingBytes) {
    this.ceilingBytes = ceilingBytes;
  }

  public boolean isLimited() {
    return ceilingBytes < Long.MAX_VALUE;
  }

  public long ceilingBytes() {
    return ceilingBytes;
  }

  public synchronized long reservedBytes() {
    return reservedBytes;
  }

  public long freeBytes() {
    return ceilingBytes - reservedBytes();
  }

  public synchronized int waiting() {
    return waiters.size();
  }

  /**
   * Takes bytes if they are free.
   *
   * @param aheadOfQueue whether to take them even if others wait
   */
  public synchronized boolean tryTake(long bytes, boolean aheadOfQueue) {
    // Without a ceiling the sum may run over; it runs back when the bytes are given back.
    boolean mayTake =
        !isLimited()
            || ((aheadOfQueue || waiters.isEmpty()) && bytes <= ceilingBytes - reservedBytes);
    reservedBytes += mayTake ? bytes : 0;
    return mayTake;
  }

  /** Lines up for bytes; they may be granted at once. */
  public synchronized Waiter lineUp(long bytes) {
    Waiter waiter = new Waiter(bytes, new CountDownLatch(1));
    waiters.add(waiter);
    grant();
    return waiter;
  }

  /** Leaves the queue, or gives back what was granted meanwhile. */
  public synchronized void abandon(Waiter waiter) {
    boolean waits = waiters.removeIf(other -> other.granted == waiter.granted);
    reservedBytes -= waits ? 0 : waiter.bytes;
    grant();
  }

  public synchronized void giveBack(long bytes) {
    reservedBytes -= bytes;
    grant();
  }

  private void grant() {
    while (!waiters.isEmpty() && waiters.element().bytes <= ceilingBytes - reservedBytes) {
      Waiter first = waiters.remove();
      reservedBytes += first.bytes;
      first.granted.countDown();
    }
  }
}
