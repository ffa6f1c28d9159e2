package io.github.maskloom.spring;

import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the end of the application wait for composites that still run. Whoever works with the budget
 * is closed before, as Spring closes what depends on this first.
 */
final class MemoryDrain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryDrain.class);

  private final MemoryBudget budget;
  private final Duration grace;

  /**
   * Waits for what has some of a budget.
   *
   * @throws IllegalArgumentException if the grace is negative
   */
  MemoryDrain(MemoryBudget budget, Duration grace) {
    this.budget = budget.waitingAtMost(grace);
    this.grace = grace;
  }

  /** Whoever gets the whole budget knows that nobody else has any of it. */
  @Override
  public void close() {
    try {
      budget.reserve(budget.ceilingBytes(), CancelSignal.NEVER).close();
    } catch (MemoryBudgetException e) {
      LOG.warn("Composites that did not end within {} leave no result.", grace);
    } catch (InterruptedIOException e) {
      LOG.warn("The end was not to wait for composites that run.");
    }
  }
}
