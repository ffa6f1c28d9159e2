package io.github.maskloom.testing;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/**
 * Looks at the heap while work runs that draws from a budget and asks this signal: the most in use
 * right after a forced collection, less what was in use before.
 *
 * <p>The JVM should allocate without thread-local buffers and compact at each collection, see
 * {@link ChildJvm#exactCollections}, or up to megabytes count that nobody holds.
 */
final class HeapLooks implements CancelSignal {
  private static final long FIRST_PLACES = 12;
  private static final long GROWTH = 3;
  private static final long PAUSE_NANOS = 15_000_000;

  private final MemoryBudget budget;
  private final boolean blind;
  private final long idleBytes;
  private long plannedBytes;
  private long mostDrawnBytes;
  private long peakBytes;
  private long nextNanos = System.nanoTime();
  private long places;
  private long nextPlace;

  HeapLooks(MemoryBudget budget) {
    this(budget, false);
  }

  private HeapLooks(MemoryBudget budget, boolean blind) {
    this.budget = budget;
    this.blind = blind;
    idleBytes = blind ? 0 : idle();
  }

  /** Never looks: for work that is done only to load its classes. */
  static HeapLooks blind(MemoryBudget budget) {
    return new HeapLooks(budget, true);
  }

  /** What the collection left, and not what other threads have allocated since. */
  private static long inUse() {
    Runtime.getRuntime().gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  /** Threads of the JVM let go of what work before has left behind only after a collection. */
  static long idle() {
    long before = Long.MAX_VALUE;
    long now = inUse();
    while (now < before) {
      before = now;
      now = Math.min(inUse(), inUse());
    }
    return now;
  }

  MemoryBudget budget() {
    return budget;
  }

  /** Says what the work was told to take before it began. */
  synchronized void plan(long bytes) {
    plannedBytes = bytes;
  }

  /** Makes sure that the work reserved what its plan told. */
  synchronized void checkPlan(String work) {
    if (plannedBytes != mostDrawnBytes) {
      throw new AssertionError(
          work + " was planned with " + plannedBytes + " bytes but reserved " + mostDrawnBytes);
    }
  }

  /** The most that was drawn. */
  synchronized long mostDrawnBytes() {
    return mostDrawnBytes;
  }

  /** The most that was in use beyond the beginning. */
  synchronized long takenBytes() {
    return peakBytes - idleBytes;
  }

  @Override
  public boolean isCancelled() {
    look();
    return false;
  }

  /** Looks at the first places, then at fewer and fewer, and from time to time. */
  synchronized void look() {
    if (blind || budget.reservedBytes() == 0) {
      return;
    }
    places++;
    if (places >= nextPlace || System.nanoTime() - nextNanos >= 0) {
      mostDrawnBytes = Math.max(mostDrawnBytes, budget.reservedBytes());
      peakBytes = Math.max(peakBytes, inUse());
      nextNanos = System.nanoTime() + PAUSE_NANOS;
      nextPlace = places <= FIRST_PLACES ? places + 1 : places + places / GROWTH;
    }
  }
}
