package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Runs so many calls at once, lets so many more wait in their order, and has no place for others.
 *
 * <p>A call that has ended {@link #leave leaves} before it says so: whoever hears of that finds its
 * place free, and may hold its thread for as long as they like without holding up another call.
 */
final class CallSlots {
  private static final long IDLE_SECONDS = 10;

  private final int atOnce;
  private final long most;
  private final ThreadPoolExecutor threads;

  /** The calls that have entered and wait to run. Guards every count. */
  private final Queue<Task> waiting = new ArrayDeque<>();

  private long entered;
  private int running;

  /** A call that can be run. */
  interface Task extends Runnable {
    /** The call, which has left again, cannot be run. */
    void cannotRun(Throwable why);
  }

  CallSlots(int maxConcurrent, int maxQueued) {
    atOnce = maxConcurrent;
    most = (long) maxConcurrent + maxQueued;
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            SECONDS,
            new SynchronousQueue<>(),
            new ThreadFactoryBuilder()
                .setThreadFactory(work -> new CallThread(this, work))
                .setNameFormat("maskloom-fusion-%d")
                .setDaemon(true)
                .build());
  }

  /** A thread of these slots. */
  private static final class CallThread extends Thread {
    private final CallSlots owner;

    CallThread(CallSlots owner, Runnable work) {
      super(work);
      this.owner = owner;
    }
  }

  /** Takes a place for one call; false if there is none. */
  boolean enter() {
    synchronized (waiting) {
      if (entered == most) {
        return false;
      }
      entered++;
      return true;
    }
  }

  /** Gives up the place of a call that was not submitted. */
  void giveBack() {
    synchronized (waiting) {
      entered--;
    }
  }

  /** Whether a call that has entered would wait now. */
  boolean areBusy() {
    synchronized (waiting) {
      return running == atOnce;
    }
  }

  /** Runs a call that has entered, now or in its turn. */
  void submit(Task call) {
    synchronized (waiting) {
      if (running == atOnce) {
        waiting.add(call);
        return;
      }
      running++;
    }
    start(call);
  }

  private void start(Task call) {
    try {
      threads.execute(call);
    } catch (RejectedExecutionException | Error e) {
      leave();
      call.cannotRun(e);
    }
  }

  /** Takes back a call that waits; false if it runs, or has ended. */
  boolean withdraw(Task call) {
    synchronized (waiting) {
      boolean waited = waiting.remove(call);
      if (waited) {
        entered--;
      }
      return waited;
    }
  }

  /** A call that was run has ended, and the next one begins. */
  void leave() {
    Task next;
    synchronized (waiting) {
      entered--;
      next = waiting.poll();
      if (next == null) {
        running--;
        return;
      }
    }
    start(next);
  }

  /** Runs nothing more, and waits a moment for the threads to end unless called by one of them. */
  void close(long patienceMillis) throws InterruptedException {
    threads.shutdown();
    if (!(Thread.currentThread() instanceof CallThread own && own.owner == this)) {
      boolean ignored = threads.awaitTermination(patienceMillis, MILLISECONDS);
    }
  }
}
