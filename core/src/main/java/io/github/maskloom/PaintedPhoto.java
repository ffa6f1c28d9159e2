package io.github.maskloom;

import com.google.common.io.CountingOutputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.splice.SplicedPng;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;

/** A photo under paint, on its way to wherever it goes. Used once. */
final class PaintedPhoto {
  private final WindowSource photo;
  private final PaintRows paint;
  private final CompositeOptions options;
  private final Inputs inputs;

  PaintedPhoto(WindowSource photo, PaintRows paint, CompositeOptions options, Inputs inputs) {
    this.photo = photo;
    this.paint = paint;
    this.options = options;
    this.inputs = inputs;
  }

  /** How a photo went out. */
  record Written(
      ImageGeometry geometry,
      Strategy strategy,
      long windows,
      long outputBytes,
      boolean profileDropped) {}

  /** The shape of the result: a grey photo takes on colour if the paint may have some. */
  static ImageGeometry canvas(ImageGeometry photo, boolean paintMayBeColored) {
    return photo.colorBands() == 1 && paintMayBeColored
        ? photo.withSamples(photo.bands() + 2, photo.depth())
        : photo;
  }

  /**
   * Refuses a photo that is larger than the format of the result can be.
   *
   * @throws ImageLimitException if a side passes what the format allows
   */
  static void checkSize(WindowSource photo, CompositeOptions options) {
    try {
      ImageEncoder.checkSize(photo.geometry(), options.format());
    } catch (ImageLimitException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
  }

  /** Whether the photo's compressed rows can be kept where nothing is painted. */
  static Optional<SplicedPng> splice(
      WindowSource photo, boolean paintMayBeColored, CompositeOptions options) {
    boolean keepsSamples = canvas(photo.geometry(), paintMayBeColored).equals(photo.geometry());
    return options.format() == OutputFormat.PNG && keepsSamples && photo instanceof PngReader png
        ? SplicedPng.of(png)
        : Optional.empty();
  }

  /** Writes an encoded image, which is there only if all went well. */
  Written write(Optional<SplicedPng> splice, ImageTarget target) throws IOException {
    try (ImageTarget.Draft draft = target.openDraft()) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      Written written = splice.isPresent() ? splice(splice.get(), counted) : encode(counted);
      options.cancel().throwIfCancelled();
      draft.commit();
      return written;
    }
  }

  private Written splice(SplicedPng png, CountingOutputStream out) throws IOException {
    SpliceComposite composite = new SpliceComposite(photo.geometry(), paint, options);
    try {
      png.write(composite, options.strict(), out);
    } catch (ImageException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
    return new Written(
        photo.geometry(), Strategy.SPLICE, composite.windows(), out.getCount(), false);
  }

  private Written encode(CountingOutputStream out) throws IOException {
    StreamComposite composite = new StreamComposite(photo, paint, options);
    boolean profileDropped = ImageEncoder.dropsProfile(composite.rows(), options.format());
    int windowRows = options.windowRows(photo.geometry());
    drain(composite, rows -> ImageEncoder.encode(rows, options.format(), out, windowRows));
    return streamed(composite, out.getCount(), profileDropped);
  }

  /** Hands the rows to a sink. */
  Written push(WindowSink sink) throws IOException {
    StreamComposite composite = new StreamComposite(photo, paint, options);
    drain(composite, rows -> rows.push(options.windowRows(photo.geometry()), sink));
    return streamed(composite, 0, false);
  }

  private void drain(StreamComposite composite, RowsUse use) throws IOException {
    try {
      use.take(options.threads() == 1 ? composite.rows() : inputs.ahead(composite.rows()));
      composite.finish();
    } catch (ImageException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
  }

  /** Makes it ready to be sent; what is written is told by the preparer's report. */
  Prepared prepare(ImagePreparer preparer, ImageTarget target) throws IOException {
    StreamComposite composite = new StreamComposite(photo, paint, options);
    try {
      PrepareReport report =
          preparer
              .or(options.cancel())
              // What it takes is drawn already.
              .withBudget(MemoryBudget.UNLIMITED)
              .prepare(new CheckedRows(composite.rows(), composite::finish), target);
      return new Prepared(streamed(composite, 0, report.profileDropped()), report);
    } catch (ImageException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
  }

  /** How a photo went through a preparer. */
  record Prepared(Written composite, PrepareReport report) {}

  private static Written streamed(
      StreamComposite composite, long outputBytes, boolean profileDropped) {
    return new Written(
        composite.rows().geometry(),
        Strategy.STREAM,
        composite.windows(),
        outputBytes,
        profileDropped);
  }

  /** What becomes of the composite's rows. */
  @FunctionalInterface
  private interface RowsUse {
    void take(WindowSource rows) throws IOException;
  }
}
