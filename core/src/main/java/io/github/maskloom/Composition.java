package io.github.maskloom;

import com.google.common.io.Closer;
import com.google.common.io.CountingOutputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.ScaledRows;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One composite in the making: owns whatever is opened for it. Used once. */
final class Composition implements Closeable {
  private final CompositeOptions options;
  private final Closer resources = Closer.create();
  private final long startNanos = System.nanoTime();
  private @Nullable EncodedImage photoImage;
  private @Nullable EncodedImage maskImage;

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
      return resources.register(EncodedImage.open(source, options.limits()));
    } catch (ImageException e) {
      throw e.initPicture(role);
    }
  }

  /** Composites into an encoded picture, which is there only if all went well. */
  CompositeReport write(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    StreamComposite composite = stream(photo, mask);
    try (ImageTarget.Draft draft = target.openDraft()) {
      CountingOutputStream counted = new CountingOutputStream(draft.stream());
      int windowRows = options.windowRows(photo.geometry());
      drain(composite, rows -> ImageEncoder.encode(rows, options.format(), counted, windowRows));
      draft.commit();
      return report(composite, counted.getCount());
    }
  }

  /** Composites into a sink of rows. */
  CompositeReport push(WindowSource photo, WindowSource mask, WindowSink sink) throws IOException {
    StreamComposite composite = stream(photo, mask);
    drain(composite, rows -> rows.push(options.windowRows(photo.geometry()), sink));
    return report(composite, 0);
  }

  private StreamComposite stream(WindowSource photo, WindowSource mask) throws IOException {
    WindowReader fitted = fit(mask, photo.geometry());
    MaskPaint painter =
        new MaskPaint(
            fitted.geometry(),
            options.convention(),
            options.brush().rgb(),
            options.brush().opacity(),
            photo.geometry().depth());
    PaintRows paint = new PaintRows(fitted, painter, options.windowRows(fitted.geometry()));
    return new StreamComposite(photo, paint, options);
  }

  private WindowReader fit(WindowSource mask, ImageGeometry photo) {
    ImageGeometry size = mask.geometry();
    if (options.convention() == MaskConvention.TRANSPARENT_EDITS && !size.hasAlpha()) {
      throw ImageFormatException.at(
              "image", "", ImageFormatException.NO_OFFSET, "there is no alpha to mark the edit")
          .initPicture("mask");
    }
    boolean fits = size.width() == photo.width() && size.height() == photo.height();
    if (!fits && options.fit() == MaskFit.STRICT) {
      throw new SizeMismatchException(photo.width(), photo.height(), size.width(), size.height());
    }
    WindowReader reader = resources.register(WindowHandOff.reader(mask, options.windowRows(size)));
    return fits ? reader : ScaledRows.of(reader, photo.width(), photo.height());
  }

  private static void drain(StreamComposite composite, RowsUse use) throws IOException {
    try {
      use.take(composite.rows());
      composite.finish();
    } catch (ImageException e) {
      throw e.initPicture("photo");
    }
  }

  private CompositeReport report(StreamComposite composite, long outputBytes) {
    return new CompositeReport(
        composite.rows().geometry(),
        Strategy.STREAM,
        composite.windows(),
        bytesRead(photoImage),
        bytesRead(maskImage),
        outputBytes,
        Duration.ofNanos(System.nanoTime() - startNanos),
        composite.statistics());
  }

  private static long bytesRead(@Nullable EncodedImage image) {
    return image == null ? 0 : image.bytesRead();
  }

  @Override
  public void close() throws IOException {
    resources.close();
  }

  /** What becomes of the composite's rows. */
  @FunctionalInterface
  private interface RowsUse {
    void take(WindowSource rows) throws IOException;
  }
}
