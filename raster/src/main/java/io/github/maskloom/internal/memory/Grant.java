package io.github.maskloom.internal.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that a pool has granted, of which parts may be lent to grants within, until {@link #close}
 * gives them back. <b>Threads:</b> safe.
 */
public final class Grant {
  private static final long CLOSED = -1;

  private final BudgetPool pool;
  private final long bytes;

  /** What has lent a part of the bytes. */
  private final @Nullable Grant lender;

  /** That part; what the pool gave is the others. */
  private final long lentBytes;

  /** What of that part was not given back yet: it goes there first, in any order of closing. */
  private final AtomicLong lentLeftBytes;

  /** What closing gives back: all but what was lent of it; {@link #CLOSED} after that. */
  private final AtomicLong leftBytes;

  /**
   * Bytes that were taken already.
   *
   * @param lentBytes those that {@code lender} has lent; the others are the pool's
   */
  public Grant(BudgetPool pool, long bytes, @Nullable Grant lender, long lentBytes) {
    this.pool = pool;
    this.bytes = bytes;
    this.lender = lender;
    this.lentBytes = lentBytes;
    lentLeftBytes = new AtomicLong(lentBytes);
    leftBytes = new AtomicLong(bytes);
  }

  /** A grant, or the nearest one around it that is still open; null if none is. */
  public static @Nullable Grant firstOpen(@Nullable Grant from) {
    Grant grant = from;
    while (grant != null && grant.leftBytes.get() == CLOSED) {
      grant = grant.lender;
    }
    return grant;
  }

  /** Bytes of the pool that a grant and those around it hold together. */
  public static long heldBytes(@Nullable Grant innermost) {
    long held = 0;
    for (Grant open = firstOpen(innermost); open != null; open = firstOpen(open.lender)) {
      held += open.bytes - open.lentBytes;
    }
    return held;
  }

  /** How many bytes were granted. */
  public long bytes() {
    return bytes;
  }

  /** Lends that many bytes, or as many as are left, and says how many. */
  public long lend(long asked) {
    long left = leftBytes.getAndUpdate(now -> now - Math.max(0, Math.min(now, asked)));
    return Math.max(0, Math.min(left, asked));
  }

  /** Takes lent bytes back, for the pool if this is closed. */
  public void takeBack(long lent) {
    if (leftBytes.getAndUpdate(now -> now == CLOSED ? CLOSED : now + lent) == CLOSED) {
      giveBack(lent);
    }
  }

  /** Gives the bytes back; those that were lent follow when they come back. Idempotent. */
  public void close() {
    long left = leftBytes.getAndSet(CLOSED);
    if (left != CLOSED) {
      giveBack(left);
    }
  }

  /** To the lender what it has lent, the rest to the pool. */
  private void giveBack(long given) {
    long lent = lentLeftBytes.getAndUpdate(left -> left - Math.min(left, given));
    long covered = Math.min(lent, given);
    if (lender != null) {
      lender.takeBack(covered);
    }
    pool.giveBack(given - covered);
  }
}
