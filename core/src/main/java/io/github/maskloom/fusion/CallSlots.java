package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

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
  private final Deque<Task> waiting = new ArrayDeque<>();

  private long entered;
  private int running;

  /** A call that can be run. */
  interface Task extends Runnable {
    /** The call, which has left again, cannot be run. */
    void cannotRun(Throwable why);
  }

  /** What makes a thread of some slots. */
  interface Threads {
    Thread make(CallSlots owner, Runnable work);
  }

  CallSlots(int maxConcurrent, int maxQueued) {
    this(maxConcurrent, maxQueued, CallThread::new);
  }

  CallSlots(int maxConcurrent, int maxQueued, Threads made) {
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
                .setThreadFactory(work -> made.make(this, work))
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
      waiting.add(call);
    }
    startThoseThatMay();
  }

  private void startThoseThatMay() {
    for (Task call = next(); call != null; call = next()) {
      try {
        threads.execute(call);
      } catch (RejectedExecutionException e) {
        leaveUnrun(call, e);
      } catch (Error e) {
        // There is no thread to be had: who has one takes the call up at its end.
        if (waitsAgain(call)) {
          return;
        }
        leaveUnrun(call, e);
      }
    }
  }

  /** The call whose turn it is, and which counts as running; null if there is none, or no slot. */
  private @Nullable Task next() {
    synchronized (waiting) {
      Task next = running == atOnce ? null : waiting.poll();
      running += next == null ? 0 : 1;
      return next;
    }
  }

  /** Puts a call back that counts as running; false if no other does, which could take it up. */
  private boolean waitsAgain(Task call) {
    synchronized (waiting) {
      if (running == 1) {
        return false;
      }
      running--;
      waiting.addFirst(call);
      return true;
    }
  }

  private void leaveUnrun(Task call, Throwable why) {
    giveSlotBack();
    call.cannotRun(why);
  }

  private void giveSlotBack() {
    synchronized (waiting) {
      entered--;
      running--;
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
    giveSlotBack();
    startThoseThatMay();
  }

  /** Runs nothing more, and waits a moment for the threads to end unless called by one of them. */
  void close(long patienceMillis) throws InterruptedException {
    threads.shutdown();
    if (!(Thread.currentThread() instanceof CallThread own && own.owner == this)) {
      boolean ignored = threads.awaitTermination(patienceMillis, MILLISECONDS);
    }
  }
}
