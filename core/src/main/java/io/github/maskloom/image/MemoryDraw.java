package io.github.maskloom.image;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were drawn from a {@link MemoryBudget}, until {@link #close} gives them back.
 *
 * <p>Close it on the thread that drew; closing elsewhere gives the bytes back too. <b>Threads:</b>
 * safe to close from any.
 */
public final class MemoryDraw implements AutoCloseable {
  private static final long CLOSED = -1;

  /** The draw that this thread made last, from which its others can be found. */
  private static final ThreadLocal<@Nullable MemoryDraw> INNERMOST = new ThreadLocal<>();

  private final BudgetPool pool;
  private final boolean reserves;
  private final long bytes;

  /** The draw that the thread held already. */
  private final @Nullable MemoryDraw outer;

  /** The reservation that covers a part of the bytes, and that part. */
  private final @Nullable MemoryDraw reservation;

  private final long coveredBytes;

  /** What closing gives back: all but what a reservation has lent; {@link #CLOSED} after that. */
  private final AtomicLong leftBytes;

  /**
   * Bytes that were taken already.
   *
   * @param reserves whether they are for draws within this one
   * @param outer what {@link #innermost} was
   * @param coveredBytes those that {@code reservation} has lent; the others are the pool's
   */
  MemoryDraw(
      BudgetPool pool,
      long bytes,
      boolean reserves,
      @Nullable MemoryDraw outer,
      @Nullable MemoryDraw reservation,
      long coveredBytes) {
    this.pool = pool;
    this.bytes = bytes;
    this.reserves = reserves;
    this.outer = outer;
    this.reservation = reservation;
    this.coveredBytes = coveredBytes;
    leftBytes = new AtomicLong(bytes);
    if (pool.isLimited()) {
      INNERMOST.set(this);
    }
  }

  /** The draw that this thread made last and still holds, of budgets that have a ceiling. */
  static @Nullable MemoryDraw innermost() {
    return firstOpen(INNERMOST.get());
  }

  /** Runs work on a thread that holds a draw of another one as if it were its own. */
  static void runHolding(@Nullable MemoryDraw held, Runnable work) {
    MemoryDraw own = INNERMOST.get();
    hold(held);
    try {
      work.run();
    } finally {
      hold(own);
    }
  }

  private static void hold(@Nullable MemoryDraw draw) {
    if (draw == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(draw);
    }
  }

  private static @Nullable MemoryDraw firstOpen(@Nullable MemoryDraw from) {
    MemoryDraw draw = from;
    while (draw != null && draw.isClosed()) {
      draw = draw.outer;
    }
    return draw;
  }

  /** The nearest open reservation of these bytes, from a draw outwards. */
  static @Nullable MemoryDraw reservation(@Nullable MemoryDraw innermost, BudgetPool pool) {
    MemoryDraw draw = innermost;
    while (draw != null && (draw.pool != pool || !draw.reserves)) {
      draw = firstOpen(draw.outer);
    }
    return draw;
  }

  private boolean isClosed() {
    return leftBytes.get() == CLOSED;
  }

  /** Lends as many of so many bytes as are left, and says how many. */
  long lend(long asked) {
    long left = leftBytes.get();
    while (left > 0 && !leftBytes.compareAndSet(left, left - Math.min(left, asked))) {
      left = leftBytes.get();
    }
    return Math.max(0, Math.min(left, asked));
  }

  /** Takes lent bytes back, for the pool if this is closed. */
  void takeBack(long lent) {
    long left = leftBytes.get();
    while (left != CLOSED && !leftBytes.compareAndSet(left, left + lent)) {
      left = leftBytes.get();
    }
    if (left == CLOSED) {
      pool.giveBack(lent);
    }
  }

  /** How many bytes were drawn. */
  public long bytes() {
    return bytes;
  }

  /** Gives the bytes back; those that a reservation has lent follow when they come back. */
  @Override
  public void close() {
    long left = leftBytes.getAndSet(CLOSED);
    if (left == CLOSED) {
      return;
    }
    if (INNERMOST.get() == this) {
      leave();
    }
    long covered = Math.min(left, coveredBytes);
    if (reservation != null) {
      reservation.takeBack(covered);
    }
    pool.giveBack(left - covered);
  }

  private void leave() {
    hold(firstOpen(outer));
  }

  /** Says how many bytes were drawn, and whether they are for draws within. */
  @Override
  public String toString() {
    return (reserves ? "reservation of " : "draw of ") + bytes + " bytes";
  }
}
