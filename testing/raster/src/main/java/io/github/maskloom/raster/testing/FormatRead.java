package io.github.maskloom.raster.testing;

import com.sun.management.ThreadMXBean;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.EncodedImage.Opening;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Reads images as their files store them, through the door that everybody uses. */
final class FormatRead {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ReadOptions reading = ReadOptions.DEFAULT;
  private WorkOptions work = WorkOptions.DEFAULT;
  private Runnable whenOpen = () -> {};
  private int windowRows = 5;
  private boolean discards;

  FormatRead reading(ReadOptions value) {
    reading = value;
    return this;
  }

  FormatRead work(WorkOptions value) {
    work = value;
    return this;
  }

  /** What is done before the first row. */
  FormatRead whenOpen(Runnable action) {
    whenOpen = action;
    return this;
  }

  FormatRead windowRows(int value) {
    windowRows = value;
    return this;
  }

  /** Rows are looked at by nobody. */
  FormatRead discarding() {
    discards = true;
    return this;
  }

  /** Bytes that this thread has allocated so far. */
  static long allocatedBytes() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private EncodedImage open(ImageSource source) throws IOException {
    Opening asked = Opening.of(reading, Kept.METADATA).stored();
    return EncodedImage.open(source, asked, new Scope(work));
  }

  /** Reads a whole image. */
  Image all(ImageSource source) throws IOException {
    long before = allocatedBytes();
    try (EncodedImage image = open(source)) {
      whenOpen.run();
      WindowReader rows = image.rows();
      ImageGeometry geometry = rows.geometry();
      int[] samples = new int[discards ? 0 : geometry.rowSamples() * geometry.height()];
      int[] taken = {0};
      rows.push(
          windowRows,
          window -> {
            if (window.y() != taken[0] || window.rows() < 1) {
              throw new AssertionError("row " + window.y() + " came instead of " + taken[0]);
            }
            taken[0] += window.rows();
            if (!discards) {
              copy(window, samples);
            }
          });
      if (taken[0] != geometry.height()) {
        throw new AssertionError("only " + taken[0] + " rows came");
      }
      long windowBytes = (long) geometry.rowBytes() * windowRows;
      long allocated = allocatedBytes() - before - windowBytes;
      return new Image(geometry, samples, image.missingRows(), image.file().heapBytes(), allocated);
    }
  }

  /** Copies the rows of a window to their place among all samples. */
  static void copy(RasterWindow window, int[] samples) {
    int rowSamples = window.geometry().rowSamples();
    boolean bytes = window.geometry().depth() == 8;
    for (int i = 0; i < window.rows() * rowSamples; i++) {
      samples[window.y() * rowSamples + i] =
          bytes ? window.bytes()[i] & 0xFF : window.shorts()[i] & 0xFFFF;
    }
  }

  /** Reads row by row until the source fails, and then once more. */
  Failed failing(ImageSource source) throws IOException {
    EncodedImage image;
    try {
      image = open(source);
    } catch (IOException | RuntimeException e) {
      return new Failed(Optional.of(e), false);
    }
    try (image) {
      WindowReader rows = image.rows();
      Optional<Exception> failure = failure(rows);
      return new Failed(failure, failure.isPresent() && !isDead(rows));
    }
  }

  private static Optional<Exception> failure(WindowReader rows) {
    try {
      rows.push(1, window -> {});
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static boolean isDead(WindowReader rows) throws IOException {
    try {
      rows.read(new RasterWindow(rows.geometry(), 1));
      return false;
    } catch (IllegalStateException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * An image that was read.
   *
   * @param geometry its shape
   * @param samples row by row; empty if they were discarded
   * @param missingRows how many rows the file lacked
   * @param heapBytes what the format declared
   * @param allocatedBytes what the thread allocated, beside the window
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares images of this kind.
  record Image(
      ImageGeometry geometry,
      int[] samples,
      int missingRows,
      long heapBytes,
      long allocatedBytes) {}

  /**
   * How reading ended.
   *
   * @param failure empty if it went well
   * @param readsOn whether rows could be asked for afterwards
   */
  record Failed(Optional<Exception> failure, boolean readsOn) {}
}
