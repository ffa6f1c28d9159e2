package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionThrottledException;
import io.github.maskloom.errors.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.internal.log.RareWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A client of one session of a provider, with the threads that its calls run on. */
final class ProviderClient extends BlockingCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);
  private static final RareWarning UNCLOSED =
      new RareWarning(LOG, Duration.ofMinutes(1), System::nanoTime);
  private static final long ABORT_SECONDS = 2;
  private static final long END_MILLIS = 200;

  private final String id;
  private final ProviderSession session;
  private final FusionConfig config;
  private final TempRoot root;
  private final CallSlots slots;
  private final Set<Work> unfinished = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over a session and a hold on the folder for temporary files. */
  ProviderClient(String id, ProviderSession session, FusionConfig config, TempRoot root) {
    this.id = id;
    this.session = session;
    this.config = config;
    this.root = root;
    slots = new CallSlots(config.maxConcurrent(), config.maxQueued());
  }

  @Override
  public String providerId() {
    return id;
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return session.capabilities(options);
  }

  @Override
  CancellableFuture<FusionResult> begin(FusionRequest request) {
    throwIfClosed();
    Work work = new Work(new FusionCall(request, id, session, config));
    try {
      work.call.check();
      work.queue();
    } catch (RuntimeException e) {
      work.refuse(e);
    }
    return work.result;
  }

  private void throwIfClosed() {
    if (closed.get()) {
      throw new IllegalStateException("the client of provider " + id + " is closed");
    }
  }

  /** A call on its way through the queue. */
  private final class Work implements CallSlots.Task {
    private final FusionCall call;
    private final CancellableFuture<FusionResult> result = new CancellableFuture<>(this::cancel);
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

    Work(FusionCall call) {
      this.call = call;
    }

    void queue() {
      if (!slots.enter()) {
        throw new FusionThrottledException(
            "this client runs %d calls and %d wait; it takes no more"
                .formatted(config.maxConcurrent(), config.maxQueued()),
            FusionFailure.notSent(id).withRetry(RetryAdvice.SAFE));
      }
      if (slots.areBusy()) {
        call.news().progress(new FusionProgress.Queued());
      }
      unfinished.add(this);
      if (closed.get()) {
        // Whoever closes the client may have looked for calls before this one was there to be seen.
        slots.giveBack();
        throwIfClosed();
      }
      slots.submit(this);
    }

    /** The call ends before it ran. */
    void refuse(Throwable why) {
      unfinished.remove(this);
      call.neverRan(why);
      result.fail(why);
    }

    @Override
    public void cannotRun(Throwable why) {
      refuse(closed.get() ? closedBefore() : why);
    }

    void cancel() {
      call.cancel("the call was cancelled");
      if (slots.withdraw(this)) {
        refuse(new CancelledException("cancelled while it waited", Delivery.NOT_SENT));
      }
    }

    /** The client is closed, and the call has to end. */
    void end() {
      if (!call.isRecorded()) {
        call.cancel("the client was closed");
        if (slots.withdraw(this)) {
          refuse(closedBefore());
        }
      }
    }

    private CancelledException closedBefore() {
      return new CancelledException("the client was closed before it began", Delivery.NOT_SENT);
    }

    /** The call does not end, and nobody waits for it any more. */
    void giveUp() {
      result.fail(
          new CancelledException("the client was closed, and it did not end", Delivery.UNKNOWN));
    }

    @Override
    public void run() {
      if (context != null) {
        MDC.setContextMap(context);
      }
      try {
        runThenLeave();
      } finally {
        MDC.clear();
        unfinished.remove(this);
      }
    }

    private void runThenLeave() {
      FusionResult images;
      try {
        images = call.run(root);
      } catch (Throwable e) {
        slots.leave();
        result.fail(e);
        return;
      }
      slots.leave();
      deliver(images);
    }

    private void deliver(FusionResult images) {
      if (result.deliver(images)) {
        return;
      }
      try {
        images.close();
        result.fail(new CancelledException("cancelled at its end", Delivery.ACCEPTED));
      } catch (IOException | RuntimeException e) {
        result.fail(e);
      }
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = !drain(config.closeGrace());
    others().forEach(Work::end);
    interrupted |= !drain(Duration.ofSeconds(ABORT_SECONDS));
    others().forEach(Work::giveUp);
    interrupted |= !closeSlots();
    closeSession();
    root.release();
    // Last, for it interrupts this thread.
    unfinished.forEach(Work::end);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The calls that can end while this thread waits: not the one whose listener closes the client.
   */
  private List<Work> others() {
    return unfinished.stream().filter(work -> !work.call.isRunByThisThread()).toList();
  }

  /** Waits for the calls to end, or for the time to pass; false if interrupted. */
  private boolean drain(Duration atMost) {
    long start = System.nanoTime();
    try {
      for (Work work : others()) {
        long left = NANOSECONDS.convert(atMost) - (System.nanoTime() - start);
        if (!work.result.awaitEnd(Math.max(left, 0))) {
          return true;
        }
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private boolean closeSlots() {
    try {
      slots.close(END_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void closeSession() {
    try {
      session.close();
    } catch (IOException | RuntimeException e) {
      UNCLOSED.warn("provider " + id + " did not close: " + e.getClass().getName());
    }
  }

  @Override
  public String toString() {
    return "FusionClient[" + id + "]";
  }
}
