package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client of one session of a provider, with the threads that its calls run on. */
public final class ProviderClient implements ConfiguredClient {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);
  private static final RateLimitedWarning UNCLOSED = new RateLimitedWarning(LOG);
  private static final String CLOSED_BEFORE = "the client was closed before it began";
  static final String NO_STORE =
      "this provider's service queues jobs: say where their tickets are kept, with"
          + " FusionConfig.jobs(JobStore.files(folder)), or JobStore.NONE";
  private static final long ABORT_SECONDS = 2;
  private static final long END_MILLIS = 1000;

  private final String id;
  private final ProviderSession session;
  private final FusionConfig config;
  private final TempRoot root;
  private final CallQueue queue;
  private final Set<Work> unfinished = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch closeEnded = new CountDownLatch(1);

  /**
   * Opens a session of a provider, and the folder for temporary files.
   *
   * @param provider asked for a session
   * @param config how the client is set up
   * @return the client; closing it closes the session
   * @throws IOException if something that the provider needs, or the folder, cannot be opened
   */
  public static FusionClient open(FusionProvider provider, FusionConfig config) throws IOException {
    String id = ProviderDiscovery.idOf(provider);
    requireStore(provider, config);
    TempRoot root = TempRoot.acquire(config.tempFolder());
    try {
      ProviderSession session = provider.open(config.provider());
      if (session == null) {
        throw new FusionServiceException(
            "the provider opened no session", FusionException.Failure.notSent(id));
      }
      ProviderClient client = new ProviderClient(id, session, config, root);
      ProcessExit.add(client);
      lookThrough(config.journal());
      return client;
    } catch (Throwable e) {
      root.release();
      throw e;
    }
  }

  /** What killed processes began is named; a journal that cannot be read is not worth a client. */
  private static void lookThrough(FusionJournal journal) {
    try {
      journal.opened(TempRoot::isGone);
    } catch (Throwable e) {
      UNCLOSED.warn("the journal could not be looked through: " + e.getClass().getName());
    }
  }

  private static void requireStore(FusionProvider provider, FusionConfig config) {
    ProviderCapabilities able = provider.capabilities();
    checkArgument(config.jobs().isPresent() || able == null || !able.queuesJobs(), NO_STORE);
  }

  /** Takes over a session and a hold on the folder for temporary files. */
  private ProviderClient(String id, ProviderSession session, FusionConfig config, TempRoot root) {
    this.id = id;
    this.session = session;
    this.config = config;
    this.root = root;
    queue = new CallQueue(config.maxConcurrent(), config.maxQueued());
  }

  @Override
  public FusionConfig config() {
    return config;
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
  public Load load() {
    return queue.load();
  }

  @Override
  public FusionCall start(FusionRequest request) {
    return begin(request, null);
  }

  @Override
  public FusionCall resume(JobTicket ticket, FusionRequest request) {
    return begin(request, Objects.requireNonNull(ticket, "ticket"));
  }

  private FusionCall begin(FusionRequest request, @Nullable JobTicket ticket) {
    Objects.requireNonNull(request, "request");
    checkState(!closed.get(), "the client of provider %s is closed", id);
    LogContext log = new LogContext();
    Executor beside = work -> queue.runBeside(() -> log.run(work));
    CallContext context = CallContext.of(request, id, config, root, beside, ticket);
    Work work = new Work(context, log);
    work.begin();
    return work;
  }

  /** A call on its way through the queue. */
  private final class Work extends StartedCall implements CallQueue.Task {
    private final CallContext context;
    private final CallRun call;
    private final LogContext log;
    private volatile @Nullable Future<?> heartbeat;
    private volatile CallQueue.@Nullable Place place;

    /** Whether the call has ended without images. */
    private volatile boolean broken;

    /** The thread that begins the call, and may copy its sources, until that is done. */
    private volatile @Nullable Thread beginner = Thread.currentThread();

    Work(CallContext context, LogContext log) {
      this.context = context;
      call = new CallRun(context, session);
      this.log = log;
    }

    /** The call is taken: from here on it ends for its caller, and nothing is thrown. */
    void begin() {
      unfinished.add(this);
      guarded(this::enterQueue);
      beginner = null;
      if (broken) {
        call.discard();
      }
    }

    private void enterQueue() throws IOException {
      call.check();
      CallQueue.Place taken = queue.enter(this);
      if (taken == null) {
        throw new FusionThrottledException(
            "this client runs %d calls and %d wait; it takes no more"
                .formatted(config.maxConcurrent(), config.maxQueued()),
            FusionException.Failure.notSent(id).withRetry(RetryAdvice.SAFE));
      }
      place = taken;
      heartbeat = queue.everySecond(context.events()::beat);
      if (queue.isBusy()) {
        context.events().progress(new FusionProgress.Queued());
      }
      context.copySources();
      if (closed.get()) {
        // The thread that closes the client may have looked for calls before this one could be
        // withdrawn.
        end();
      }
      queue.submit(taken);
    }

    @Override
    void broken(Throwable thrown) {
      leave();
      broken = true;
      if (beginner == null) {
        call.discard();
      }
      Throwable why = call.hasEnd() ? thrown : context.seen(seen(thrown));
      call.fail(why, false);
      fail(why);
      forget();
    }

    /** What is closed takes no call any more, and throws something odd. */
    private Throwable seen(Throwable thrown) {
      boolean odd = closed.get() && !(thrown instanceof MaskloomException);
      return odd && context.history().calls() == 0 ? notBegun(CLOSED_BEFORE) : thrown;
    }

    /** The call ends before it ran. */
    private void refuse(String why) {
      cannotRun(notBegun(why));
    }

    @Override
    public void cannotRun(Throwable why) {
      guarded(
          () -> {
            throw why;
          });
    }

    @Override
    public FusionProgress progress() {
      return context.events().last();
    }

    @Override
    public void cancel() {
      call.cancel();
      if (isWithdrawn()) {
        refuse("cancelled while it waited");
      }
    }

    @Override
    Delivery delivery() {
      return context.history().delivery();
    }

    @Override
    Optional<JobTicket> ticket() {
      return context.job().ticket();
    }

    /** The client is closed, and the call has to end. */
    void end() {
      if (!call.hasEnd()) {
        guarded(call::endWithClient);
        if (isWithdrawn()) {
          refuse(CLOSED_BEFORE);
        }
      }
    }

    @Override
    void awaited(Thread waiting) {
      context.folder().heldBy(waiting);
    }

    private boolean isWithdrawn() {
      CallQueue.Place taken = place;
      return taken != null && queue.withdraw(taken);
    }

    private void leave() {
      CallQueue.Place taken = place;
      if (taken != null) {
        queue.leave(taken);
      }
    }

    /** Whether the call cannot end while the calling thread waits. */
    boolean isHeldUpByThisThread() {
      return beginner == Thread.currentThread() || context.cancellation().isWorker();
    }

    /** The call does not end, and nobody waits for it any more. */
    void giveUp() {
      guarded(
          () -> {
            Throwable why =
                context.seen(
                    new CancelledCallException(
                        "the client was closed, and it did not end", context.history().delivery()));
            call.fail(why, true);
            fail(why);
          });
    }

    /** The call has ended, and everybody hears of that. */
    private void forget() {
      Future<?> beats = heartbeat;
      if (beats != null) {
        beats.cancel(false);
      }
      context.events().whenHeard(this::forgetHeard);
    }

    private void forgetHeard() {
      unfinished.remove(this);
      synchronized (unfinished) {
        unfinished.notifyAll();
      }
    }

    @Override
    public void run() {
      log.run(() -> guarded(this::runCall));
    }

    private void runCall() throws Throwable {
      FusionResult images = call.run();
      leave();
      if (!succeed(images)) {
        // Nobody takes what comes after the call was given up.
        call.discard();
      }
      forget();
    }
  }

  /** Why a call ends before it began. */
  private static CancelledException notBegun(String why) {
    return new CancelledCallException(why, Delivery.NOT_SENT);
  }

  @Override
  public void close() {
    close(config.closeGrace());
  }

  private void close(Duration grace) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = false;
    try {
      interrupted = endCalls(grace);
    } finally {
      interrupted |= !closeQueue();
      closeSession();
      root.release();
      // Last, for it interrupts this thread.
      unfinished.forEach(Work::end);
      ProcessExit.remove(this);
      closeEnded.countDown();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How long calls go on when the client is closed, or the process ends. */
  Duration closeGrace() {
    return config.closeGrace();
  }

  /**
   * The process has begun to end: its calls go on for the grace, and then this closes the client.
   * Where somebody else closes it, with a grace of its own, this waits for that.
   *
   * @param start when that was, of {@link System#nanoTime}
   */
  void exit(long start) throws InterruptedException {
    long grace = NANOSECONDS.convert(closeGrace());
    synchronized (unfinished) {
      long left = grace - (System.nanoTime() - start);
      while (!unfinished.isEmpty() && left > 0) {
        NANOSECONDS.timedWait(unfinished, left);
        left = grace - (System.nanoTime() - start);
      }
    }
    if (!unfinished.isEmpty()) {
      close(Duration.ZERO);
    }
    if (closed.get()) {
      long most = grace + NANOSECONDS.convert(2 * ABORT_SECONDS, SECONDS);
      boolean ignored = closeEnded.await(most, NANOSECONDS);
    }
  }

  /** Lets calls go on for a while, then ends them; whether this thread was interrupted. */
  private boolean endCalls(Duration grace) {
    boolean interrupted = !drain(grace);
    others().forEach(Work::end);
    interrupted |= !drain(Duration.ofSeconds(ABORT_SECONDS));
    others().forEach(Work::giveUp);
    return interrupted;
  }

  /**
   * The calls that can end while this thread waits: not one that this thread begins or works for.
   */
  private List<Work> others() {
    return unfinished.stream().filter(work -> !work.isHeldUpByThisThread()).toList();
  }

  /** Waits for the calls to end, or for the time to pass; false if interrupted. */
  private boolean drain(Duration atMost) {
    long start = System.nanoTime();
    try {
      for (Work work : others()) {
        long left = NANOSECONDS.convert(atMost) - (System.nanoTime() - start);
        if (!work.awaitEnd(Math.max(left, 0))) {
          return true;
        }
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private boolean closeQueue() {
    try {
      queue.close(END_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void closeSession() {
    try {
      session.close();
    } catch (Throwable e) {
      UNCLOSED.warn("provider " + id + " did not close: " + e.getClass().getName());
    }
  }

  @Override
  public String toString() {
    return "FusionClient[" + id + "]";
  }
}
