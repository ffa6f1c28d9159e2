package io.github.maskloom.internal.pipeline;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.Closer;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkListener.WorkRecord;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkListener.WorkRecord.Outcome;
import io.github.maskloom.image.WorkListener.WorkRecord.Output;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.log.RateLimitedWarning;
import io.github.maskloom.raster.ImageGeometry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one running piece of work owns: the memory that it was granted, and whatever it opened.
 *
 * <p>Its timeout counts from when it was made. Closing it closes what it opened in reverse order,
 * then gives the memory back, and last tells the listener of a call that is done. It is idempotent.
 * <b>Threads:</b> confined to the calling one.
 */
public final class Scope implements Closeable {
  private static final int AUTOMATIC_WINDOW_BYTES = 256 << 10;

  private final WorkOptions work;
  private final InputFiles files;
  private final Closer resources = Closer.create();
  private MemoryBudget.@Nullable Reservation memory;

  /** What the listener is to hear of, until it has; null if nobody listens. */
  private @Nullable Notes notes;

  /**
   * Begins work that no listener hears of. It owns nothing yet, and its timeout counts from now on.
   *
   * @param work how it is done
   */
  public Scope(WorkOptions work) {
    this(work.withCancel(work.begin()), new InputFiles());
  }

  private Scope(WorkOptions work, InputFiles files) {
    this.work = work;
    this.files = files;
  }

  /**
   * {@return the scope of a call that begins now, of whose end the listener hears} It owns nothing
   * yet.
   *
   * @param kind what was called
   * @param work how it is done
   */
  public static Scope of(Kind kind, WorkOptions work) {
    Scope scope = new Scope(work);
    scope.notes = work.listener() == WorkListener.NONE ? null : new Notes(kind);
    return scope;
  }

  /** {@return how the work is done} */
  public WorkOptions work() {
    return work;
  }

  /** {@return who may stop it} */
  public CancelSignal cancel() {
    return work.cancel();
  }

  /** {@return what its parts reserve from: what was granted, once it was} */
  public MemoryBudget budget() {
    return memory == null ? work.budget() : memory.budget();
  }

  /** {@return the files that the work and its parts read} */
  public InputFiles files() {
    return files;
  }

  /** {@return a scope for a part of the work, which its owner closes} */
  public Scope part() {
    return part(work);
  }

  /**
   * {@return a scope for a part of the work that is done in another way}
   *
   * @param how the part is done; its budget is not used
   */
  public Scope part(WorkOptions how) {
    return new Scope(how.withBudget(budget()), files);
  }

  /**
   * Waits for what the work takes; to be called once, before rows are read.
   *
   * @param cost of which the heap counts
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses it
   * @throws IOException if the thread is interrupted
   * @throws IllegalStateException if this was called before
   */
  public void reserve(Cost cost) throws IOException {
    checkState(memory == null, "memory was reserved before");
    memory = work.budget().reserve(cost.heapBytes(), work.cancel());
    if (notes != null) {
      notes.reservedBytes = memory.bytes();
    }
  }

  /**
   * Notes for the listener what is worked on, and how.
   *
   * @param image the photo or image, upright
   * @param strategy how the result is made
   */
  public void planned(ImageGeometry image, Strategy strategy) {
    if (notes != null) {
      notes.image = image;
      notes.strategy = strategy;
    }
  }

  /**
   * Notes for the listener that the result is there.
   *
   * @param width columns of the result
   * @param height rows of the result
   * @param bytes encoded; 0 if it went out as rows
   */
  public void done(int width, int height, long bytes) {
    if (notes != null) {
      notes.output = new Output(width, height, bytes);
    }
  }

  /**
   * Tells the listener, once this is closed, of a call that throws this.
   *
   * @param why what the call throws
   * @throws CancelledException in its place if an interrupt ended the call
   */
  public void failed(Throwable why) {
    if (isInterrupt(why)) {
      CancelledException interrupted = new CancelledException("the thread was interrupted");
      interrupted.initCause(why);
      ended(interrupted);
      throw interrupted;
    }
    ended(why);
  }

  private void ended(Throwable why) {
    if (notes != null) {
      notes.output = null;
      tell(notes, outcome(why), Optional.of(why.getClass().getSimpleName()));
    }
  }

  private static boolean isInterrupt(Throwable why) {
    // A socket's timeout is an InterruptedIOException too.
    return (why instanceof InterruptedIOException || why instanceof ClosedByInterruptException)
        && Thread.currentThread().isInterrupted();
  }

  private static Outcome outcome(Throwable why) {
    if (why instanceof CancelledException) {
      return Outcome.CANCELLED;
    }
    boolean isRefusal =
        why instanceof ImageException
            || why instanceof MemoryBudgetException
            || why instanceof IllegalArgumentException;
    return isRefusal ? Outcome.REFUSED : Outcome.FAILED;
  }

  private void tell(Notes ended, Outcome outcome, Optional<String> error) {
    notes = null;
    try {
      work.listener().onFinished(ended.record(outcome, error));
    } catch (Throwable e) {
      Notes.LISTENER_FAILED.warn("a listener to work failed", e);
    }
  }

  /**
   * {@return how many rows a window of an image has}
   *
   * @param geometry of the image
   */
  public int windowRows(ImageGeometry geometry) {
    return windowRows(geometry, AUTOMATIC_WINDOW_BYTES);
  }

  /**
   * {@return how many rows a window of another size has}
   *
   * @param geometry of the image
   * @param automaticBytes of the window, unless the caller states how many rows it has
   */
  public int windowRows(ImageGeometry geometry, int automaticBytes) {
    return work.windowRows() == WorkOptions.AUTOMATIC_ROWS
        ? WindowSize.rowsWithin(geometry, automaticBytes)
        : work.windowRows();
  }

  /**
   * Has something closed with the scope, in the reverse order.
   *
   * @param <T> its type
   * @param resource what was opened
   * @return the resource
   */
  public <T extends Closeable> T register(T resource) {
    return resources.register(resource);
  }

  @Override
  public void close() throws IOException {
    try {
      resources.close();
    } finally {
      // A call that waits for the bytes begins to allocate before this thread has returned.
      if (memory != null) {
        memory.close();
      }
    }
    if (notes != null && notes.output != null) {
      tell(notes, Outcome.DONE, Optional.empty());
    }
  }

  /** What a listener is to hear of a call. */
  private static final class Notes {
    static final RateLimitedWarning LISTENER_FAILED = new RateLimitedWarning(Scope.class);

    final Kind kind;
    final long startNanos = System.nanoTime();
    @Nullable ImageGeometry image;
    @Nullable Strategy strategy;
    @Nullable Output output;
    long reservedBytes;

    Notes(Kind kind) {
      this.kind = kind;
    }

    WorkRecord record(Outcome outcome, Optional<String> error) {
      return new WorkRecord(
          kind,
          outcome,
          error,
          Optional.ofNullable(strategy),
          image == null ? 0 : image.width(),
          image == null ? 0 : image.height(),
          output == null ? Output.NONE : output,
          reservedBytes,
          Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }
}
