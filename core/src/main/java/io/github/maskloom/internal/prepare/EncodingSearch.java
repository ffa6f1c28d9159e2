package io.github.maskloom.internal.prepare;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries encodings of spooled rows down a ladder, each into a temporary file of its own, of which
 * only the best that fits is kept.
 *
 * <p>Rows are read by the thread that encodes, even if there could be others: to break an attempt
 * off would interrupt them, and an interrupt closes the file that all attempts read.
 */
final class EncodingSearch implements Closeable {
  private final PrepareOptions options;
  private final RowSpool spool;
  private final ImageSize fullSize;
  private final List<PrepareReport.Attempt> attempts;
  private @Nullable SpoolFile best;

  /**
   * A search that has not begun.
   *
   * @param spool the rows at full size, which stay open
   * @param attempts told of each encoding
   */
  EncodingSearch(PrepareOptions options, RowSpool spool, List<PrepareReport.Attempt> attempts) {
    this.options = options;
    this.spool = spool;
    this.attempts = attempts;
    fullSize = ImageSize.of(spool.geometry());
  }

  /**
   * The best encoding that fits, until this is closed.
   *
   * @throws ImageLimitException if none does
   */
  ImageSource best() throws IOException {
    EncodingLadder ladder =
        new EncodingLadder(fullSize, options.format(), options::mayShrinkTo, this::fits);
    boolean found = ladder.descend();
    SpoolFile file = best;
    if (!found || file == null) {
      long leastBytes = attempts.get(attempts.size() - 1).bytes();
      throw new ImageLimitException("maxBytes", leastBytes, options.limits().maxBytes());
    }
    return file.source();
  }

  private boolean fits(ImageSize size, OutputFormat format) throws IOException {
    SpoolFile file = SpoolFile.create(options.reading().limits());
    LimitedOutput out = new LimitedOutput(file.output(), options.limits().maxBytes());
    boolean fits = false;
    try (Scope attempt = new Scope(options.work())) {
      Stage<WindowReader> rows = PreparePlan.spooled(spool.geometry(), () -> spool);
      PreparePlan.attempt(options, rows, size, format).run(attempt, out);
      fits = true;
    } catch (LimitedOutput.TooLarge e) {
      // Told by the attempt.
    } finally {
      keepOrClose(file, fits);
    }
    attempts.add(PreparePlan.attempted(size, format, out.bytes(), fits));
    return fits;
  }

  private void keepOrClose(SpoolFile file, boolean fits) throws IOException {
    SpoolFile old = fits ? best : file;
    if (fits) {
      best = file;
    }
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() throws IOException {
    if (best != null) {
      best.close();
    }
  }
}
