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

  /**
   * Reports work that can never begin, as it needs more than the whole budget.
   *
   * @param askedBytes heap that the work needs
   * @param ceilingBytes all that the budget has
   * @return an exception to throw, which does not {@linkplain #fitsLater fit later}
   */
  public static MemoryBudgetException tooLarge(long askedBytes, long ceilingBytes) {
    return new MemoryBudgetException(
        "the budget is %d in all".formatted(ceilingBytes), askedBytes, ceilingBytes, false);
  }

  /**
   * Reports work that was not to wait, or no longer, while others held the budget.
   *
   * @param askedBytes heap that the work needs
   * @param freeBytes what nobody holds at this moment
   * @return an exception to throw, which {@linkplain #fitsLater fits later}
   */
  public static MemoryBudgetException taken(long askedBytes, long freeBytes) {
    return new MemoryBudgetException(
        "%d are free now or others wait for them".formatted(freeBytes),
        askedBytes,
        freeBytes,
        true);
  }

  /**
   * Reports work that would need what is held by those who wait for its end.
   *
   * @param askedBytes heap that the work needs
   * @param leftBytes what the work around it leaves of the whole budget
   * @return an exception to throw, which does not {@linkplain #fitsLater fit later}
   */
  public static MemoryBudgetException heldByCaller(long askedBytes, long leftBytes) {
    return new MemoryBudgetException(
        "the work around it leaves %d".formatted(leftBytes), askedBytes, leftBytes, false);
  }

  /** {@return what the work would need, in bytes of live heap} */
  public long askedBytes() {
    return askedBytes;
  }

  /**
   * {@return the bytes that the work could have had} That is the whole budget, what the work around
   * it leaves of that, or what was free.
   */
  public long allowedBytes() {
    return allowedBytes;
  }

  /**
   * {@return whether the same work may be granted once other work is done} It may not if it is too
   * large for the whole budget, or for what the work around it leaves.
   */
  public boolean fitsLater() {
    return fitsLater;
  }
}
