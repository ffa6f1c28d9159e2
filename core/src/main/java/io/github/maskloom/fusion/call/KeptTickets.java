package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * What one call has of the store of tickets. The store works beside the call, one thing after the
 * other, so that a store that hangs does not hold up a cancel. No interrupt breaks off what it
 * does: a cancel is the moment in which a ticket is needed most.
 */
final class KeptTickets {
  private static final RateLimitedWarning STAYS =
      new RateLimitedWarning(LoggerFactory.getLogger(KeptTickets.class));

  /** What a store does. */
  private interface Work {
    void run() throws IOException;
  }

  /** How often it is looked whether the call was cancelled. */
  private static final long STEP_MILLIS = 50;

  /** How long a store may take when the call is cancelled. */
  private static final long AFTER_CANCEL_MILLIS = 600;

  /** How long a removal may take, which nobody needs to wait for. */
  private static final long REMOVAL_MILLIS = 5000;

  private final JobStore store;
  private final Executor inOrder;
  private final CancelSignal cancel;

  /** Whether the store was given up, so that nobody waits for it any more. */
  private volatile boolean hangs;

  /**
   * A store.
   *
   * @param threads what the store is called on; if they take nothing more, it is called on the
   *     thread that wants something of it
   * @param cancel of the call
   */
  KeptTickets(JobStore store, Executor threads, CancelSignal cancel) {
    this.store = store;
    inOrder = MoreExecutors.newSequentialExecutor(work -> run(threads, work));
    this.cancel = cancel;
  }

  private static void run(Executor threads, Runnable work) {
    try {
      threads.execute(work);
    } catch (RuntimeException | Error e) {
      // The client is closed, or there is no thread to be had.
      work.run();
    }
  }

  /** Keeps a ticket; why not, if the store failed, or had not answered when the call ended. */
  Optional<Throwable> save(JobTicket ticket) {
    return done(() -> store.save(ticket), Long.MAX_VALUE);
  }

  /** Forgets a ticket. Throws nothing. */
  void remove(String id) {
    done(() -> store.remove(id), REMOVAL_MILLIS)
        .ifPresent(
            // Its type only: a message may hold anything.
            why -> STAYS.warn("the ticket %s stays: %s".formatted(id, why.getClass().getName())));
  }

  private Optional<Throwable> done(Work work, long mostMillis) {
    if (store == JobStore.NONE) {
      return Optional.empty();
    }
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              work.run();
              return true;
            });
    inOrder.execute(task);
    long left = hangs ? STEP_MILLIS : mostMillis;
    while (left > 0) {
      try {
        boolean ignored = Uninterruptibles.getUninterruptibly(task, STEP_MILLIS, MILLISECONDS);
        return Optional.empty();
      } catch (ExecutionException e) {
        return Optional.of(Objects.requireNonNullElse(e.getCause(), e));
      } catch (TimeoutException e) {
        left = (cancel.isCancelled() ? Math.min(left, AFTER_CANCEL_MILLIS) : left) - STEP_MILLIS;
      }
    }
    hangs = true;
    return Optional.of(new TimeoutException());
  }
}
