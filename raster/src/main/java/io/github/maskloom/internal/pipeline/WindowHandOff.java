package io.github.maskloom.internal.pipeline;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes any source readable on demand, with one thread and two windows between.
 *
 * <p>It is needed between a decoder that only pushes and an encoder that only pulls. It is of use
 * where a source is to be read ahead on a core of its own. The thread starts with the first {@link
 * #read} and ends with the last row, with a failure, or with {@link #close}, which waits for it.
 *
 * <p><b>Failures:</b> what the source throws comes out of {@link #read} unchanged; a reader that is
 * closed early makes the source's {@code push} end. <b>Memory:</b> two windows. <b>Threads:</b> the
 * reader is confined to one thread at a time; the source is used by the hand-off's own thread until
 * that has ended, and closed by the reader's. <b>Blocking:</b> a read waits for rows; if its thread
 * is interrupted meanwhile it throws {@link InterruptedIOException} and the flag stays set.
 */
public final class WindowHandOff implements WindowReader {
  private static final int WINDOWS = 2;

  private final String step;
  private final WindowSource source;
  private final int windowRows;
  private final BlockingQueue<RasterWindow> empty = new LinkedBlockingQueue<>();

  /** What the source has pushed; nothing at its end. */
  private final BlockingQueue<Optional<RasterWindow>> filled = new LinkedBlockingQueue<>();

  /** Why the source ended; known once that is told. */
  private @Nullable Throwable failure;

  private boolean ended;

  private @Nullable Thread producer;

  /** Only the producer's. */
  private int pushedRows;

  private @Nullable RasterWindow current;
  private int currentRow;
  private int nextY;
  private volatile boolean dead;

  private WindowHandOff(String step, WindowSource source, int windowRows) {
    this.step = step;
    this.source = source;
    this.windowRows = windowRows;
  }

  /**
   * {@return a reader of a source's rows: the source itself if it is a reader, else a hand-off that
   * owns it}
   *
   * @param source pushed once rows are asked for
   * @param windowRows rows that each of the two windows between holds
   */
  public static WindowReader reader(WindowSource source, int windowRows) {
    return source instanceof WindowReader reader
        ? reader
        : new WindowHandOff("take the caller's rows", source, windowRows);
  }

  /**
   * {@return rows that can be asked for: as they are if they are a reader, else handed off} Closing
   * them is the caller's.
   *
   * @param name of the step that makes them
   * @param rows of the caller, who closes them
   * @param cost of that step
   * @param windowRows rows that each of the two windows between holds
   */
  public static Stage<WindowReader> stage(
      String name, WindowSource rows, Cost cost, int windowRows) {
    return rows instanceof WindowReader reader
        ? Stage.of(name, reader, cost)
        : handedOff(name, Stage.of(name, rows, cost), windowRows);
  }

  /**
   * {@return rows that a thread of their own makes ahead of who asks for them}
   *
   * @param below pulled by that thread
   * @param windowRows rows that each of the two windows between holds
   */
  public static Stage<WindowReader> ahead(Stage<WindowReader> below, int windowRows) {
    return handedOff("read ahead", below, windowRows);
  }

  /** A hand-off takes its two windows, and the one that its source fills. */
  private static Stage<WindowReader> handedOff(
      String step, Stage<? extends WindowSource> below, int windowRows) {
    return below.then(
        "hand off",
        below.geometry(),
        new Cost((WINDOWS + 1) * WindowSize.bytes(below.geometry(), windowRows), 0, 1),
        (rows, scope) -> scope.register(new WindowHandOff(step, rows, windowRows)));
  }

  @Override
  public ImageGeometry geometry() {
    return source.geometry();
  }

  @Override
  public ImageMetadata metadata() {
    return source.metadata();
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    checkState(!dead, "the reader failed before or is closed");
    window.requireGeometry(geometry());
    boolean done = false;
    try {
      int rows = fill(window);
      window.place(nextY, rows);
      nextY += rows;
      done = true;
      return rows;
    } finally {
      dead = !done;
    }
  }

  private int fill(RasterWindow window) throws IOException {
    int rows = 0;
    while (rows < window.capacityRows()) {
      RasterWindow from = current();
      if (from == null) {
        break;
      }
      int count = Math.min(window.capacityRows() - rows, from.rows() - currentRow);
      window.copyRows(from, currentRow, rows, count);
      rows += count;
      currentRow += count;
    }
    return rows;
  }

  /** The filled window to copy from, or null after the last row. */
  private @Nullable RasterWindow current() throws IOException {
    if (ended || (current != null && currentRow < current.rows())) {
      return current;
    }
    start();
    if (current != null) {
      empty.add(current);
    }
    try {
      current = filled.take().orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for rows");
    }
    currentRow = 0;
    ended = current == null;
    if (ended && failure != null) {
      rethrow(failure);
    }
    return current;
  }

  private void start() {
    if (producer == null) {
      int rows = Math.min(windowRows, geometry().height());
      for (int i = 0; i < WINDOWS; i++) {
        empty.add(new RasterWindow(geometry(), rows));
      }
      producer = new Thread(() -> produce(rows), "maskloom-hand-off");
      producer.setDaemon(true);
      producer.start();
    }
  }

  private void produce(int rows) {
    try {
      source.push(rows, this::offer);
    } catch (Throwable e) {
      failure = e;
    }
    filled.add(Optional.empty());
  }

  private void offer(RasterWindow window) throws IOException {
    window.requireGeometry(geometry());
    RasterWindow copy = awaitEmpty();
    if (window.y() != pushedRows || window.rows() > copy.capacityRows()) {
      throw new IllegalStateException(
          "%s: rows [%d, +%d) were pushed where at most %d from row %d on were asked for"
              .formatted(step, window.y(), window.rows(), copy.capacityRows(), pushedRows));
    }
    pushedRows += window.rows();
    copy.copyRows(window, 0, 0, window.rows());
    copy.place(window.y(), window.rows());
    filled.add(Optional.of(copy));
  }

  private RasterWindow awaitEmpty() throws IOException {
    try {
      RasterWindow window = empty.take();
      if (!dead) {
        return window;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new InterruptedIOException("the reader was closed before the last row");
  }

  private static void rethrow(Throwable failure) throws IOException {
    Throwables.throwIfInstanceOf(failure, IOException.class);
    Throwables.throwIfUnchecked(failure);
    throw new IllegalStateException(
        "a source threw a checked exception it does not declare", failure);
  }

  /** Ends the thread, waits for it, and closes the source. */
  @Override
  public void close() throws IOException {
    dead = true;
    Thread thread = producer;
    if (thread != null) {
      thread.interrupt();
      Uninterruptibles.joinUninterruptibly(thread);
    }
    source.close();
  }
}
