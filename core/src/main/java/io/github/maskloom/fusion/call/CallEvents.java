package io.github.maskloom.fusion.call;

import com.google.common.collect.Comparators;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.fusion.spi.ProviderListener.FailedAttempt;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners and the journal of one call; what they throw is logged and goes no further.
 * Listeners are told on threads of their own. The journal is waited for, a second at most.
 */
final class CallEvents {
  private static final RateLimitedWarning UNKEPT =
      new RateLimitedWarning(LoggerFactory.getLogger(CallEvents.class));

  /** What a journal may hold a call up; it goes on to write beside the call. */
  private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(1);

  private final FusionJournal journal;
  private final Executor threads;
  private final List<CallListener> listeners;
  private final LongSupplier nanoTime;
  private final AtomicInteger failedAttempts = new AtomicInteger();
  private volatile Delivery delivery = Delivery.NOT_SENT;

  /** What was told last, heartbeats too. */
  private volatile FusionProgress last = new FusionProgress.Queued();

  /** Guarded by this, as is what follows: what was told last but for heartbeats. */
  private FusionProgress news = last;

  private long stageNanos;
  private boolean isNew;
  private volatile ProviderResponse identity = ProviderResponse.NONE;

  /**
   * Tells the listeners and the journal of a call.
   *
   * @param own who hears of this call, beside the client's listener
   * @param threads what listeners are called on
   * @param nanoTime the time, such as {@link System#nanoTime}
   */
  CallEvents(FusionConfig config, FusionListener own, Executor threads, LongSupplier nanoTime) {
    journal = config.journal();
    this.threads = threads;
    listeners =
        List.of(new CallListener(config.listener(), threads), new CallListener(own, threads));
    this.nanoTime = nanoTime;
    stageNanos = nanoTime.getAsLong();
  }

  int failedAttempts() {
    return failedAttempts.get();
  }

  /** How far the request got at least, by what the provider said on the way. */
  Delivery delivery() {
    return delivery;
  }

  /** What a bill may name, by what the provider said on the way: a model and ids. */
  ProviderResponse identity() {
    return identity;
  }

  private synchronized void identified(ProviderResponse more) {
    identity = CallHistory.merged(identity, more);
  }

  private synchronized void reached(Delivery least) {
    delivery = Comparators.max(delivery, least);
  }

  /** What was told last. */
  FusionProgress last() {
    return last;
  }

  void progress(FusionProgress progress) {
    synchronized (this) {
      if (progress.stage() != news.stage()) {
        stageNanos = nanoTime.getAsLong();
      }
      news = progress;
      isNew = true;
      tell(progress);
    }
  }

  /** Says that the call goes on, if there was nothing else to say since this was called before. */
  synchronized void beat() {
    if (!isNew) {
      tell(new FusionProgress.Heartbeat(news, Duration.ofNanos(nanoTime.getAsLong() - stageNanos)));
    }
    isNew = false;
  }

  private void tell(FusionProgress progress) {
    last = progress;
    listeners.forEach(listener -> listener.tell(progress));
  }

  /** A request is about to be sent. Throws nothing. */
  void sending(FusionJournal.Sending request) {
    keep(() -> journal.sending(request));
  }

  /** What is kept in the journal. */
  private interface Entry {
    void keep() throws IOException;
  }

  /** A journal that hangs holds neither a call nor the end of its client up. */
  private void keep(Entry entry) {
    if (journal == FusionJournal.NONE) {
      return;
    }
    try {
      CompletableFuture<Void> kept = CompletableFuture.runAsync(() -> tried(entry), threads);
      Uninterruptibles.getUninterruptibly(kept, JOURNAL_PATIENCE);
    } catch (TimeoutException e) {
      UNKEPT.warn("the journal takes longer than " + JOURNAL_PATIENCE + " to keep a call");
    } catch (Throwable e) {
      tried(entry); // No thread is to be had.
    }
  }

  private static void tried(Entry entry) {
    try {
      entry.keep();
    } catch (Throwable e) {
      // Its type only: a message may hold anything.
      UNKEPT.warn("the journal could not keep a call: " + e.getClass().getName());
    }
  }

  /** Throws nothing. */
  void finished(FusionRecord record) {
    keep(() -> journal.append(record));
    listeners.forEach(listener -> listener.tellEnd(record));
  }

  /** Runs something once both listeners have heard of the end. */
  void whenHeard(Runnable action) {
    var unused =
        CompletableFuture.allOf(
                listeners.stream().map(CallListener::heard).toArray(CompletableFuture<?>[]::new))
            .thenRun(action);
  }

  void imageReceived(int index, int received, int count) {
    reached(Delivery.ACCEPTED);
    progress(new FusionProgress.ImageReceived(index, received, count));
  }

  void preview(int index, int number, ImageSource image) {
    reached(Delivery.ACCEPTED);
    progress(new FusionProgress.Preview(index, number, image));
  }

  /** A request is about to be sent, under this id. */
  void sentAs(String clientRequestId) {
    identified(ProviderResponse.NONE.withRequestIds(List.of(clientRequestId), List.of()));
  }

  /** The service has queued the request, under this id. */
  void queuedAs(String jobId) {
    identified(ProviderResponse.NONE.withRequestIds(List.of(), List.of(jobId)));
  }

  /** The service has made an image, which may not be kept here. */
  void accepted() {
    reached(Delivery.ACCEPTED);
  }

  /**
   * What a provider tells in one of the calls that it takes.
   *
   * @param first index that the first image of that call has among those of all
   */
  ProviderListener heardFrom(int first) {
    return new Heard(first);
  }

  private final class Heard implements ProviderListener {
    private final int first;

    Heard(int first) {
      this.first = first;
    }

    @Override
    public void modelKnown(String model) {
      identified(ProviderResponse.NONE.withModel(model));
    }

    @Override
    public void answeredAs(String serverRequestId) {
      identified(ProviderResponse.NONE.withRequestIds(List.of(), List.of(serverRequestId)));
    }

    @Override
    public void uploading(long bytes, long totalBytes) {
      progress(new FusionProgress.Uploading(bytes, totalBytes));
    }

    @Override
    public void waiting() {
      progress(new FusionProgress.Waiting());
    }

    @Override
    public void downloading(int index, long bytes) {
      reached(Delivery.ACCEPTED);
      int ofAll = index < 0 ? index : first + index;
      progress(new FusionProgress.Downloading(ofAll, bytes));
    }

    @Override
    public void attemptFailed(FailedAttempt attempt) {
      FusionException.Failure failure = attempt.failure().failure();
      failedAttempts.incrementAndGet();
      reached(failure.delivery());
      identified(CallHistory.ids(failure));
      progress(new FusionProgress.AttemptFailed(attempt));
    }
  }
}
