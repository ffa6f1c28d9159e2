package io.github.maskloom;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.png.SplicedPng;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One composite in the making: owns whatever is opened for it. Used once. */
final class Composition implements Closeable {
  private final CompositeOptions options;
  private final Inputs inputs;
  private final long startNanos = System.nanoTime();

  Composition(CompositeOptions options) {
    this.options = options;
    inputs = new Inputs(options);
  }

  WindowSource openPhoto(ImageSource photo) throws IOException {
    return inputs.open(photo, Role.PHOTO);
  }

  WindowSource openMask(ImageSource mask) throws IOException {
    return inputs.open(mask, Role.MASK);
  }

  /** Composites into an encoded picture, which is there only if all went well. */
  CompositeReport write(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    MaskPaint painter = inputs.painter(mask, photo.geometry(), options.brush());
    Optional<SplicedPng> splice = PaintedPhoto.splice(photo, painter.mayBeColored(), options);
    PaintRows paint =
        paint(mask, painter, photo.geometry(), options.readsAhead(splice.isPresent()));
    return report(new PaintedPhoto(photo, paint, options, inputs).write(splice, target), paint);
  }

  /** Composites into a sink of rows. */
  CompositeReport push(WindowSource photo, WindowSource mask, WindowSink sink) throws IOException {
    PaintRows paint = streamedPaint(mask, photo.geometry());
    return report(new PaintedPhoto(photo, paint, options, inputs).push(sink), paint);
  }

  /** Composites into a picture that is made ready in the same pass. */
  PreparedComposite prepare(
      WindowSource photo, WindowSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    PaintRows paint = streamedPaint(mask, photo.geometry());
    PaintedPhoto.Prepared prepared =
        new PaintedPhoto(photo, paint, options, inputs).prepare(preparer, target);
    return new PreparedComposite(report(prepared.composite(), paint), prepared.report());
  }

  private PaintRows streamedPaint(WindowSource mask, ImageGeometry photo) {
    MaskPaint painter = inputs.painter(mask, photo, options.brush());
    return paint(mask, painter, photo, options.readsAhead(false));
  }

  private PaintRows paint(
      WindowSource mask, MaskPaint painter, ImageGeometry photo, boolean readsAhead) {
    return new MaskRows(inputs.fitted(inputs.reader(mask, readsAhead), photo, Role.MASK), painter);
  }

  private CompositeReport report(PaintedPhoto.Written written, PaintRows paint) {
    return new CompositeReport(
        written.geometry(),
        written.strategy(),
        written.windows(),
        inputs.bytesRead(Role.PHOTO),
        inputs.bytesRead(Role.MASK),
        written.outputBytes(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        paint.statistics());
  }

  @Override
  public void close() throws IOException {
    inputs.close();
  }
}
