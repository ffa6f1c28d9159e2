package io.github.maskloom.image;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were drawn from a {@link MemoryBudget}, until {@link #close} gives them back.
 *
 * <p>Close it on the thread that drew; closing elsewhere gives the bytes back too. <b>Threads:</b>
 * safe to close from any.
 */
public final class MemoryReservation implements AutoCloseable {
  private static final long CLOSED = -1;

  /** The draw that this thread made last, from which its others can be found. */
  private static final ThreadLocal<@Nullable MemoryReservation> INNERMOST = new ThreadLocal<>();

  private final BudgetPool pool;
  private final boolean reserves;
  private final long bytes;

  /** The draw that the thread held already. */
  private final @Nullable MemoryReservation outer;

  /** The reservation that covers a part of the bytes. */
  private final @Nullable MemoryReservation reservation;

  /** That part; what the pool gave is the others. */
  private final long coveredBytes;

  /** What of that part was not given back yet: it goes there first, whoever closes first. */
  private final AtomicLong coveredLeftBytes;

  /** What closing gives back: all but what was lent of it; {@link #CLOSED} after that. */
  private final AtomicLong leftBytes;

  /**
   * Bytes that were taken already.
   *
   * @param reserves whether they are for draws within this one
   * @param outer what {@link #innermost} was
   * @param coveredBytes those that {@code reservation} has lent; the others are the pool's
   */
  MemoryReservation(
      BudgetPool pool,
      long bytes,
      boolean reserves,
      @Nullable MemoryReservation outer,
      @Nullable MemoryReservation reservation,
      long coveredBytes) {
    this.pool = pool;
    this.bytes = bytes;
    this.reserves = reserves;
    this.outer = outer;
    this.reservation = reservation;
    this.coveredBytes = coveredBytes;
    coveredLeftBytes = new AtomicLong(coveredBytes);
    leftBytes = new AtomicLong(bytes);
    INNERMOST.set(this);
  }

  /** The draw that this thread made last and still holds. */
  static @Nullable MemoryReservation innermost() {
    return firstOpen(INNERMOST.get());
  }

  /** Runs work on a thread that holds a draw of another one as if it were its own. */
  static void runHolding(@Nullable MemoryReservation held, Runnable work) {
    MemoryReservation own = INNERMOST.get();
    MemoryReservation open = firstOpen(held);
    hold(holdsLimited(open) || own == null ? open : own);
    try {
      work.run();
    } finally {
      hold(own);
    }
  }

  private static void hold(@Nullable MemoryReservation draw) {
    if (draw == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(draw);
    }
  }

  private static @Nullable MemoryReservation firstOpen(@Nullable MemoryReservation from) {
    MemoryReservation draw = from;
    while (draw != null && draw.isClosed()) {
      draw = draw.outer;
    }
    return draw;
  }

  /** The nearest open reservation of these bytes, from a draw outwards. */
  static @Nullable MemoryReservation reservation(
      @Nullable MemoryReservation innermost, BudgetPool pool) {
    MemoryReservation draw = innermost;
    while (draw != null && (draw.pool != pool || !draw.reserves)) {
      draw = firstOpen(draw.outer);
    }
    return draw;
  }

  /** Whether a draw, or one around it, is of a budget that has a ceiling. */
  static boolean holdsLimited(@Nullable MemoryReservation innermost) {
    MemoryReservation draw = innermost;
    while (draw != null && !draw.pool.isLimited()) {
      draw = firstOpen(draw.outer);
    }
    return draw != null;
  }

  /** What a draw and those around it have taken of a pool. */
  static long bytesOf(@Nullable MemoryReservation innermost, BudgetPool pool) {
    long bytes = 0;
    for (MemoryReservation draw = innermost; draw != null; draw = firstOpen(draw.outer)) {
      bytes += draw.pool == pool ? draw.bytes - draw.coveredBytes : 0;
    }
    return bytes;
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
      giveBack(lent);
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
    giveBack(left);
  }

  /** To the reservation what it has lent, the rest to the pool. */
  private void giveBack(long given) {
    long lent = coveredLeftBytes.getAndUpdate(left -> left - Math.min(left, given));
    long covered = Math.min(lent, given);
    if (reservation != null) {
      reservation.takeBack(covered);
    }
    pool.giveBack(given - covered);
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
