package io.github.maskloom;

import com.google.common.io.CountingOutputStream;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.EncodedImage.Opening;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.rows.ConvertedRows;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;

/**
 * Opens any image as rows, and writes rows as any format that is installed. Start from {@link
 * #DEFAULT}.
 *
 * <p><b>Memory:</b> some rows and what the format needs, whatever the height. <b>Threads:</b>
 * immutable and safe; a reader is confined to one thread at a time.
 *
 * @param reading what an image may ask for, and what is done about damage
 * @param work the budget that memory is reserved from, who may cancel, and who hears of progress
 * @param upright whether rows come as the image is to be seen, or as the file stores them
 */
public record ImageRows(ReadOptions reading, WorkOptions work, boolean upright) {
  /** Upright rows, within the default limits. */
  public static final ImageRows DEFAULT =
      new ImageRows(ReadOptions.DEFAULT, WorkOptions.DEFAULT, true);

  public ImageRows {
    Objects.requireNonNull(reading);
    Objects.requireNonNull(work);
  }

  /** The same, read otherwise. */
  public ImageRows withReading(ReadOptions value) {
    return new ImageRows(value, work, upright);
  }

  /** The same, worked otherwise. */
  public ImageRows withWork(WorkOptions value) {
    return new ImageRows(reading, value, upright);
  }

  /**
   * The same, with rows as the file stores them. {@link ImageInfo#orientation} tells how they are
   * to be turned; their metadata hold once they are.
   */
  public ImageRows stored() {
    return new ImageRows(reading, work, false);
  }

  /**
   * Opens an image, and reserves what reading takes until the reader is closed.
   *
   * @return the rows, which the caller closes
   * @throws IOException if the source cannot be read, or the thread is interrupted while it waits
   * @throws io.github.maskloom.errors.ImageFormatException if no format knows the bytes, or they
   *     break its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses the memory
   * @throws io.github.maskloom.errors.CancelledException if the work was cancelled
   */
  public WindowReader open(ImageSource source) throws IOException {
    Scope scope = new Scope(work);
    try {
      Opening asked = Opening.of(reading, Kept.METADATA);
      EncodedImage image =
          scope.register(
              EncodedImage.open(source.named("image"), upright ? asked : asked.stored(), scope));
      Stage<WindowReader> rows = image.stage();
      scope.reserve(rows.cost());
      return new OpenedRows(rows.open(scope), scope);
    } catch (IOException | RuntimeException | Error e) {
      try (scope) {
        throw e;
      }
    }
  }

  /**
   * Writes rows as an image, which is there only if all went well. Samples that the format does not
   * hold are converted: a JPEG has 8 bits and no alpha.
   *
   * @param rows read to their end; the caller closes them
   * @return how many bytes were written
   * @throws IOException if rows cannot be read or the target cannot be written
   * @throws IllegalArgumentException if no format that is installed writes the output
   * @throws io.github.maskloom.errors.ImageLimitException if the format cannot hold the size
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses the memory
   * @throws io.github.maskloom.errors.CancelledException if the work was cancelled
   */
  public long write(WindowSource rows, OutputFormat output, ImageTarget target) throws IOException {
    try (Scope scope = new Scope(work)) {
      int windowRows = scope.windowRows(rows.geometry());
      Stage<WindowReader> watched =
          WindowHandOff.stage("take the caller's rows", rows, Cost.NONE, windowRows)
              .thenFree((reader, running) -> PassedRows.edited(reader, this::watch));
      ImageEncoder encoder = ImageEncoder.of(watched, output, windowRows);
      scope.reserve(encoder.cost());
      try (ImageTarget.Draft draft = target.openDraft()) {
        CountingOutputStream counted = new CountingOutputStream(draft.stream());
        encoder.run(scope, counted);
        work.cancel().throwIfCancelled();
        draft.commit();
        return counted.getCount();
      }
    }
  }

  private void watch(RasterWindow window) {
    work.cancel().throwIfCancelled();
    work.progress().onRows(window.y() + window.rows(), window.geometry().height());
  }

  /**
   * Rows of a reader once an edit has changed each window in place. Closing them closes the reader.
   *
   * @param edit gets each window once
   */
  public static WindowReader edited(WindowReader rows, WindowSink edit) {
    return PassedRows.edited(rows, edit::accept);
  }

  /**
   * Rows of a reader with other samples; the reader itself if it has them already. Closing them
   * closes the reader.
   *
   * <p><b>Memory:</b> a window of the reader's rows, as high as those that are asked for.
   *
   * @param bands samples a pixel: 1 is grey, 2 grey and alpha, 3 RGB, 4 RGBA
   * @param depth bits a sample, 8 or 16
   * @param backgroundRgb 0xRRGGBB that shows through where alpha is dropped; unused elsewhere
   * @throws IllegalArgumentException if colour would become grey, the background's too; if the
   *     reader's alpha is premultiplied; or if no image has such samples. The reader is closed then
   */
  public static WindowReader converted(WindowReader rows, int bands, int depth, int backgroundRgb) {
    return owning(rows, reader -> ConvertedRows.of(reader, bands, depth, backgroundRgb));
  }

  /**
   * Rows of a reader at another size, scaled with Lanczos3 while they are read. Closing them closes
   * the reader.
   *
   * <p><b>Memory:</b> O(width): a source row, and the rows that a row of the result is made of.
   *
   * @param width of the result in pixels, which need not keep the ratio
   * @param height of the result in pixels
   * @throws IllegalArgumentException if a side is not positive, or the reader's alpha is
   *     premultiplied. The reader is closed then
   */
  public static WindowReader scaled(WindowReader rows, int width, int height) {
    return owning(rows, reader -> ScaledRows.of(reader, width, height));
  }

  /** Closes a reader that is refused, as nobody else knows of it where calls are nested. */
  private static WindowReader owning(WindowReader rows, Function<WindowReader, WindowReader> step) {
    try {
      return step.apply(rows);
    } catch (RuntimeException refusal) {
      try {
        rows.close();
      } catch (IOException e) {
        refusal.addSuppressed(e);
      }
      throw refusal;
    }
  }

  /**
   * Rows that can be asked for: the source itself if it is a reader. Else a thread pushes its rows
   * through two windows of {@code windowRows} rows. Closing them ends the thread, and closes the
   * source.
   */
  public static WindowReader reader(WindowSource source, int windowRows) {
    return WindowHandOff.reader(source, windowRows);
  }

  /** Rows, and what they were granted. */
  private record OpenedRows(WindowReader rows, Closeable scope) implements WindowReader {
    @Override
    public ImageGeometry geometry() {
      return rows.geometry();
    }

    @Override
    public ImageMetadata metadata() {
      return rows.metadata();
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      return rows.read(window);
    }

    @Override
    public void close() throws IOException {
      scope.close();
    }
  }
}
