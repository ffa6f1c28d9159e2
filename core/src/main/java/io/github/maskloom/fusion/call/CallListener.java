package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionProgress.Downloading;
import io.github.maskloom.fusion.FusionProgress.Heartbeat;
import io.github.maskloom.fusion.FusionProgress.Restoring;
import io.github.maskloom.fusion.FusionProgress.Uploading;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener of one call what happens, in order, on a thread that does not work for the call.
 * What has yet to be told is kept within a bound, the end in any case. Throws nothing.
 */
final class CallListener {
  private static final RateLimitedWarning FAILED =
      new RateLimitedWarning(LoggerFactory.getLogger(CallListener.class));
  private static final int MAX_WAITING = 256;

  private final FusionListener listener;
  private final Executor threads;
  private final CompletableFuture<Void> heard = new CompletableFuture<>();

  /** Guarded by this, as is what follows. */
  private final Deque<FusionProgress> waiting = new ArrayDeque<>();

  private @Nullable FusionRecord end;
  private boolean ended;
  private boolean telling;

  CallListener(FusionListener listener, Executor threads) {
    this.listener = listener;
    this.threads = threads;
  }

  /** Completes when the listener has heard of the end, or has failed to. */
  CompletableFuture<Void> heard() {
    return heard;
  }

  /** Tells of progress, unless the call has ended. */
  void tell(FusionProgress progress) {
    if (listener == FusionListener.NONE) {
      return;
    }
    synchronized (this) {
      if (ended) {
        return;
      }
      waiting.removeIf(older -> isOlder(older, progress));
      if (waiting.size() == MAX_WAITING) {
        waiting.removeFirst();
      }
      waiting.addLast(progress);
    }
    goOn();
  }

  /** Tells of the end; once. */
  void tellEnd(FusionRecord record) {
    if (listener == FusionListener.NONE) {
      boolean ignored = heard.complete(null);
      return;
    }
    synchronized (this) {
      end = record;
      ended = true;
    }
    goOn();
  }

  /** Whether something says no more than what came after it. */
  private static boolean isOlder(FusionProgress older, FusionProgress newer) {
    if (older instanceof Downloading one && newer instanceof Downloading other) {
      return one.index() == other.index();
    }
    if (older instanceof Restoring one && newer instanceof Restoring other) {
      return one.index() == other.index();
    }
    boolean uploads = older instanceof Uploading && newer instanceof Uploading;
    return uploads || older instanceof Heartbeat;
  }

  private void goOn() {
    synchronized (this) {
      if (telling) {
        return;
      }
      telling = true;
    }
    try {
      threads.execute(this::tellAll);
    } catch (Throwable e) {
      // There is no thread to be had, or the client is closed: nobody else can be held up then.
      tellAll();
    }
  }

  private void tellAll() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (Throwable e) {
        // Undeclared exceptions and errors too: a listener of somebody else's ends no call.
        warn(e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    FusionProgress progress = waiting.poll();
    if (progress != null) {
      return () -> listener.onProgress(progress);
    }
    FusionRecord record = end;
    end = null;
    telling = record != null;
    return record == null ? null : () -> tell(record);
  }

  private void tell(FusionRecord record) {
    try {
      listener.onFinished(record);
    } finally {
      boolean ignored = heard.complete(null);
    }
  }

  /** Its type only: a message may hold anything. */
  private static void warn(Throwable thrown) {
    FAILED.warn("a listener failed: " + thrown.getClass().getName());
  }
}
