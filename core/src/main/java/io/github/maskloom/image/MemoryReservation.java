package io.github.maskloom.image;

import io.github.maskloom.internal.memory.Grant;

/**
 * Bytes that were reserved from a {@link MemoryBudget}, until {@link #close} gives them back.
 *
 * <p><b>Threads:</b> safe, and safe to close from any.
 */
public final class MemoryReservation implements AutoCloseable {
  private final MemoryBudget budget;
  private final Grant grant;

  MemoryReservation(MemoryBudget budget, Grant grant) {
    this.budget = budget;
    this.grant = grant;
  }

  /** How many bytes were reserved. */
  public long bytes() {
    return grant.bytes();
  }

  /**
   * The budget for work that is done within this reservation: it takes its bytes from here first,
   * then of what is free, ahead of whoever waits. It never waits itself, as others may wait for
   * what is reserved here. Once this is closed it is the budget that the bytes came from.
   */
  public MemoryBudget budget() {
    return budget;
  }

  /** Gives the bytes back; those that work within still holds follow when it ends. Idempotent. */
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
