package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Runs {@code maxConcurrent} calls, queues {@code maxQueued} in their order, and rejects the rest.
 *
 * <p>A call that has ended {@link #leave leaves} before it says so. A listener that hears of the
 * end finds its place free, and may hold the thread without holding up another call.
 */
final class WorkQueue {
  private static final long IDLE_SECONDS = 10;
  private static final RateLimitedWarning LOST = new RateLimitedWarning(WorkQueue.class);

  private final int atOnce;
  private final long most;
  private final ThreadPoolExecutor threads;

  /** Whether the calling thread is one of this queue that works for a call. */
  private final ThreadLocal<Boolean> isOwn = ThreadLocal.withInitial(() -> false);

  /** Has one thread while calls are under way, and none if there are none for a while. */
  private final ScheduledThreadPoolExecutor timer;

  /** Guarded by this, as are what follows and the states of places. */
  private long entered;

  private int running;
  private final Deque<Place> waiting = new ArrayDeque<>();

  /** A call that can be run. */
  interface Task extends Runnable {
    /** Ends the call, which has left again, as it cannot be run. Throws nothing. */
    void end(Throwable why);
  }

  /** What one call has of the queue, from its making to its end. */
  static final class Place {
    private final Task call;
    private State state = State.OUTSIDE;

    Place(Task call) {
      this.call = call;
    }
  }

  private enum State {
    OUTSIDE,
    WAITING,
    RUNNING
  }

  /**
   * A queue in which nothing waits.
   *
   * @param made makes its threads, for tests; null for those of its own
   */
  WorkQueue(int maxConcurrent, int maxQueued, @Nullable ThreadFactory made) {
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
                .setThreadFactory(made == null ? Thread::new : made)
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

  /** Lets a call in that is outside; false if the queue is full. */
  synchronized boolean enter(Place place) {
    if (entered == most) {
      return false;
    }
    entered++;
    place.state = State.WAITING;
    return true;
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
      } catch (Throwable e) {
        // After an error there is no thread to be had: who has one takes the call up at its end.
        if (e instanceof Error && waitsAgain(place)) {
          return;
        }
        giveUp(place);
        place.call.end(e);
      }
    }
  }

  /** The call whose turn it is, and which counts as running; null if there is none, or no slot. */
  private synchronized @Nullable Place next() {
    Place next = running == atOnce ? null : waiting.poll();
    if (next != null) {
      running++;
      next.state = State.RUNNING;
    }
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

  /** Takes back a call that has not begun to run; false if it has, has ended, or never entered. */
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
    if (place.state != State.OUTSIDE) {
      running -= place.state == State.RUNNING ? 1 : 0;
      waiting.remove(place);
      entered--;
      place.state = State.OUTSIDE;
    }
  }

  /**
   * Runs what is done beside a call, such as listeners, in the logger's context of the thread that
   * began the call. Where no thread is to be had, or the client is closed, work runs on the thread
   * that wants it done: nobody else can be held up then.
   */
  final class Beside implements Executor {
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

    @Override
    public void execute(Runnable work) {
      try {
        threads.execute(() -> inContext(work));
      } catch (RuntimeException | Error e) {
        work.run();
      }
    }

    private void inContext(Runnable work) {
      Map<String, String> own = enter();
      try {
        work.run();
      } finally {
        leave(own);
      }
    }

    /** Gives the calling thread the context of the call; its own, to be given back. */
    @Nullable Map<String, String> enter() {
      isOwn.set(true);
      return replace(context);
    }

    /** Gives the calling thread its own context back. */
    void leave(@Nullable Map<String, String> own) {
      isOwn.remove();
      var unused = replace(own);
    }

    /** A logger's context is not worth a call. */
    private static @Nullable Map<String, String> replace(@Nullable Map<String, String> by) {
      try {
        Map<String, String> before = MDC.getCopyOfContextMap();
        if (by == null) {
          MDC.clear();
        } else {
          MDC.setContextMap(by);
        }
        return before;
      } catch (Throwable e) {
        LOST.warn("the logger's context of a call is lost, or stays");
        return null;
      }
    }
  }

  /** Runs something quick once a second, until that is cancelled or the queue is closed. */
  Future<?> everySecond(Runnable work) {
    return timer.scheduleWithFixedDelay(work, 1, 1, SECONDS);
  }

  /** Runs nothing more, and waits a moment for the threads to end unless called by one of them. */
  void close(long patienceMillis) throws InterruptedException {
    timer.shutdownNow();
    threads.shutdown();
    if (!isOwn.get()) {
      boolean ignored = threads.awaitTermination(patienceMillis, MILLISECONDS);
    }
  }
}
