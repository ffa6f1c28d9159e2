package io.github.maskloom.raster.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own, which tests end from outside. <b>Threads:</b> safe. */
public final class CallerThread {
  private static final long SAFETY_NET_SECONDS = 30;

  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private volatile boolean interrupted;

  /** What a call is. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does the work.
     *
     * @throws Exception kept as the {@link #failure}
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
   * Begins the work.
   *
   * @param work runs once, in the new thread
   * @return to be joined
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
   * Waits for the end.
   *
   * @throws InterruptedException if the thread that waits was interrupted
   * @throws AssertionError if the work took longer than 30 seconds
   */
  public void join() throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(SAFETY_NET_SECONDS));
    assertFalse(thread.isAlive(), "still running");
  }

  /** Waits until the thread waits, or has ended. */
  public void awaitBlocked() {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING
        && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }

  /** {@return what was thrown, or null if nothing was} */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** {@return whether the thread was interrupted when the work ended} */
  public boolean wasInterrupted() {
    return interrupted;
  }
}
