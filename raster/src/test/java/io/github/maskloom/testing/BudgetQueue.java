package io.github.maskloom.testing;

import io.github.maskloom.image.MemoryBudget;
import java.util.concurrent.TimeUnit;

/** Those who wait for a budget. */
public final class BudgetQueue {
  private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

  private BudgetQueue() {}

  /** Spins until that many wait for bytes of a budget; fails after a minute. */
  public static void awaitWaiting(MemoryBudget budget, int count) {
    long startNanos = System.nanoTime();
    while (budget.waitingCount() != count) {
      if (System.nanoTime() - startNanos > MAX_NANOS) {
        throw new AssertionError("not " + count + " wait: " + budget);
      }
      Thread.onSpinWait();
    }
  }
}
