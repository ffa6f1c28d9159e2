package io.github.maskloom.image;

import io.github.maskloom.errors.MemoryBudgetException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ceiling of live heap for many pieces of work at once: each draws the bytes that it will take,
 * by the formula it documents, before it takes them, and gives them back when it ends.
 *
 * <p><b>Above the ceiling</b> work waits, fails, or waits for so long, as {@link #waiting}, {@link
 * #failing} and {@link #waitingAtMost} say; these are views of the same bytes. What is larger than
 * the whole budget is refused at once.
 *
 * <p><b>Order:</b> first come, first served. Bytes go to whoever waits longest, and nobody who asks
 * for less overtakes, so that large work never starves; nor does work that would fail rather than
 * wait. Whoever stops waiting leaves the queue and lets the next one move up.
 *
 * <p><b>Draws within draws:</b> a thread that holds a draw never waits for another, of whichever
 * budget with a ceiling, so no two can wait for each other. It gets its bytes at once, first out of
 * what it has {@linkplain #reserve reserved}, then out of what is free, ahead of the queue; if
 * these do not do, it is refused. Work that is made of several parts therefore reserves the bytes
 * of all of them first. Sources, sinks and listeners that the library calls on threads of its own
 * hold what the calling thread held; have your own threads do so by {@link #inheriting}, or do not
 * wait for them while you hold a draw.
 *
 * <p><b>Threads:</b> safe; made to be shared. <b>Blocking:</b> only {@link #draw} and {@link
 * #reserve} wait, on no monitor, so that a virtual thread lets go of its carrier. <b>Cancel:</b>
 * the signal is asked every {@value #LEAST_POLL_MILLIS} ms at first and less often the longer the
 * wait, every {@value #MOST_POLL_MILLIS} ms at last, so that a thousand who wait cost next to
 * nothing; an interrupt ends the wait at once.
 *
 * <p>Two are equal if they are views of the same bytes and wait alike.
 */
public final class MemoryBudget {
  /**
   * No ceiling: draws are counted all the same, as long as their sum is a {@code long}, but none
   * waits, and a thread that holds one waits for other budgets as if it held none.
   */
  public static final MemoryBudget UNLIMITED = ofBytes(Long.MAX_VALUE);

  private static final MemoryBudget SHARED = ofBytes(sharedBytes(Runtime.getRuntime().maxMemory()));
  private static final long LEAST_SHARED_BYTES = 16L << 20;
  private static final long LEAST_POLL_MILLIS = 20;
  private static final long MOST_POLL_MILLIS = 200;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What part of the time waited may pass before the signal is asked again. */
  private static final int POLL_SHARE = 8;

  private static final long FOREVER = Long.MAX_VALUE;

  private final BudgetPool pool;

  /** How long to wait; 0 if not at all. */
  private final long patienceNanos;

  private MemoryBudget(BudgetPool pool, long patienceNanos) {
    this.pool = pool;
    this.patienceNanos = patienceNanos;
  }

  /**
   * The one budget of this process that everything draws from unless told otherwise: a quarter of
   * the largest heap ({@link Runtime#maxMemory}), but 16 MiB at least. It waits.
   */
  public static MemoryBudget shared() {
    return SHARED;
  }

  static long sharedBytes(long maxHeapBytes) {
    return Math.max(LEAST_SHARED_BYTES, maxHeapBytes / 4);
  }

  /**
   * A budget of its own that waits.
   *
   * @throws IllegalArgumentException unless positive
   */
  public static MemoryBudget ofBytes(long ceilingBytes) {
    if (ceilingBytes < 1) {
      throw new IllegalArgumentException("a budget has at least one byte");
    }
    return new MemoryBudget(new BudgetPool(ceilingBytes), FOREVER);
  }

  /** The same bytes, for which work waits as long as it takes. */
  public MemoryBudget waiting() {
    return new MemoryBudget(pool, FOREVER);
  }

  /** The same bytes, without which work fails at once. */
  public MemoryBudget failing() {
    return new MemoryBudget(pool, 0);
  }

  /**
   * The same bytes, for which work waits so long and then fails.
   *
   * @throws IllegalArgumentException if negative
   * @throws ArithmeticException if the duration passes 292 years
   */
  public MemoryBudget waitingAtMost(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a wait is not negative");
    }
    return new MemoryBudget(pool, duration.toNanos());
  }

  /** The most bytes that are drawn at a time. */
  public long ceilingBytes() {
    return pool.ceilingBytes();
  }

  /** Bytes that are drawn or reserved now. */
  public long drawnBytes() {
    return pool.drawnBytes();
  }

  /** How many wait for bytes now. */
  public int waitingCount() {
    return pool.waiting();
  }

  /**
   * Draws bytes for what the caller is about to do; closing the draw gives them back.
   *
   * @param cancel asked before and while it waits, on the calling thread
   * @throws MemoryBudgetException if the whole budget is less, or if the bytes are not free and
   *     this budget does not wait (so long), or the thread holds a draw already
   * @throws InterruptedIOException if the thread is interrupted while it waits; the flag stays set
   * @throws io.github.maskloom.errors.CancelledException if the signal asked to stop
   * @throws IllegalArgumentException if the number is negative
   */
  public MemoryReservation draw(long bytes, CancelSignal cancel) throws InterruptedIOException {
    return take(bytes, false, cancel);
  }

  /**
   * Draws bytes for the draws that this thread makes until it closes this one, in the order and
   * with the failures of {@link #draw}.
   */
  public MemoryReservation reserve(long bytes, CancelSignal cancel) throws InterruptedIOException {
    return take(bytes, true, cancel);
  }

  private MemoryReservation take(long bytes, boolean reserves, CancelSignal cancel)
      throws InterruptedIOException {
    if (bytes < 0) {
      throw new IllegalArgumentException("a draw is not negative");
    }
    if (bytes > pool.ceilingBytes()) {
      throw MemoryBudgetException.tooLarge(bytes, pool.ceilingBytes());
    }
    cancel.throwIfCancelled();
    MemoryReservation outer = MemoryReservation.innermost();
    MemoryReservation reservation = MemoryReservation.reservation(outer, pool);
    long covered = reservation == null ? 0 : reservation.lend(bytes);
    boolean taken = false;
    try {
      if (MemoryReservation.holdsLimited(outer)) {
        takeWithin(outer, bytes, covered);
      } else {
        takeFirst(bytes - covered, cancel);
      }
      taken = true;
    } finally {
      if (!taken && reservation != null) {
        reservation.takeBack(covered);
      }
    }
    return new MemoryReservation(pool, bytes, reserves, outer, reservation, covered);
  }

  private void takeWithin(@Nullable MemoryReservation outer, long bytes, long covered) {
    if (bytes == covered || pool.tryTake(bytes - covered, true)) {
      return;
    }
    long ownBytes = MemoryReservation.bytesOf(outer, pool);
    throw bytes - covered > pool.ceilingBytes() - ownBytes
        ? MemoryBudgetException.heldByCaller(bytes, pool.ceilingBytes() - ownBytes + covered)
        : MemoryBudgetException.taken(bytes, pool.freeBytes() + covered);
  }

  private void takeFirst(long bytes, CancelSignal cancel) throws InterruptedIOException {
    if (pool.tryTake(bytes, false)) {
      return;
    }
    if (patienceNanos == 0) {
      throw MemoryBudgetException.taken(bytes, pool.freeBytes());
    }
    await(bytes, cancel);
  }

  private void await(long bytes, CancelSignal cancel) throws InterruptedIOException {
    long startNanos = System.nanoTime();
    long waitedNanos = 0;
    BudgetPool.Waiter waiter = pool.lineUp(bytes);
    boolean granted = false;
    try {
      while (!waiter.await(Math.min(patienceNanos - waitedNanos, pollNanos(waitedNanos, cancel)))) {
        cancel.throwIfCancelled();
        waitedNanos = System.nanoTime() - startNanos;
        if (waitedNanos >= patienceNanos) {
          throw MemoryBudgetException.taken(bytes, pool.freeBytes());
        }
      }
      granted = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel.throwIfCancelled();
      throw new InterruptedIOException("interrupted while waiting for memory");
    } finally {
      if (!granted) {
        pool.abandon(waiter);
      }
    }
  }

  private static long pollNanos(long waitedNanos, CancelSignal cancel) {
    if (cancel == CancelSignal.NEVER) {
      return FOREVER;
    }
    long nanos = Math.max(waitedNanos / POLL_SHARE, LEAST_POLL_MILLIS * NANOS_PER_MILLI);
    return Math.min(nanos, MOST_POLL_MILLIS * NANOS_PER_MILLI);
  }

  /**
   * Work for another thread that counts there as part of what this thread does now: it holds the
   * draws that this thread holds, so it does not wait for others, and draws from its reservations.
   * Closing them stays with this thread. Once none is open any more, the other thread holds what it
   * held itself.
   */
  public static Runnable inheriting(Runnable work) {
    MemoryReservation held = MemoryReservation.innermost();
    return () -> MemoryReservation.runHolding(held, work);
  }

  /** Whether the other one is a view of the same bytes that waits alike. */
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof MemoryBudget budget
        && budget.pool == pool
        && budget.patienceNanos == patienceNanos;
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(pool), patienceNanos);
  }

  /** Says how much is drawn of how much, and how many wait. */
  @Override
  public String toString() {
    return "MemoryBudget[%d of %d bytes, %d waiting]"
        .formatted(drawnBytes(), ceilingBytes(), waitingCount());
  }
}
