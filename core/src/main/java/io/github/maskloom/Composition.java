package io.github.maskloom;

import com.google.common.io.Closer;
import com.google.common.io.CountingOutputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.MemoryDraw;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.ScaledRows;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.SplicedPng;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One composite in the making: owns whatever is opened for it. Used once. */
final class Composition implements Closeable {
  private final CompositeOptions options;
  private final Closer resources = Closer.create();
  private final long startNanos = System.nanoTime();
  private @Nullable EncodedImage photoImage;
  private @Nullable EncodedImage maskImage;
  private @Nullable MemoryDraw memory;

  Composition(CompositeOptions options) {
    this.options = options;
  }

  WindowSource openPhoto(ImageSource photo) throws IOException {
    photoImage = open(photo, "photo");
    return photoImage.rows();
  }

  WindowSource openMask(ImageSource mask) throws IOException {
    maskImage = open(mask, "mask");
    return maskImage.rows();
  }

  private EncodedImage open(ImageSource source, String role) throws IOException {
    try {
      return resources.register(
          EncodedImage.open(source, options.limits(), options.checksums(), options.cancel()));
    } catch (ImageException e) {
      throw e.initPicture(role);
    }
  }

  /** Composites into an encoded picture, which is there only if all went well. */
  CompositeReport write(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    MaskPaint painter = painter(mask, photo.geometry());
    Optional<SplicedPng> splice = splice(photo, painter);
    boolean readsAhead = options.threads() > (splice.isPresent() ? 1 : 2);
    CompositeHeap heap = heap(photo, mask, painter);
    draw(
        heap.painting(readsAhead)
            + CompositeHeap.reading(maskImage)
            + (splice.isPresent()
                ? heap.splicing()
                : heap.encoding() + CompositeHeap.reading(photoImage)));
    PaintRows paint = paint(mask, painter, photo.geometry(), readsAhead);
    try (ImageTarget.Draft draft = target.openDraft()) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      CompositeReport report =
          splice.isPresent()
              ? splice(splice.get(), photo.geometry(), paint, counted)
              : encode(photo, paint, counted);
      draft.commit();
      return report;
    }
  }

  /** Whether the photo's compressed rows can be kept where nothing is painted. */
  private Optional<SplicedPng> splice(WindowSource photo, MaskPaint painter) {
    boolean gainsColor = !canvas(photo, painter).equals(photo.geometry());
    return options.format() == OutputFormat.PNG && !gainsColor && photo instanceof PngReader png
        ? png.splice()
        : Optional.empty();
  }

  private CompositeReport splice(
      SplicedPng png, ImageGeometry geometry, PaintRows paint, CountingOutputStream out)
      throws IOException {
    SpliceComposite composite = new SpliceComposite(geometry, paint, options);
    try {
      png.write(composite, options.strict(), out);
    } catch (ImageException e) {
      throw e.initPicture("photo");
    }
    return report(
        geometry, Strategy.SPLICE, composite.windows(), out.getCount(), composite.statistics());
  }

  private CompositeReport encode(WindowSource photo, PaintRows paint, CountingOutputStream out)
      throws IOException {
    StreamComposite composite = new StreamComposite(photo, paint, options);
    int windowRows = options.windowRows(photo.geometry());
    drain(composite, rows -> ImageEncoder.encode(rows, options.format(), out, windowRows));
    return report(composite, out.getCount());
  }

  /** Composites into a sink of rows. */
  CompositeReport push(WindowSource photo, WindowSource mask, WindowSink sink) throws IOException {
    MaskPaint painter = painter(mask, photo.geometry());
    CompositeHeap heap = heap(photo, mask, painter);
    draw(heap.painting(options.threads() > 2) + heap.pushing());
    PaintRows paint = paint(mask, painter, photo.geometry(), options.threads() > 2);
    StreamComposite composite = new StreamComposite(photo, paint, options);
    drain(composite, rows -> rows.push(options.windowRows(photo.geometry()), sink));
    return report(composite, 0);
  }

  /** Composites into a picture that is made ready in the same pass. */
  PreparedComposite prepare(
      WindowSource photo, WindowSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    MaskPaint painter = painter(mask, photo.geometry());
    CompositeHeap heap = heap(photo, mask, painter);
    draw(
        heap.painting(options.threads() > 2)
            + heap.preparing(preparer)
            + CompositeHeap.reading(photoImage)
            + CompositeHeap.reading(maskImage));
    PaintRows paint = paint(mask, painter, photo.geometry(), options.threads() > 2);
    StreamComposite composite = new StreamComposite(photo, paint, options);
    try {
      PrepareReport prepared =
          preparer
              .or(options.cancel())
              .withBudget(MemoryBudget.UNLIMITED)
              .prepare(new CheckedRows(composite.rows(), composite::finish), target);
      return new PreparedComposite(report(composite, 0), prepared);
    } catch (ImageException e) {
      throw e.initPicture("photo");
    }
  }

  private CompositeHeap heap(WindowSource photo, WindowSource mask, MaskPaint painter) {
    return new CompositeHeap(options, photo, canvas(photo, painter), mask);
  }

  /** The shape of the composite: a grey photo takes on colour if the paint may. */
  private static ImageGeometry canvas(WindowSource photo, MaskPaint painter) {
    ImageGeometry geometry = photo.geometry();
    boolean gainsColor = geometry.colorBands() == 1 && painter.mayBeColored();
    return gainsColor ? geometry.withSamples(geometry.bands() + 2, geometry.depth()) : geometry;
  }

  /** Waits for memory, which is held until this is closed. */
  private void draw(long bytes) throws IOException {
    memory = options.budget().draw(bytes, options.cancel());
  }

  /** Checks that the mask can be painted over the photo, and says how. */
  private MaskPaint painter(WindowSource mask, ImageGeometry photo) {
    checkSize(photo.width(), photo.height(), "photo");
    ImageGeometry size = mask.geometry();
    checkSize(size.width(), size.height(), "mask");
    if (options.convention() == MaskConvention.TRANSPARENT_EDITS && !size.hasAlpha()) {
      throw ImageFormatException.at(
              "image", "", ImageFormatException.NO_OFFSET, "there is no alpha to mark the edit")
          .initPicture("mask");
    }
    if (!fits(size, photo)) {
      checkScaling(size, photo);
    }
    return new MaskPaint(
        size.withSize(photo.width(), photo.height()),
        options.convention(),
        options.brush().rgb(),
        options.brush().opacity(),
        photo.depth());
  }

  private void checkSize(int width, int height, String role) {
    try {
      options.limits().checkSize(width, height);
    } catch (ImageException e) {
      throw e.initPicture(role);
    }
  }

  private static boolean fits(ImageGeometry mask, ImageGeometry photo) {
    return mask.width() == photo.width() && mask.height() == photo.height();
  }

  private void checkScaling(ImageGeometry mask, ImageGeometry photo) {
    if (options.fit() == MaskFit.STRICT) {
      throw new SizeMismatchException(photo.width(), photo.height(), mask.width(), mask.height());
    }
    // What the scaler goes through: every row of the mask at the width of the photo.
    checkSize(photo.width(), mask.height(), "mask");
  }

  private PaintRows paint(
      WindowSource mask, MaskPaint painter, ImageGeometry photo, boolean readsAhead) {
    ImageGeometry size = mask.geometry();
    int rows = options.windowRows(size);
    WindowReader reader =
        resources.register(
            readsAhead ? WindowHandOff.ahead(mask, rows) : WindowHandOff.reader(mask, rows));
    WindowReader fitted =
        fits(size, photo) ? reader : ScaledRows.of(reader, photo.width(), photo.height());
    return new PaintRows(fitted, painter, options.windowRows(fitted.geometry()));
  }

  private void drain(StreamComposite composite, RowsUse use) throws IOException {
    try {
      use.take(options.threads() == 1 ? composite.rows() : ahead(composite.rows()));
      composite.finish();
    } catch (ImageException e) {
      throw e.initPicture("photo");
    }
  }

  private WindowSource ahead(WindowSource rows) {
    return resources.register(WindowHandOff.ahead(rows, options.windowRows(rows.geometry())));
  }

  private CompositeReport report(StreamComposite composite, long outputBytes) {
    return report(
        composite.rows().geometry(),
        Strategy.STREAM,
        composite.windows(),
        outputBytes,
        composite.statistics());
  }

  private CompositeReport report(
      ImageGeometry geometry,
      Strategy strategy,
      long windows,
      long outputBytes,
      MaskStatistics statistics) {
    return new CompositeReport(
        geometry,
        strategy,
        windows,
        bytesRead(photoImage),
        bytesRead(maskImage),
        outputBytes,
        Duration.ofNanos(System.nanoTime() - startNanos),
        statistics);
  }

  private static long bytesRead(@Nullable EncodedImage image) {
    return image == null ? 0 : image.bytesRead();
  }

  @Override
  public void close() throws IOException {
    try {
      resources.close();
    } finally {
      if (memory != null) {
        memory.close();
      }
    }
  }

  /** What becomes of the composite's rows. */
  @FunctionalInterface
  private interface RowsUse {
    void take(WindowSource rows) throws IOException;
  }
}
