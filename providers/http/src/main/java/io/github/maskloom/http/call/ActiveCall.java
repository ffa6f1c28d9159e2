package io.github.maskloom.http.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.http.call.Attempts.RequestIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that runs on a thread. It knows what is to be ended with it, such as sockets and waits,
 * and how far it has got with all its attempts.
 *
 * <p>It ends early for three reasons: its caller cancels it, its thread is interrupted, or the
 * session is closed. Reading from a socket does not notice an interrupt, so someone looks from time
 * to time: {@link #endIfInterrupted}. <b>Threads:</b> safe.
 */
public final class ActiveCall implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveCall.class);

  private final Thread thread = Thread.currentThread();
  private final List<Runnable> actions = new ArrayList<>();
  private final Cancellation.Registration registration;
  private final CallRegistry registry;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** Why the call was ended, as its actions are run. */
  private @Nullable String reason;

  private Delivery worst = Delivery.NOT_SENT;
  private final String requestId;
  private List<String> jobIds = List.of();

  private ActiveCall(Cancellation cancellation, CallRegistry registry, String requestId) {
    this.requestId = requestId;
    this.registry = registry;
    registration = cancellation.onCancel(() -> end("the caller cancelled the call"));
  }

  /**
   * Ends the call and runs the actions of {@link #onEnd} on this thread, unless it has ended
   * before.
   *
   * @param newReason in words, for the message of the exception
   */
  public void end(String newReason) {
    List<Runnable> ending;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = newReason;
      ending = List.copyOf(actions);
      actions.clear();
    }
    ending.forEach(ActiveCall::run);
  }

  /** One action that fails does not keep the others from being run. */
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.debug("what ends with a call failed: {}", e.getClass().getName());
    }
  }

  /** Ends the call if its thread is interrupted; the thread stays so. */
  public void endIfInterrupted() {
    if (thread.isInterrupted()) {
      end("the thread was interrupted");
    }
  }

  /**
   * Ends the call if a failure is an {@link InterruptedException}, declared or not, or its thread
   * is interrupted. The thread stays interrupted.
   *
   * @param failure of something that the call did on its own thread
   */
  public void endIfInterruptedBy(Exception failure) {
    if (failure instanceof InterruptedException) {
      thread.interrupt();
    }
    endIfInterrupted();
  }

  /** {@return whether the call has ended early} */
  public boolean ended() {
    return reason() != null;
  }

  /** Why the call has ended. A session that closes ends all at once, and then runs the actions. */
  private synchronized @Nullable String reason() {
    return reason == null && registry.closed ? CallRegistry.CLOSED : reason;
  }

  /**
   * Notes how far an attempt got. The furthest delivery of all attempts is kept.
   *
   * @param delivery of an attempt that is over
   */
  public synchronized void reached(Delivery delivery) {
    worst = worstWith(delivery);
  }

  /**
   * Notes that the service has made a job of the call.
   *
   * @param id of the job, under which it may be billed
   */
  public synchronized void accepted(String id) {
    reached(Delivery.ACCEPTED);
    jobIds = List.of(id);
  }

  /** {@return the id that every request of the call has, in the form of the vendor's clients} */
  public String requestId() {
    return requestId;
  }

  /**
   * Says what is known of a failure that no answer explains.
   *
   * @param provider id that the failure names
   * @return with how far all attempts got, and with every id that a bill could name
   */
  public synchronized FusionException.Failure failure(String provider) {
    boolean dear = worst.compareTo(Delivery.UNKNOWN) >= 0;
    return FusionException.Failure.notSent(provider)
        .withDelivery(worst)
        .withRetry(dear ? RetryAdvice.MAY_BILL_TWICE : RetryAdvice.NEVER)
        .withRequestIds(List.of(requestId), jobIds);
  }

  /**
   * Returns how far the call got at the most, with one more attempt.
   *
   * @param delivery how far that attempt got; it is not noted
   * @return the furthest of all attempts
   */
  public synchronized Delivery worstWith(Delivery delivery) {
    return delivery.compareTo(worst) > 0 ? delivery : worst;
  }

  /**
   * Throws if the call has ended early.
   *
   * @param delivery how far its last attempt has got; the exception says how far all have
   * @throws CancelledException if the call has ended
   */
  public synchronized void throwIfEnded(Delivery delivery) {
    String why = reason();
    if (why != null) {
      Delivery all = worstWith(delivery);
      throw new CancelledCallException(why + " (delivery " + all + ")", all);
    }
  }

  /**
   * Runs an action once if the call ends early: by a cancel, an interrupt, or the end of the
   * session. If the call has ended already, the action runs at once, on this thread. What it throws
   * is only logged.
   *
   * @param action quick, such as closing a socket
   * @return closes to take the action back
   */
  public Cancellation.Registration onEnd(Runnable action) {
    synchronized (this) {
      if (reason == null) {
        actions.add(action);
        return () -> takeBack(action);
      }
    }
    run(action);
    return () -> {};
  }

  private synchronized void takeBack(Runnable action) {
    actions.removeIf(each -> each == action);
  }

  /**
   * Waits until a latch is open, some time is over, or the call ends, whichever comes first. An
   * interrupt ends the call; this returns, and the thread stays interrupted.
   *
   * @param latch counted down if the call ends
   * @param atMost how long to wait
   */
  public void await(CountDownLatch latch, Duration atMost) {
    Cancellation.Registration wake = onEnd(latch::countDown);
    try (wake) {
      latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      endIfInterruptedBy(e);
    }
  }

  /** The call is over. Stops listening for a cancel, and nobody looks after the call any more. */
  @Override
  public void close() {
    registration.close();
    registry.end(this);
    over.complete(null);
  }

  /**
   * The calls that run in one session, and the thread that looks after them: whether theirs were
   * interrupted, whether their connections stand in time. The thread ends when nothing runs for ten
   * seconds. <b>Threads:</b> safe.
   */
  public static final class CallRegistry {
    private static final long CHECK_MILLIS = 200;
    private static final long IDLE_SECONDS = 10;
    private static final String CLOSED = "the session was closed";

    private final ScheduledThreadPoolExecutor timer;
    private final Map<ActiveCall, Future<?>> calls = new HashMap<>();
    private volatile boolean closed;

    /**
     * Makes the registry of one session, without calls. Its thread begins with the first call.
     *
     * @param provider id, for the thread's name
     */
    public CallRegistry(String provider) {
      timer = new ScheduledThreadPoolExecutor(1, work -> thread(work, provider));
      timer.setRemoveOnCancelPolicy(true);
      timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      timer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work, String provider) {
      Thread thread = new Thread(work, "maskloom-" + provider + "-watch");
      thread.setDaemon(true);
      return thread;
    }

    /**
     * {@return the registry's own executor, which runs delayed tasks on the session's one thread} A
     * task must be quick. {@link #close} shuts it down, and drops tasks that wait.
     */
    public ScheduledExecutorService timer() {
      return timer;
    }

    /**
     * Registers a call of this thread, which closing the call takes out. While the call is
     * registered, an interrupt of its thread ends it within about 200 milliseconds.
     *
     * @param cancellation the caller's
     * @param sentBefore by what the service knows the call already; if empty, its id is a new one
     * @return the call
     * @throws CancelledException if the session is closed
     */
    public synchronized ActiveCall begin(Cancellation cancellation, Optional<String> sentBefore) {
      if (closed) {
        throw new CancelledCallException("the session is closed", Delivery.NOT_SENT);
      }
      String id = sentBefore.orElseGet(() -> RequestIds.next(CallClock.SYSTEM.now()));
      ActiveCall call = new ActiveCall(cancellation, this, id);
      try {
        Future<?> watch =
            timer.scheduleWithFixedDelay(
                call::endIfInterrupted, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        calls.put(call, watch);
        return call;
      } catch (Throwable e) {
        call.close(); // There is no memory, or no thread, to watch it.
        throw e;
      }
    }

    private synchronized void end(ActiveCall call) {
      Optional.ofNullable(calls.remove(call)).ifPresent(watch -> watch.cancel(false));
    }

    /**
     * Ends all calls, lets no other begin, and waits until they are taken out. An interrupt ends
     * the wait; the thread stays interrupted.
     *
     * @param atMost how long to wait
     * @return whether all calls are taken out
     */
    public boolean close(Duration atMost) {
      List<ActiveCall> running;
      synchronized (this) {
        closed = true;
        running = List.copyOf(calls.keySet());
      }
      running.forEach(call -> call.end(CLOSED));
      CompletableFuture<?>[] ends =
          running.stream().map(call -> call.over).toArray(CompletableFuture[]::new);
      try {
        CompletableFuture.allOf(ends).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException | TimeoutException e) {
        return false;
      } finally {
        timer.shutdownNow();
      }
    }
  }
}
