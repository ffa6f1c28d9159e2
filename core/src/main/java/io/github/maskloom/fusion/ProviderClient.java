package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
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
  private static final long IDLE_SECONDS = 10;
  private static final long ABORT_SECONDS = 2;

  private final String id;
  private final ProviderSession session;
  private final FusionConfig config;
  private final TempRoot root;
  private final ThreadPoolExecutor workers;
  private final Set<Work> unfinished = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over a session and a hold on the folder for temporary files. */
  ProviderClient(String id, ProviderSession session, FusionConfig config, TempRoot root) {
    this.id = id;
    this.session = session;
    this.config = config;
    this.root = root;
    workers =
        new ThreadPoolExecutor(
            config.maxConcurrent(),
            config.maxConcurrent(),
            IDLE_SECONDS,
            SECONDS,
            queue(config.maxQueued()),
            new ThreadFactoryBuilder().setNameFormat("maskloom-fusion-%d").setDaemon(true).build());
    workers.allowCoreThreadTimeOut(true);
  }

  private static BlockingQueue<Runnable> queue(int capacity) {
    return capacity == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(capacity);
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
  private final class Work implements Runnable {
    private final FusionCall call;
    private final CancellableFuture<FusionResult> result = new CancellableFuture<>(this::cancel);
    private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

    Work(FusionCall call) {
      this.call = call;
    }

    void queue() {
      unfinished.add(this);
      try {
        if (workers.getActiveCount() >= config.maxConcurrent()) {
          call.news().progress(new FusionProgress.Queued());
        }
        workers.execute(this);
      } catch (RejectedExecutionException e) {
        throwIfClosed();
        throw new FusionThrottledException(
            "this client runs %d calls and %d wait; it takes no more"
                .formatted(config.maxConcurrent(), config.maxQueued()),
            FusionFailure.notSent(id).withRetry(RetryAdvice.SAFE),
            e);
      }
    }

    /** The call ends before it ran. */
    void refuse(RuntimeException why) {
      unfinished.remove(this);
      call.neverRan(why);
      result.fail(why);
    }

    void cancel() {
      call.cancel();
      if (workers.remove(this)) {
        refuse(new CancelledException("cancelled while it waited", Delivery.NOT_SENT));
      }
    }

    @Override
    public void run() {
      if (context != null) {
        MDC.setContextMap(context);
      }
      try {
        complete(call.run(root));
      } catch (Throwable e) {
        result.fail(e);
      } finally {
        MDC.clear();
        unfinished.remove(this);
      }
    }

    private void complete(FusionResult images) throws IOException {
      if (!result.complete(images)) {
        images.close();
      }
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    workers.shutdown();
    boolean interrupted = !drain(config.closeGrace());
    unfinished.forEach(work -> work.result.cancel(true));
    interrupted |= !drain(Duration.ofSeconds(ABORT_SECONDS));
    closeSession();
    root.release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the calls to end, or for the time to pass; false if interrupted. */
  private boolean drain(Duration atMost) {
    try {
      boolean ignored = workers.awaitTermination(atMost.toNanos(), NANOSECONDS);
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
