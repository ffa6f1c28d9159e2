package io.github.maskloom;

import com.google.common.io.CountingOutputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.async.ScopedCall;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.EncodedImage.Opening;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.rows.ConvertedRows;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.internal.rows.Output;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Opens any image as rows, and writes rows as any format that is installed.
 *
 * <pre>{@code
 * try (WindowReader rows = ImageRows.create().open(photo)) {
 *   ImageRows.create().write(ImageRows.scaled(rows, 300, 200), OutputFormat.PNG, target);
 * }
 * }</pre>
 *
 * <p><b>Memory:</b> some rows and what the format needs, whatever the height. <b>Threads:</b>
 * immutable and safe; a reader is confined to one thread at a time.
 */
public final class ImageRows {
  private final ReadOptions reading;
  private final WorkOptions work;
  private final boolean upright;

  private ImageRows(ReadOptions reading, WorkOptions work, boolean upright) {
    this.reading = Objects.requireNonNull(reading, "reading");
    this.work = Objects.requireNonNull(work, "work");
    this.upright = upright;
  }

  /**
   * {@return what reads and writes rows with every option at its default: upright, within the
   * default limits}
   */
  public static ImageRows create() {
    return new ImageRows(ReadOptions.DEFAULT, WorkOptions.DEFAULT, true);
  }

  /**
   * {@return the same with images read otherwise}
   *
   * @param value limits, and what to do about damage
   */
  public ImageRows withReading(ReadOptions value) {
    return new ImageRows(value, work, upright);
  }

  /**
   * {@return the same with calls that work otherwise} More than one thread is not used.
   *
   * @param value budget, timeout, and who stops or hears of calls
   */
  public ImageRows withWork(WorkOptions value) {
    return new ImageRows(reading, value, upright);
  }

  /**
   * {@return the same with rows as the image is to be seen, or as the file stores them} {@link
   * ImageInfo#orientation} tells how stored rows are to be turned; their metadata hold once they
   * are.
   *
   * @param value by default true
   */
  public ImageRows withUpright(boolean value) {
    return new ImageRows(reading, work, value);
  }

  /**
   * Opens an image as rows, and reserves what reading takes until the reader is closed. This waits
   * for memory as the budget says. A timeout counts from here on for all its rows.
   *
   * <p>The reader refuses its last rows with an {@link IOException} if the source is a file that
   * was changed while it was read.
   *
   * @param source an image in any format that is installed
   * @return the rows, which the caller closes
   * @throws IOException if the source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if no format knows the bytes, or they
   *     break its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses the memory
   * @throws io.github.maskloom.errors.CancelledException if the work was cancelled, the time is
   *     over, or the thread was interrupted
   */
  public WindowReader open(ImageSource source) throws IOException {
    Scope scope = new Scope(work);
    try {
      Stage<WindowReader> rows = rowsOf(source, scope);
      scope.reserve(rows.cost());
      return new OpenedRows(rows.open(scope), scope);
    } catch (IOException | RuntimeException | Error e) {
      try (scope) {
        scope.failed(e);
        throw e;
      }
    }
  }

  /**
   * Writes rows as an image, which is there only if all went well. Samples that the format does not
   * hold are converted: a JPEG has 8 bits and no alpha.
   *
   * @param rows read to their end; the caller closes them
   * @param output the format to write, whatever the target is called
   * @param target the image is committed to it after the last row, and only then
   * @return how many bytes were written
   * @throws IOException if rows cannot be read or the target cannot be written
   * @throws IllegalArgumentException if no format that is installed writes the output
   * @throws io.github.maskloom.errors.ImageLimitException if the format cannot hold the size
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses the memory
   * @throws io.github.maskloom.errors.CancelledException if the work was cancelled, the time is
   *     over, or the thread was interrupted
   */
  public long write(WindowSource rows, OutputFormat output, ImageTarget target) throws IOException {
    return encode(
        scope ->
            WindowHandOff.stage(
                "take the caller's rows", rows, Cost.NONE, scope.windowRows(rows.geometry())),
        output,
        target);
  }

  /**
   * Writes an image in another format. Reading and writing are reserved at once, so that this holds
   * no memory while it waits for some.
   *
   * @param source an image in any format that is installed
   * @param output the format to write, whatever the target is called
   * @param target the image is committed to it after the last row, and only then
   * @return how many bytes were written
   * @throws IOException if the source cannot be read or the target cannot be written, or the source
   *     is a file that was changed while it was read
   * @throws IllegalArgumentException if no format that is installed writes the output
   * @throws io.github.maskloom.errors.ImageFormatException if no format knows the bytes, or they
   *     break its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit, or the
   *     format cannot hold the size
   * @throws io.github.maskloom.errors.MemoryBudgetException if the budget refuses the memory
   * @throws io.github.maskloom.errors.CancelledException if the work was cancelled, the time is
   *     over, or the thread was interrupted
   */
  public long convert(ImageSource source, OutputFormat output, ImageTarget target)
      throws IOException {
    return encode(scope -> rowsOf(source, scope), output, target);
  }

