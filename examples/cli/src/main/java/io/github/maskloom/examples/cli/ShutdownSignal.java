package io.github.maskloom.examples.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.maskloom.image.CancelSignal;
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

  private final CountDownLatch workEnded = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancelAndWait, "shutdown-signal");
  private final Runnable onShutdown;
  private volatile boolean cancelled;

  private ShutdownSignal(Runnable onShutdown) {
    this.onShutdown = onShutdown;
  }

  /** A signal that this process's end sets. */
  static ShutdownSignal install() {
    return install(() -> {});
  }

  /** A signal that this process's end sets, and that does something then. */
  static ShutdownSignal install(Runnable onShutdown) {
    ShutdownSignal signal = new ShutdownSignal(onShutdown);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  void cancelAndWait() {
    cancelled = true;
    onShutdown.run();
    try {
      boolean ignored = workEnded.await(PATIENCE_SECONDS, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
