package io.github.maskloom.errors;

import java.io.Serial;

/**
 * A piece of work got no share of its {@code MemoryBudget} and was not begun: nothing was decoded
 * or written.
 */
public final class MemoryBudgetException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final long askedBytes;
  private final long allowedBytes;
  private final boolean fitsLater;

  private MemoryBudgetException(
      String reason, long askedBytes, long allowedBytes, boolean fitsLater) {
    super("the work needs %d bytes of heap, %s".formatted(askedBytes, reason));
    this.askedBytes = askedBytes;
    this.allowedBytes = allowedBytes;
    this.fitsLater = fitsLater;
  }

  /** Reports work that needs more than the whole budget, and so can never begin. */
  public static MemoryBudgetException tooLarge(long askedBytes, long ceilingBytes) {
    return new MemoryBudgetException(
        "the budget is %d in all".formatted(ceilingBytes), askedBytes, ceilingBytes, false);
  }

  /** Reports work that found the budget taken by others and was not to wait, or no longer. */
  public static MemoryBudgetException taken(long askedBytes, long freeBytes) {
    return new MemoryBudgetException(
        "%d are free now or others wait for them".formatted(freeBytes),
        askedBytes,
        freeBytes,
        true);
  }

  /** Reports work that would need what those hold who wait for its end. */
  public static MemoryBudgetException heldByCaller(long askedBytes, long leftBytes) {
    return new MemoryBudgetException(
        "the work around it leaves %d".formatted(leftBytes), askedBytes, leftBytes, false);
  }

  /** What the work would need, in bytes of live heap. */
  public long askedBytes() {
    return askedBytes;
  }

  /**
   * The bytes that it could have had. That is the whole budget, what the work around it leaves of
   * that, or what was free.
   */
  public long allowedBytes() {
    return allowedBytes;
  }

  /**
   * Whether the same work may be granted once other work is done. It may not if it is too large for
   * the whole budget, or for what the work around it leaves.
   */
  public boolean fitsLater() {
    return fitsLater;
  }
}
