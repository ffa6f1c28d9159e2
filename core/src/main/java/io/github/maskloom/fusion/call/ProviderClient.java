package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.MapMaker;
import com.google.common.math.LongMath;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A client of one session of a provider, with the threads that its calls run on. */
public final class ProviderClient implements SharedClient.Configured {
  private static final RateLimitedWarning UNCLOSED = new RateLimitedWarning(ProviderClient.class);
  private static final long ABORT_SECONDS = 2;
  private static final long END_MILLIS = 1000;
  private static final long LOOK_NANOS = 20_000_000;

  private final String id;
  private final FusionConfig config;
  final ProviderSession session;
  final TempRoot root;
  final WorkQueue queue;

  /** The calls that have not ended, or not for all listeners. */
  final Set<RunningCall> unfinished = ConcurrentHashMap.newKeySet();

  /** The files of results that came, of which most are closed by now. */
  private final Set<TempFolder> results = ConcurrentHashMap.newKeySet();

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
    TempRoot root = TempRoot.acquire(config.tempFolder());
    try {
      ProviderSession session = provider.open(config.provider());
      if (session == null) {
        throw new FusionServiceException(
            "the provider opened no session", FusionException.Failure.notSent(id));
      }
      ProviderClient client = new ProviderClient(id, session, config, root);
      ProcessExit.add(client);
      // What killed processes began is named; a journal that cannot be read is not worth a client.
      StartedCall.tried(
          UNCLOSED,
          "the journal could not be looked through",
          () -> config.journal().opened(TempRoot::isGone));
      return client;
    } catch (Throwable e) {
      root.release();
      throw e;
    }
  }

  /** Takes over a session and a hold on the folder for temporary files. */
  private ProviderClient(String id, ProviderSession session, FusionConfig config, TempRoot root) {
    this.id = id;
    this.session = session;
    this.config = config;
    this.root = root;
    queue = new WorkQueue(config.maxConcurrent(), config.maxQueued(), null);
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
    return taken(Objects.requireNonNull(request, "request"), null, false).begin();
  }

  @Override
  public Optional<FusionQuote> quote(FusionRequest request) throws IOException {
    return taken(Objects.requireNonNull(request, "request"), null, true).quote();
  }

  @Override
  public FusionCall resume(JobTicket ticket, FusionRequest request) {
    Objects.requireNonNull(request, "request");
    return taken(request, Objects.requireNonNull(ticket, "ticket"), false).begin();
  }

  private RunningCall taken(FusionRequest request, @Nullable JobTicket ticket, boolean quoted) {
    checkState(!closed.get(), "the client of provider %s is closed", id);
    RunningCall call = new RunningCall(this, request, ticket, quoted);
    unfinished.add(call);
    return call;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** A result comes, whose files are there until it is closed. */
  void came(TempFolder files) {
    results.removeIf(TempFolder::isClosed);
    results.add(files);
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
      StartedCall.tried(UNCLOSED, "provider " + id + " did not close", session::close);
      results.forEach(TempFolder::tellUnlessClosed);
      root.release();
      // Last, for it interrupts this thread.
      unfinished.forEach(RunningCall::endWithClient);
      ProcessExit.remove(this);
      closeEnded.countDown();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * The process has begun to end: its calls go on for the grace, and then this closes the client.
   * Where somebody else closes it, with a grace of its own, this waits for that.
   *
   * @param start when that was, of {@link System#nanoTime}
   */
  void exit(long start) throws InterruptedException {
    awaitWhile(() -> !unfinished.isEmpty(), start);
    if (!unfinished.isEmpty()) {
      close(Duration.ZERO);
    }
    if (closed.get()) {
      long grace = NANOSECONDS.convert(config.closeGrace());
      long most = LongMath.saturatedAdd(grace, NANOSECONDS.convert(2 * ABORT_SECONDS, SECONDS));
      boolean ignored = closeEnded.await(most, NANOSECONDS);
    }
  }

  /** Waits within the grace while something goes on of whose end nobody may tell. */
  private void awaitWhile(BooleanSupplier goesOn, long start) {
    long grace = NANOSECONDS.convert(config.closeGrace());
    while (goesOn.getAsBoolean() && System.nanoTime() - start < grace) {
      Uninterruptibles.sleepUninterruptibly(LOOK_NANOS, NANOSECONDS);
    }
  }

  /** Lets calls go on for a while, then ends them; whether this thread was interrupted. */
  private boolean endCalls(Duration grace) {
    boolean interrupted = !drain(grace);
    others().forEach(RunningCall::endWithClient);
    interrupted |= !drain(Duration.ofSeconds(ABORT_SECONDS));
    others().forEach(RunningCall::giveUp);
    return interrupted;
  }

  /**
   * The calls that can end while this thread waits: not one that this thread begins or works for.
   */
  private List<RunningCall> others() {
    return unfinished.stream().filter(call -> !call.isHeldUpByThisThread()).toList();
  }

  /** Waits for the calls to end, or for the time to pass; false if interrupted. */
  private boolean drain(Duration atMost) {
    CompletableFuture<?>[] ends =
        others().stream()
            .map(call -> call.completion().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    try {
      var unused = CompletableFuture.allOf(ends).get(NANOSECONDS.convert(atMost), NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
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

  @Override
  public String toString() {
    return "FusionClient[" + id + "]";
  }

  /**
   * What happens to open clients when the process ends. The JVM runs all exit hooks at once, so
   * this one takes nothing from the others: clients stay open for their grace, and a thread that
   * closes one meanwhile is waited for. Only a client whose calls outlast its grace is closed here.
   */
  static final class ProcessExit {
    private static final RateLimitedWarning FAILED = new RateLimitedWarning(ProviderClient.class);

    /**
     * Guards itself and whether the hook is set: without clients it would hold the class loader.
     */
    private static final Set<ProviderClient> OPEN = new HashSet<>();

    /** The files of results that somebody waits for or has, as long as anybody knows these. */
    private static final Set<TempFolder> HELD =
        Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

    private static final Thread HOOK = new Thread(ProcessExit::run, "maskloom-exit");
    private static volatile boolean begun;

    private ProcessExit() {}

    /** Whether the process is ending. */
    static boolean hasBegun() {
      return begun;
    }

    /** Lets calls of a client end when the process does, unless that is ending by now. */
    static void add(ProviderClient client) {
      synchronized (OPEN) {
        OPEN.add(client);
        if (OPEN.size() == 1) {
          try {
            Runtime.getRuntime().addShutdownHook(HOOK);
          } catch (IllegalStateException e) {
            // Who opens a client in an exit hook closes it there.
          }
        }
      }
    }

    /** A client is closed. */
    static void remove(ProviderClient client) {
      synchronized (OPEN) {
        if (OPEN.remove(client) && OPEN.isEmpty()) {
          try {
            boolean ignored = Runtime.getRuntime().removeShutdownHook(HOOK);
          } catch (IllegalStateException e) {
            // It runs.
          }
        }
      }
    }

    /** A thread waits for the images of a call, or has them. */
    static void hold(TempFolder folder) {
      HELD.add(folder);
    }

    private static void run() {
      begun = true;
      long start = System.nanoTime();
      List<ProviderClient> clients;
      synchronized (OPEN) {
        // In this order none waits longer than its own grace.
        clients =
            ImmutableList.sortedCopyOf(
                Comparator.comparing(client -> client.config.closeGrace()), OPEN);
      }
      clients.forEach(
          client ->
              StartedCall.tried(
                  FAILED, "calls did not end with the process", () -> client.exit(start)));
      // Lets threads write the images that they have. Nothing tells when such a thread dies.
      clients.forEach(
          client -> client.awaitWhile(() -> HELD.stream().anyMatch(TempFolder::isHeld), start));
      TempRoot.deleteIdle();
    }
  }
}
