package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.internal.memory.BudgetPool;
import io.github.maskloom.internal.memory.Grant;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ceiling of live heap that many calls share.
 *
 * <p>Each call reserves the bytes that it will take before it takes them, and gives them back when
 * it ends.
 *
 * <p><b>Above the ceiling</b> work waits, as long as {@link #waitingAtMost} says. Work that is
 * larger than the whole budget is refused at once.
 *
 * <p><b>Order:</b> first come, first served. Smaller work never overtakes, so large work does not
 * starve. Work that stops waiting leaves the queue.
 *
 * <p><b>Work within work:</b> work that holds bytes must not wait for more of them, or two calls
 * could wait for each other. Work of several parts reserves the bytes of all of them first, and
 * passes {@link Reservation#budget} to the parts. A source, sink or listener that composites in
 * turn uses {@link #nested}, unless you gave both such a reservation.
 *
 * <p><b>Threads:</b> safe, and made to be shared. <b>Blocking:</b> only {@link #reserve} waits, on
 * no monitor, so that a virtual thread releases its carrier. <b>Cancel:</b> the signal is asked
 * every {@value #MIN_POLL_MILLIS} ms at first, and every {@value #MAX_POLL_MILLIS} ms in a long
 * wait. An interrupt ends the wait at once.
 *
 * <p>Two budgets are equal if they are views of the same bytes, within the same reservation, and
 * wait alike.
 */
public final class MemoryBudget {
  /**
   * No ceiling. Reservations are counted, as long as the sum is a {@code long}, but nobody waits.
   */
  public static final MemoryBudget UNLIMITED = ofBytes(Long.MAX_VALUE);

  private static final MemoryBudget SHARED = ofBytes(sharedBytes(Runtime.getRuntime().maxMemory()));
  private static final long MIN_SHARED_BYTES = 16L << 20;
  private static final long MIN_POLL_MILLIS = 20;
  private static final long MAX_POLL_MILLIS = 200;

  /** What part of the time waited may pass before the signal is asked again. */
  private static final int POLL_SHARE = 8;

  private static final long FOREVER = Long.MAX_VALUE;
  private static final long AHEAD = -1;

  private final BudgetPool pool;

  /**
   * How long to wait, or 0 if not at all, {@link #AHEAD} if not even for those who wait already.
   */
  private final long patienceNanos;

  /** What is lent from first, while it is open. */
  private final @Nullable Grant within;

  private MemoryBudget(BudgetPool pool, long patienceNanos, @Nullable Grant within) {
    this.pool = pool;
    this.patienceNanos = patienceNanos;
    this.within = within;
  }

  /**
   * {@return the default budget of this process} It is a quarter of the largest heap ({@link
   * Runtime#maxMemory}), and at least 16 MiB. Work waits for bytes without limit of time.
   */
  public static MemoryBudget shared() {
    return SHARED;
  }

  static long sharedBytes(long maxHeapBytes) {
    return Math.max(MIN_SHARED_BYTES, maxHeapBytes / 4);
  }

  /**
   * {@return a separate budget} Work waits for bytes without limit of time, unless {@link
   * #waitingAtMost} sets one.
   *
   * @param ceilingBytes the most that may be reserved at a time
   * @throws IllegalArgumentException unless the ceiling is positive
   */
  public static MemoryBudget ofBytes(long ceilingBytes) {
    checkArgument(ceilingBytes >= 1, "a budget has at least one byte");
    return new MemoryBudget(new BudgetPool(ceilingBytes), FOREVER, null);
  }

  /**
   * {@return the same bytes, but work that has waited this long fails with {@link
   * MemoryBudgetException}}
   *
   * @param duration the longest wait; with {@link Duration#ZERO} work that would have to wait fails
   *     at once
   * @throws IllegalArgumentException if negative
   */
  public MemoryBudget waitingAtMost(Duration duration) {
    checkArgument(!duration.isNegative(), "a wait is not negative");
    return new MemoryBudget(pool, NANOSECONDS.convert(duration), within);
  }

  /**
   * {@return the same bytes for work within work that holds some of them} It never waits: it takes
   * free bytes, ahead of the queue, and fails at once if they are not enough.
   */
  public MemoryBudget nested() {
    return new MemoryBudget(pool, AHEAD, within);
  }

  /** {@return the most bytes that are reserved at a time} */
  public long ceilingBytes() {
    return pool.ceilingBytes();
  }

  /** {@return bytes that are reserved now} */
  public long reservedBytes() {
    return pool.reservedBytes();
  }

  /** {@return how many calls of {@link #reserve} wait for bytes now} */
  public int waitingCount() {
    return pool.waiting();
  }

  /**
   * Reserves bytes for what the caller is about to do.
   *
   * @param bytes at least 0; more than the ceiling are refused at once
   * @param cancel asked before and while it waits, on the calling thread
   * @return the reservation, which gives the bytes back when it is closed
   * @throws MemoryBudgetException if the whole budget is less; also if the bytes are not free, or
   *     others wait for theirs, and this budget does not wait (so long)
   * @throws InterruptedIOException if the thread is interrupted while it waits; the flag stays set
   * @throws io.github.maskloom.errors.CancelledException if the signal asked to stop
   * @throws IllegalArgumentException if the number is negative
   */
  public Reservation reserve(long bytes, CancelSignal cancel) throws InterruptedIOException {
    checkArgument(bytes >= 0, "a reservation is not negative");
    if (bytes > pool.ceilingBytes()) {
      throw MemoryBudgetException.tooLarge(bytes, pool.ceilingBytes());
    }
    cancel.throwIfCancelled();
    Grant grant = take(bytes, Grant.firstOpen(within), cancel);
    return new Reservation(new MemoryBudget(pool, patienceNanos, grant), grant);
  }

  private Grant take(long bytes, @Nullable Grant lender, CancelSignal cancel)
      throws InterruptedIOException {
    if (lender == null) {
      if (!pool.tryTake(bytes, patienceNanos == AHEAD)) {
        await(bytes, cancel);
      }
      return new Grant(pool, bytes, null, 0);
    }
    long lent = lender.lend(bytes);
    if (bytes == lent || pool.tryTake(bytes - lent, true)) {
      return new Grant(pool, bytes, lender, lent);
    }
    lender.takeBack(lent);
    long heldBytes = Grant.heldBytes(lender);
    throw bytes - lent > pool.ceilingBytes() - heldBytes
        ? MemoryBudgetException.heldByCaller(bytes, pool.ceilingBytes() - heldBytes + lent)
        : MemoryBudgetException.taken(bytes, pool.freeBytes() + lent);
  }

  private void await(long bytes, CancelSignal cancel) throws InterruptedIOException {
    if (patienceNanos <= 0) {
      throw MemoryBudgetException.taken(bytes, pool.freeBytes());
    }
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
    long nanos = Math.max(waitedNanos / POLL_SHARE, MILLISECONDS.toNanos(MIN_POLL_MILLIS));
    return Math.min(nanos, MILLISECONDS.toNanos(MAX_POLL_MILLIS));
  }

  /**
   * Whether the other one is a view of the same bytes, within the same reservation, and waits
   * alike.
   */
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof MemoryBudget budget
        && budget.pool == pool
        && budget.patienceNanos == patienceNanos
        && budget.within == within;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        System.identityHashCode(pool), patienceNanos, System.identityHashCode(within));
  }

  /** Says how much is reserved of how much, and how many wait. */
  @Override
  public String toString() {
    return "MemoryBudget[%d of %d bytes, %d waiting]"
        .formatted(reservedBytes(), ceilingBytes(), waitingCount());
  }

  /**
   * Bytes that were reserved from a {@link MemoryBudget}, until {@link #close} gives them back.
   *
   * <p><b>Threads:</b> safe, and safe to close from any.
   */
  public static final class Reservation implements AutoCloseable {
    private final MemoryBudget budget;
    private final Grant grant;

    Reservation(MemoryBudget budget, Grant grant) {
      this.budget = budget;
      this.grant = grant;
    }

    /** {@return how many bytes were reserved} */
    public long bytes() {
      return grant.bytes();
    }

    /**
     * {@return the budget for work within this reservation, which never waits} It takes bytes of
     * this reservation first, then free bytes, ahead of the queue, and fails if both are not
     * enough. Once this is closed it is the budget that the bytes came from.
     */
    public MemoryBudget budget() {
      return budget;
    }

    /** Gives the bytes back. Bytes that work within still holds follow when it ends. Idempotent. */
    @Override
    public void close() {
      grant.close();
    }

    /** Says how many bytes were reserved. */
    @Override
    public String toString() {
      return "reservation of " + bytes() + " bytes";
    }
  }
}
