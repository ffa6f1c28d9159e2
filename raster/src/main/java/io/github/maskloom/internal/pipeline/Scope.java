package io.github.maskloom.internal.pipeline;

import com.google.common.io.Closer;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.ImageGeometry;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one running piece of work owns: the memory that it was granted, and whatever it opened.
 *
 * <p>Closing it closes that in reverse order, then gives the memory back; it is idempotent.
 * <b>Threads:</b> confined to the calling one.
 */
public final class Scope implements Closeable {
  private static final int AUTOMATIC_WINDOW_BYTES = 256 << 10;

  private final WorkOptions work;
  private final InputFiles files;
  private final Closer resources = Closer.create();
  private MemoryBudget.@Nullable Reservation memory;

  /** A scope that owns nothing yet. */
  public Scope(WorkOptions work) {
    this(work, new InputFiles());
  }

  private Scope(WorkOptions work, InputFiles files) {
    this.work = work;
    this.files = files;
  }

  /** How the work is done. */
  public WorkOptions work() {
    return work;
  }

  /** Who may stop it. */
  public CancelSignal cancel() {
    return work.cancel();
  }

  /** What its parts reserve from: what was granted, once it was. */
  public MemoryBudget budget() {
    return memory == null ? work.budget() : memory.budget();
  }

  /** The files that the work and its parts read. */
  public InputFiles files() {
    return files;
  }

  /** A scope for a part of the work, which its owner closes. */
  public Scope part() {
    return part(work);
  }

  /** A scope for a part of the work that is done in another way. */
  public Scope part(WorkOptions how) {
    return new Scope(how.withBudget(budget()), files);
  }

  /**
   * Waits for what the work takes; to be called once, before rows are read.
   *
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses it
   * @throws IOException if the thread is interrupted
   */
  public void reserve(Cost cost) throws IOException {
    if (memory != null) {
      throw new IllegalStateException("memory was reserved before");
    }
    memory = work.budget().reserve(cost.heapBytes(), work.cancel());
  }

  /** Rows of a window of an image. */
  public int windowRows(ImageGeometry geometry) {
    return work.windowRows() == WorkOptions.AUTOMATIC_ROWS
        ? WindowSize.rowsWithin(geometry, AUTOMATIC_WINDOW_BYTES)
        : work.windowRows();
  }

  /** Has something closed with the scope. */
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
  }
}
