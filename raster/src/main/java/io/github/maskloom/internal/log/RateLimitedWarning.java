package io.github.maskloom.internal.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A warning that is written at most once a minute; the next one says how many were left out.
 *
 * <p><b>Threads:</b> safe.
 */
public final class RateLimitedWarning {
  static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final Supplier<Logger> log;
  private final LongSupplier nanoTime;
  private final AtomicLong dueNanos;
  private final AtomicLong leftOut = new AtomicLong();

  /**
   * Writes a warning at most once a minute. Logging is set up for the first, not before: most
   * processes never warn.
   *
   * @param logger what the logger is called after that takes the warnings
   */
  public RateLimitedWarning(Class<?> logger) {
    this(() -> LoggerFactory.getLogger(logger), System::nanoTime);
  }

  RateLimitedWarning(Supplier<Logger> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    dueNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Writes a warning, or counts it. Throws nothing.
   *
   * @param text a sentence; never a secret, a prompt or what an image shows
   */
  public void warn(String text) {
    warn(text, null);
  }

  /**
   * Writes a warning with the stack trace of its cause, or counts it. Throws nothing: what a logger
   * throws is dropped, for it has no other place to go.
   *
   * @param text a sentence; never a secret, a prompt or what an image shows
   * @param cause null for a warning without a stack trace
   */
  public void warn(String text, @Nullable Throwable cause) {
    long due = dueNanos.get();
    long now = nanoTime.getAsLong();
    if (now - due < 0 || !dueNanos.compareAndSet(due, now + INTERVAL_NANOS)) {
      leftOut.incrementAndGet();
      return;
    }
    long suppressed = leftOut.getAndSet(0);
    try {
      if (suppressed == 0) {
        log.get().warn(text, cause);
      } else {
        // A throwable behind the last argument is logged with its stack trace.
        log.get().warn("{} ({} such warnings were left out before)", text, suppressed, cause);
      }
    } catch (Throwable e) {
      leftOut.incrementAndGet();
    }
  }
}
