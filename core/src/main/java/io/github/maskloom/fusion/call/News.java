package io.github.maskloom.fusion.call;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionProgress.Downloading;
import io.github.maskloom.fusion.FusionProgress.Heartbeat;
import io.github.maskloom.fusion.FusionProgress.Restoring;
import io.github.maskloom.fusion.FusionProgress.Uploading;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners and the journal of one call; what they throw is logged and goes no further.
 * The journal is waited for, a second at most.
 */
final class News {
  private static final RateLimitedWarning UNKEPT = new RateLimitedWarning(News.class);

  /** What a journal may hold a call up; it goes on to write beside the call. */
  private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(1);

  private final FusionJournal journal;
  private final Executor beside;
  private final List<Reader> readers;
  private final LongSupplier nanoTime;

  /** What was told last, heartbeats too. */
  private volatile FusionProgress last = new FusionProgress.Queued();

  /** Guarded by this, as is what follows: what was told last but for heartbeats. */
  private FusionProgress news = last;

  private long stageNanos;
  private boolean isNew;

  /**
   * Tells of a call.
   *
   * @param listeners who hear of it
   * @param beside what the journal and the listeners are called on
   * @param nanoTime the time, such as {@link System#nanoTime}
   */
  News(
      FusionJournal journal,
      List<FusionListener> listeners,
      Executor beside,
      LongSupplier nanoTime) {
    this.journal = journal;
    this.beside = beside;
    readers =
        listeners.stream()
            .filter(each -> each != FusionListener.NONE)
            .map(each -> new Reader(each, beside))
            .toList();
    this.nanoTime = nanoTime;
    stageNanos = nanoTime.getAsLong();
  }

  /** What was told last. */
  FusionProgress last() {
    return last;
  }

  synchronized void progress(FusionProgress progress) {
    if (progress.stage() != news.stage()) {
      stageNanos = nanoTime.getAsLong();
    }
    news = progress;
    isNew = true;
    tell(progress);
  }

  /** Says that the call goes on, if there was nothing else to say since this was called before. */
  synchronized void beat() {
    if (!isNew) {
      tell(new Heartbeat(news, Duration.ofNanos(nanoTime.getAsLong() - stageNanos)));
    }
    isNew = false;
  }

  private void tell(FusionProgress progress) {
    last = progress;
    readers.forEach(reader -> reader.tell(progress));
  }

  /** A request is about to be sent. Throws nothing. */
  void sending(FusionJournal.Sending request) {
    keep(() -> journal.sending(request));
  }

  /** The call has ended. Throws nothing. */
  void finished(FusionRecord record) {
    keep(() -> journal.append(record));
    readers.forEach(reader -> reader.tellEnd(record));
  }

  /** A journal that hangs holds neither a call nor the end of its client up. */
  private void keep(StartedCall.Step entry) {
    if (journal == FusionJournal.NONE) {
      return;
    }
    Runnable tried = () -> StartedCall.tried(UNKEPT, "the journal could not keep a call", entry);
    try {
      CompletableFuture<Void> kept = CompletableFuture.runAsync(tried, beside);
      Uninterruptibles.getUninterruptibly(kept, JOURNAL_PATIENCE);
    } catch (TimeoutException e) {
      UNKEPT.warn("the journal takes longer than " + JOURNAL_PATIENCE + " to keep a call");
    } catch (Throwable e) {
      tried.run(); // There was no room to ask for a thread.
    }
  }

  /** Runs something once all listeners have heard of the end. */
  void whenHeard(Runnable action) {
    CompletableFuture<?>[] heard =
        readers.stream().map(Reader::heard).toArray(CompletableFuture<?>[]::new);
    var unused = CompletableFuture.allOf(heard).thenRun(action);
  }

  /**
   * Tells one listener what happens, in order, on a thread that does not work for the call. What
   * has yet to be told is kept within a bound, the end in any case. Throws nothing.
   */
  static final class Reader {
    private static final RateLimitedWarning FAILED = new RateLimitedWarning(Reader.class);
    private static final int MAX_WAITING = 256;

    private final FusionListener listener;
    private final Executor beside;
    private final CompletableFuture<Void> heard = new CompletableFuture<>();

    /** Guarded by this, as is what follows. */
    private final Deque<FusionProgress> waiting = new ArrayDeque<>();

    private @Nullable FusionRecord end;
    private boolean ended;
    private boolean telling;

    Reader(FusionListener listener, Executor beside) {
      this.listener = listener;
      this.beside = beside;
    }

    /** Completes when the listener has heard of the end, or has failed to. */
    CompletableFuture<Void> heard() {
      return heard;
    }

    /** Tells of progress, unless the call has ended. */
    void tell(FusionProgress progress) {
      synchronized (this) {
        if (ended) {
          return;
        }
        waiting.removeIf(older -> isOlder(older, progress));
        if (waiting.size() == MAX_WAITING) {
          waiting.removeFirst();
        }
        waiting.addLast(progress);
      }
      goOn();
    }

    /** Tells of the end; once. */
    void tellEnd(FusionRecord record) {
      synchronized (this) {
        end = record;
        ended = true;
      }
      goOn();
    }

    /** Whether something says no more than what came after it. */
    private static boolean isOlder(FusionProgress older, FusionProgress newer) {
      if (older instanceof Downloading one && newer instanceof Downloading other) {
        return one.index() == other.index();
      }
      if (older instanceof Restoring one && newer instanceof Restoring other) {
        return one.index() == other.index();
      }
      boolean uploads = older instanceof Uploading && newer instanceof Uploading;
      return uploads || older instanceof Heartbeat;
    }

    private void goOn() {
      synchronized (this) {
        if (telling) {
          return;
        }
        telling = true;
      }
      beside.execute(this::tellAll);
    }

    private void tellAll() {
      for (Runnable next = next(); next != null; next = next()) {
        // Undeclared exceptions and errors too: a listener of somebody else's ends no call.
        StartedCall.tried(FAILED, "a listener failed", next::run);
      }
    }

    private synchronized @Nullable Runnable next() {
      FusionProgress progress = waiting.poll();
      if (progress != null) {
        return () -> listener.onProgress(progress);
      }
      FusionRecord record = end;
      end = null;
      telling = record != null;
      return record == null ? null : () -> tell(record);
    }

    private void tell(FusionRecord record) {
      try {
        listener.onFinished(record);
      } finally {
        boolean ignored = heard.complete(null);
      }
    }
  }
}