  private Stage<WindowReader> rowsOf(ImageSource source, Scope scope) throws IOException {
    Opening asked = Opening.of(reading, Kept.METADATA);
    return scope
        .register(EncodedImage.open(source.named("image"), upright ? asked : asked.stored(), scope))
        .stage();
  }

  /** Where rows that are written come from. */
  private long encode(ScopedCall<Stage<WindowReader>> rows, OutputFormat output, ImageTarget target)
      throws IOException {
    return ScopedCall.run(Kind.WRITE, work, scope -> encode(rows.in(scope), output, target, scope));
  }

  private static long encode(
      Stage<WindowReader> taken, OutputFormat output, ImageTarget target, Scope scope)
      throws IOException {
    ImageGeometry size = taken.geometry();
    scope.planned(size, Strategy.STREAM);
    Stage<WindowReader> watched =
        taken.thenFree(
            (reader, running) ->
                PassedRows.edited(
                    reader,
                    TravellingMetadata.of(reader.metadata(), OutputOptions.DEFAULT),
                    window -> {
                      running.cancel().throwIfCancelled();
                      running.work().listener().onRows(window.y() + window.rows(), size.height());
                    }));
    Stage<Output> encoder = ImageEncoder.of(watched, output, scope.windowRows(size));
    scope.reserve(encoder.cost());
    try (ImageTarget.Draft draft = target.openDraft()) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      encoder.open(scope).write(counted);
      scope.cancel().throwIfCancelled();
      scope.files().check();
      draft.commit();
      scope.done(size.width(), size.height(), counted.getCount());
      return counted.getCount();
    } catch (ImageException e) {
      scope.files().check(e);
      throw e;
    }
  }

  /**
   * {@return rows of a reader once an edit has changed each window in place} Closing them closes
   * the reader.
   *
   * @param rows read as the result is; closed with it
   * @param edit gets each window once, before it is handed out, and changes it in place. What it
   *     throws ends the reading
   */
  public static WindowReader edited(WindowReader rows, WindowSink edit) {
    return PassedRows.edited(rows, Objects.requireNonNull(edit, "edit"));
  }

  /**
   * {@return rows of a reader with other samples; the reader itself if it has them already} Closing
   * them closes the reader.
   *
   * <p><b>Memory:</b> a window of the reader's rows, as high as those that are asked for.
   *
   * @param rows read as the result is; closed with it
   * @param bands samples a pixel: 1 is gray, 2 gray and alpha, 3 RGB, 4 RGBA
   * @param depth bits a sample, 8 or 16
   * @param backgroundRgb 0xRRGGBB that shows through where alpha is dropped; unused elsewhere
   * @throws IllegalArgumentException if color would become gray, the background's too, or if no
   *     image has such samples. The reader is closed then
   */
  public static WindowReader converted(WindowReader rows, int bands, int depth, int backgroundRgb) {
    return owning(rows, below -> ConvertedRows.stage(below, bands, depth, backgroundRgb, 1));
  }

  /**
   * {@return rows of a reader at another size, scaled with Lanczos3 while they are read} Closing
   * them closes the reader.
   *
   * <p><b>Memory:</b> O(width): a source row, and the rows that a row of the result is made of.
   *
   * @param rows read as the result is; closed with it
   * @param width of the result in pixels, which need not keep the ratio
   * @param height of the result in pixels
   * @throws IllegalArgumentException if a side is not positive. The reader is closed then
   */
  public static WindowReader scaled(WindowReader rows, int width, int height) {
    ImageGeometry from = rows.geometry();
    return owning(
        rows,
        below ->
            ScaledRows.stage(
                below, Area.of(from), Area.of(from.withSize(width, height)), Averaging.SAMPLES));
  }

  /** Closes a reader that is refused, as nobody else knows of it where calls are nested. */
  private static WindowReader owning(WindowReader rows, UnaryOperator<Stage<WindowReader>> step) {
    try {
      return step.apply(Stage.of("", rows, Cost.NONE)).open(new Scope(WorkOptions.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
   * {@return rows that can be asked for: the source itself if it is a reader} Else a thread pushes
   * its rows through two windows of {@code windowRows} rows. Closing them ends the thread, and
   * closes the source.
   *
   * @param source pushed once rows are asked for, if it is no reader; closed with the result
   * @param windowRows rows of a window, at least 1; unused if the source is a reader
   */
  public static WindowReader reader(WindowSource source, int windowRows) {
    return WindowHandOff.reader(source, windowRows);
  }

  /** Rows, and what they were granted. The last ones come only of a file that stayed the same. */
  private record OpenedRows(WindowReader rows, Scope scope) implements WindowReader {
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
      try {
        int read = rows.read(window);
        if (window.y() + window.rows() >= geometry().height()) {
          scope.files().check();
        }
        return read;
      } catch (ImageException e) {
        scope.files().check(e);
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      scope.close();
    }
  }
}
