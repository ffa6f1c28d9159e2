package io.github.maskloom.raster.testing.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own, which a test interrupts or waits for. <b>Threads:</b> safe. */
public final class CallerThread {
  private static final long SAFETY_NET_SECONDS = 30;

  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private volatile boolean interrupted;

  /** The work that a {@link CallerThread} does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does the work, in the new thread.
     *
     * @throws Exception any; kept as the {@link #failure}
     */
    void run() throws Exception;
  }

  @SuppressWarnings("CatchingUnchecked") // Whatever it throws is looked at by the test.
  private CallerThread(Work work) {
    thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                failure = e;
              }
              interrupted = Thread.currentThread().isInterrupted();
            },
            "caller");
  }

  /**
   * Begins the work in a new thread.
   *
   * @param work runs once; what it throws is kept as the {@link #failure}
   * @return the thread, which the test joins
   */
  public static CallerThread start(Work work) {
    CallerThread caller = new CallerThread(work);
    caller.thread.start();
    return caller;
  }

  /** Interrupts the thread. */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits for the end of the work.
   *
   * @throws InterruptedException if the thread that waits was interrupted
   * @throws AssertionError if the work did not end within 30 seconds; it goes on
   */
  public void join() throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(SAFETY_NET_SECONDS));
    assertFalse(thread.isAlive(), "still running");
  }

  /**
   * Waits until the thread waits, sleeps or is parked, or has ended. Waits without a limit, and
   * does not sleep meanwhile.
   */
  public void awaitBlocked() {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING
        && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }

  /** {@return what the work threw, or null if it threw nothing or still runs} */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** {@return whether the interrupt flag was set when the work ended; false while it runs} */
  public boolean wasInterrupted() {
    return interrupted;
  }
}
