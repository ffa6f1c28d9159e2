package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.maskloom.fusion.FusionClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code maxConcurrent} calls, queues {@code maxQueued} in their order, and rejects the rest.
 *
 * <p>A call that has ended {@link #leave leaves} before it says so. A listener that hears of the
 * end finds its place free, and may hold the thread without holding up another call.
 */
final class CallQueue {
  private static final long IDLE_SECONDS = 10;

  private final int atOnce;
  private final long most;
  private final ThreadPoolExecutor threads;

  /** Has one thread while calls are under way, and none if there are none for a while. */
  private final ScheduledThreadPoolExecutor timer;

  /** Guarded by this, as are what follows and the states of places. */
  private long entered;

  private int running;
  private final Deque<Place> waiting = new ArrayDeque<>();

  /** A call that can be run. */
  interface Task extends Runnable {
    /** The call, which has left again, cannot be run. Throws nothing. */
    void cannotRun(Throwable why);
  }

  /** What makes a thread of a queue. */
  interface Threads {
    Thread make(CallQueue owner, Runnable work);
  }

  /** What one call has of the queue from its entry to its end. */
  static final class Place {
    private final Task call;
    private State state = State.WAITING;

    private Place(Task call) {
      this.call = call;
    }
  }

  private enum State {
    WAITING,
    RUNNING,
    LEFT
  }

  CallQueue(int maxConcurrent, int maxQueued) {
    this(maxConcurrent, maxQueued, CallThread::new);
  }

  CallQueue(int maxConcurrent, int maxQueued, Threads made) {
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
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            new ThreadFactoryBuilder()
                .setNameFormat("maskloom-fusion-timer-%d")
                .setDaemon(true)
                .build());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** A thread of this queue. */
  private static final class CallThread extends Thread {
    private final CallQueue owner;

    CallThread(CallQueue owner, Runnable work) {
      super(work);
      this.owner = owner;
    }
  }

  /** Takes a place for one call; null if there is none. */
  @Nullable Place enter(Task call) {
    Place place = new Place(call);
    synchronized (this) {
      if (entered == most) {
        return null;
      }
      entered++;
      return place;
    }
  }

  /** How many calls run, and how many have entered and do not. */
  synchronized FusionClient.Load load() {
    return new FusionClient.Load(running, (int) (entered - running));
  }

  /** Whether a call that has entered would wait now. */
  synchronized boolean isBusy() {
    return running == atOnce;
  }

  /** Runs a call that has entered, now or in its turn, unless it was withdrawn. */
  void submit(Place place) {
    synchronized (this) {
      if (place.state != State.WAITING) {
        return;
      }
      waiting.addLast(place);
    }
    startThoseThatMay();
  }

  private void startThoseThatMay() {
    for (Place place = next(); place != null; place = next()) {
      try {
        threads.execute(place.call);
      } catch (Error e) {
        // There is no thread to be had: who has one takes the call up at its end.
        if (waitsAgain(place)) {
          return;
        }
        leaveUnrun(place, e);
      } catch (Throwable e) {
        leaveUnrun(place, e);
      }
    }
  }

  /** The call whose turn it is, and which counts as running; null if there is none, or no slot. */
  private synchronized @Nullable Place next() {
    Place next = running == atOnce ? null : waiting.poll();
    if (next == null) {
      return null;
    }
    running++;
    next.state = State.RUNNING;
    return next;
  }

  /** Puts a call back that counts as running; false if no other does, which could take it up. */
  private synchronized boolean waitsAgain(Place place) {
    if (running == 1) {
      return false;
    }
    running--;
    place.state = State.WAITING;
    waiting.addFirst(place);
    return true;
  }

  private void leaveUnrun(Place place, Throwable why) {
    giveUp(place);
    place.call.cannotRun(why);
  }

  /** Takes back a call that has not begun to run; false if it has, or has ended. */
  synchronized boolean withdraw(Place place) {
    boolean waited = place.state == State.WAITING;
    if (waited) {
      giveUp(place);
    }
    return waited;
  }

  /**
   * A call has ended, however far it had got, and the next one begins. Idempotent; throws nothing.
   */
  void leave(Place place) {
    giveUp(place);
    startThoseThatMay();
  }

  private synchronized void giveUp(Place place) {
    if (place.state == State.LEFT) {
      return;
    }
    running -= place.state == State.RUNNING ? 1 : 0;
    waiting.remove(place);
    entered--;
    place.state = State.LEFT;
  }

  /**
   * Runs something beside the calls, such as a listener, however many of them run.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the queue is closed
   */
  void runBeside(Runnable work) {
    threads.execute(work);
  }

  /** Runs something quick once a second, until that is cancelled or the queue is closed. */
  Future<?> everySecond(Runnable work) {
    return timer.scheduleWithFixedDelay(work, 1, 1, SECONDS);
  }

  /** Runs nothing more, and waits a moment for the threads to end unless called by one of them. */
  void close(long patienceMillis) throws InterruptedException {
    timer.shutdownNow();
    threads.shutdown();
    if (!(Thread.currentThread() instanceof CallThread own && own.owner == this)) {
      boolean ignored = threads.awaitTermination(patienceMillis, MILLISECONDS);
    }
  }
}
