package io.github.maskloom.internal.prepare;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.rows.Output;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
  private final ImageSize fullSize;
  private final List<PrepareReport.Attempt> attempts;
  private @Nullable SpoolFile best;

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
    EncodingLadder ladder =
        new EncodingLadder(
            fullSize,
            options.format(),
            options::mayShrinkTo,
            (size, format) -> fits(spool, size, format));
    boolean found = ladder.descend(!attempts.isEmpty());
    return found(found);
  }

  /** What an encoding that fits is, until this is closed. */
  ImageSource found(boolean found) {
    SpoolFile file = best;
    if (!found || file == null) {
      long leastBytes = attempts.get(attempts.size() - 1).bytes();
      throw new ImageLimitException("maxBytes", leastBytes, options.limits().maxBytes());
    }
    return file.source();
  }

  private boolean fits(RowSpool spool, ImageSize size, OutputFormat format) throws IOException {
    try (Scope attempt = new Scope(options.work())) {
      Stage<WindowReader> rows = PreparePlan.spooled(spool.geometry(), () -> spool);
      return fits(PreparePlan.attempt(options, rows, size, format), attempt, size, format);
    }
  }

  /** Makes an encoding of the image at its full size, and keeps it if it fits. */
  boolean fits(Stage<Output> output, Scope scope) throws IOException {
    return fits(output, scope, fullSize, options.format());
  }

  private boolean fits(Stage<Output> output, Scope scope, ImageSize size, OutputFormat format)
      throws IOException {
    SpoolFile file = SpoolFile.create(options.reading().limits());
    LimitedOutput out = new LimitedOutput(file.output(), options.limits().maxBytes());
    boolean fits = false;
    try {
      output.open(scope).write(out);
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

  /**
   * Finds the first encoding of a ladder that fits, by bisection: down the qualities, and down the
   * scales at the same quality, encodings of a JPEG shrink. A PNG has scales only, which are tried
   * one after the other.
   *
   * <p>At most nine encodings of a JPEG's 38: two show that full size does not do, four find the
   * scale, three its quality. Every encoding that fits is better than those that fitted before.
   *
   * @param sizes which sizes smaller than the full one will do
   */
  private record EncodingLadder(
      ImageSize fullSize, OutputFormat format, Predicate<ImageSize> sizes, Encoder encoder) {
    private static final int QUALITY_STEP = 10;
    private static final int MIN_QUALITY = 25;
    private static final int MIN_QUALITY_SCALED = 35;
    private static final int LAST_QUALITY = 30;
    private static final int TENTHS = 10;
    private static final int MIN_TENTHS = 5;

    /** A step of the ladder. */
    private record Step(ImageSize size, OutputFormat format) {}

    /** Makes one encoding and keeps it if it fits. */
    interface Encoder {
      /** Whether the encoding fits. */
      boolean encode(ImageSize size, OutputFormat format) throws IOException;
    }

    /**
     * Whether an encoding fits; the last one that was made and fits is the first of the ladder.
     *
     * @param begun whether the first step was made before and does not fit
     */
    boolean descend(boolean begun) throws IOException {
      if (!begun && fits(new Step(fullSize, format))) {
        return true;
      }
      return format instanceof OutputFormat.Jpeg jpeg ? descendQualities(jpeg) : descendScales();
    }

    private boolean descendQualities(OutputFormat.Jpeg jpeg) throws IOException {
      List<Step> lower = qualities(fullSize, jpeg, MIN_QUALITY);
      lower.remove(0);
      if (firstFitting(lower) >= 0) {
        return true;
      }
      List<Step> scales = scales(withQuality(jpeg, MIN_QUALITY_SCALED));
      int scale = firstFitting(scales);
      if (scale < 0) {
        Step last = new Step(fullSize.times(MIN_TENTHS, TENTHS), withQuality(jpeg, LAST_QUALITY));
        return sizes.test(last.size()) && fits(last);
      }
      bisect(qualities(scales.get(scale).size(), jpeg, MIN_QUALITY_SCALED));
      return true;
    }

    /** A smaller PNG may take more bytes: scaling makes grays of black and white. */
    private boolean descendScales() throws IOException {
      for (Step step : scales(format)) {
        if (fits(step)) {
          return true;
        }
      }
      return false;
    }

    private List<Step> scales(OutputFormat format) {
      List<Step> steps = new ArrayList<>();
      for (int tenths = TENTHS - 1; tenths >= MIN_TENTHS; tenths--) {
        ImageSize size = fullSize.times(tenths, TENTHS);
        if (sizes.test(size)) {
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
    private int firstFitting(List<Step> steps) throws IOException {
      return !steps.isEmpty() && fits(steps.get(steps.size() - 1)) ? bisect(steps) : -1;
    }

    /** The index of the first step that fits, where the last one is known to. */
    private int bisect(List<Step> steps) throws IOException {
      int first = 0;
      int fitting = steps.size() - 1;
      while (first < fitting) {
        int middle = (first + fitting) / 2;
        if (fits(steps.get(middle))) {
          fitting = middle;
        } else {
          first = middle + 1;
        }
      }
      return fitting;
    }

    private boolean fits(Step step) throws IOException {
      return encoder.encode(step.size(), step.format());
    }
  }

  /** Counts bytes on their way, and stops where they become too many. */
  static final class LimitedOutput extends FilterOutputStream {
    private final long maxBytes;
    private long bytes;

    LimitedOutput(OutputStream out, long maxBytes) {
      super(out);
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
    public void write(int value) throws IOException {
      count(1);
      out.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      count(length);
      out.write(source, offset, length);
    }

    private void count(int more) throws TooLarge {
      bytes += more;
      if (bytes > maxBytes) {
        throw new TooLarge();
      }
    }
  }
}
