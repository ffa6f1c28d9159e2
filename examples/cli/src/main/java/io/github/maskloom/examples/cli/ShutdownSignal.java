package io.github.maskloom.examples.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.image.CancelSignal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Stops the work when the process is told to end, and holds the end up until the work has cleaned
 * up after itself, so that Ctrl-C leaves no temporary file.
 *
 * <p><b>Ownership:</b> closing it says that the work has ended.
 */
final class ShutdownSignal implements CancelSignal, AutoCloseable {
  /** Work that hangs, say in a read from a dead network share, may not keep the process alive. */
  private static final long PATIENCE_SECONDS = 10;

  /** What the process was to end with; the JVM alone would say only which signal ended it. */
  private static final CompletableFuture<Integer> EXIT_CODE = new CompletableFuture<>();

  private final CountDownLatch workEnded = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "shutdown-signal");
  private final Runnable onShutdown;
  private volatile boolean cancelled;

  /** A signal that this process's end sets, and that does something then. */
  ShutdownSignal(Runnable onShutdown) {
    this.onShutdown = onShutdown;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends the process with an exit code, also one that has been told to end. */
  static void exit(int code) {
    EXIT_CODE.complete(code);
    System.exit(code);
  }

  /** That a call may be billed is told even by a process that a signal ends. */
  private void end() {
    cancelAndWait();
    if (workEnded.getCount() > 0) {
      // The work hangs: the signal's own exit code has to do.
      return;
    }
    int told = EXIT_CODE.completeOnTimeout(0, PATIENCE_SECONDS, SECONDS).join();
    if (told == Outcome.MAY_BE_BILLED.exitCode) {
      Runtime.getRuntime().halt(told);
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  void cancelAndWait() {
    cancelled = true;
    onShutdown.run();
    boolean ignored = Uninterruptibles.awaitUninterruptibly(workEnded, PATIENCE_SECONDS, SECONDS);
  }

  @Override
  public void close() {
    workEnded.countDown();
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs and finds the work ended.
    }
  }
}
