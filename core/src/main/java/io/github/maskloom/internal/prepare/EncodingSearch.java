package io.github.maskloom.internal.prepare;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.file.BlockOutputStream;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.rows.Output;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries encodings of spooled rows down a ladder, each into a temporary file of its own, of which
 * only the best that fits is kept.
 *
 * <p>The first that fits is found by bisection: down the qualities, and down the scales at the same
 * quality, encodings of a JPEG shrink. A PNG has scales only, which are tried one after the other.
 * At most nine encodings of a JPEG's 38 are made: two show that full size does not do, four find
 * the scale, three its quality. Every encoding that fits is better than those that fitted before.
 *
 * <p>Rows are read by the thread that encodes, even if there could be others: to break an attempt
 * off would interrupt them, and an interrupt closes the file that all attempts read.
 */
final class EncodingSearch implements Closeable {
  private static final int QUALITY_STEP = 10;
  private static final int MIN_QUALITY = 25;
  private static final int MIN_QUALITY_SCALED = 35;
  private static final int LAST_QUALITY = 30;
  static final int TENTHS = 10;
  static final int MIN_TENTHS = 5;

  private final PrepareOptions options;
  private final ImageSize fullSize;
  private final List<PrepareReport.Attempt> attempts;
  private @Nullable SpoolFile best;

  /** A step of the ladder. */
  private record Step(ImageSize size, OutputFormat format) {}

  /**
   * A search that has not begun.
   *
   * @param attempts told of each encoding
   */
  EncodingSearch(PrepareOptions options, ImageSize fullSize, List<PrepareReport.Attempt> attempts) {
    this.options = options;
    this.fullSize = fullSize;
    this.attempts = attempts;
  }

  /**
   * The best encoding that fits, until this is closed.
   *
   * @param spool the rows at full size, which stay open
   * @throws ImageLimitException if none does
   */
  ImageSource best(RowSpool spool) throws IOException {
    if (!attempts.isEmpty() || !fits(spool, new Step(fullSize, options.format()))) {
      descend(spool);
    }
    return found();
  }

  /** What the encoding that fits is, until this is closed. */
  ImageSource found() {
    SpoolFile file = best;
    if (file == null) {
      long leastBytes = attempts.get(attempts.size() - 1).bytes();
      throw new ImageLimitException("maxBytes", leastBytes, options.limits().maxBytes());
    }
    return file.source();
  }

  private boolean fits(RowSpool spool, Step step) throws IOException {
    try (Scope attempt = new Scope(options.work())) {
      Stage<WindowReader> rows = PreparePlan.spooled(spool.geometry(), Optional.of(spool));
      return fits(PreparePlan.attempt(options, rows, step.size(), step.format()), attempt, step);
    }
  }

  /** Makes an encoding of the image at its full size, and keeps it if it fits. */
  boolean fits(Stage<Output> output, Scope scope) throws IOException {
    return fits(output, scope, new Step(fullSize, options.format()));
  }

  private boolean fits(Stage<Output> output, Scope scope, Step step) throws IOException {
    SpoolFile file = SpoolFile.create(options.reading().limits());
    LimitedOutput out = new LimitedOutput(file.output(), options.limits().maxBytes());
    SpoolFile unwanted = file;
    try {
      output.open(scope).write(out);
      unwanted = best;
      best = file;
    } catch (LimitedOutput.TooLarge e) {
      // Told by the attempt.
    } finally {
      if (unwanted != null) {
        unwanted.close();
      }
    }
    boolean fits = unwanted != file;
    attempts.add(PreparePlan.attempted(step.size(), step.format(), out.bytes(), fits));
    return fits;
  }

  private void descend(RowSpool spool) throws IOException {
    if (options.format() instanceof OutputFormat.Jpeg jpeg) {
      descend(spool, jpeg);
      return;
    }
    // A smaller PNG may take more bytes: scaling makes grays of black and white.
    for (Step step : scales(options.format())) {
      if (fits(spool, step)) {
        return;
      }
    }
  }

  private void descend(RowSpool spool, OutputFormat.Jpeg jpeg) throws IOException {
    List<Step> lower = qualities(fullSize, jpeg, MIN_QUALITY);
    lower.remove(0);
    if (firstFitting(spool, lower) >= 0) {
      return;
    }
    List<Step> scales = scales(withQuality(jpeg, MIN_QUALITY_SCALED));
    int scale = firstFitting(spool, scales);
    Step last = new Step(fullSize.times(MIN_TENTHS, TENTHS), withQuality(jpeg, LAST_QUALITY));
    if (scale >= 0) {
      bisect(spool, qualities(scales.get(scale).size(), jpeg, MIN_QUALITY_SCALED));
    } else if (options.mayShrinkTo(last.size())) {
      fits(spool, last);
    }
  }

  private List<Step> scales(OutputFormat format) {
    List<Step> steps = new ArrayList<>();
    for (int tenths = TENTHS - 1; tenths >= MIN_TENTHS; tenths--) {
      ImageSize size = fullSize.times(tenths, TENTHS);
      if (options.mayShrinkTo(size)) {
        steps.add(new Step(size, format));
      }
    }
    return steps;
  }

  private static List<Step> qualities(ImageSize size, OutputFormat.Jpeg best, int least) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(size, best));
    for (int quality = best.quality() - QUALITY_STEP; quality >= least; quality -= QUALITY_STEP) {
      steps.add(new Step(size, withQuality(best, quality)));
    }
    return steps;
  }

  private static OutputFormat.Jpeg withQuality(OutputFormat.Jpeg best, int quality) {
    int lower = Math.min(quality, best.quality());
    return new OutputFormat.Jpeg(
        lower, best.backgroundRgb(), best.chroma(), best.optimized(), false);
  }

  /** The index of the first step that fits; negative if none does. */
  private int firstFitting(RowSpool spool, List<Step> steps) throws IOException {
    return !steps.isEmpty() && fits(spool, steps.get(steps.size() - 1)) ? bisect(spool, steps) : -1;
  }

  /** The index of the first step that fits, where the last one is known to. */
  private int bisect(RowSpool spool, List<Step> steps) throws IOException {
    int first = 0;
    int fitting = steps.size() - 1;
    while (first < fitting) {
      int middle = (first + fitting) / 2;
      if (fits(spool, steps.get(middle))) {
        fitting = middle;
      } else {
        first = middle + 1;
      }
    }
    return fitting;
  }

  @Override
  public void close() throws IOException {
    if (best != null) {
      best.close();
    }
  }

  /** Counts bytes on their way, and stops where they become too many. */
  static final class LimitedOutput extends BlockOutputStream {
    private final OutputStream out;
    private final long maxBytes;
    private long bytes;

    LimitedOutput(OutputStream out, long maxBytes) {
      this.out = out;
      this.maxBytes = maxBytes;
    }

    /** Thrown where there are too many bytes; never leaves this package. */
    static final class TooLarge extends IOException {
      private static final long serialVersionUID = 1L;

      TooLarge() {
        super("the encoding is too large");
      }
    }

    long bytes() {
      return bytes;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      bytes += length;
      if (bytes > maxBytes) {
        throw new TooLarge();
      }
      out.write(source, offset, length);
    }
  }
}
