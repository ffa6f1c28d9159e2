package io.github.maskloom;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.png.splice.SplicedPng;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

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

  WindowSource openMask(ImageSource mask, ImageTarget target) throws IOException {
    return inputs.openMask(mask, target);
  }

  /** Opens the mask and composites, unless the result would be too large for its format. */
  CompositeReport write(WindowSource photo, ImageSource mask, ImageTarget target)
      throws IOException {
    PaintedPhoto.checkSize(photo, options);
    return write(photo, openMask(mask, target), target);
  }

  /** Composites into an encoded image, which is there only if all went well. */
  CompositeReport write(WindowSource photo, WindowSource mask, ImageTarget target)
      throws IOException {
    PaintedPhoto.checkSize(photo, options);
    MaskPaint painter = inputs.painter(mask, photo.geometry(), options.brush());
    Optional<SplicedPng> splice = PaintedPhoto.splice(photo, painter.mayBeColored(), options);
    boolean readsAhead = options.readsAhead(splice.isPresent());
    CompositeHeap heap = heap(photo, painter);
    inputs.draw(heap.masking(mask, readsAhead) + heap.writing(splice));
    inputs.checkMask();
    PaintRows paint = paint(mask, painter, photo.geometry(), readsAhead);
    return report(new PaintedPhoto(photo, paint, options, inputs).write(splice, target), paint);
  }

  /** Composites into a sink of rows. */
  CompositeReport push(WindowSource photo, WindowSource mask, WindowSink sink) throws IOException {
    PaintRows paint = streamedPaint(photo, mask, CompositeHeap::pushing);
    return report(new PaintedPhoto(photo, paint, options, inputs).push(sink), paint);
  }

  /** Composites into an image that is made ready in the same pass. */
  PreparedComposite prepare(
      WindowSource photo, WindowSource mask, ImagePreparer preparer, ImageTarget target)
      throws IOException {
    PaintRows paint = streamedPaint(photo, mask, heap -> heap.preparing(preparer));
    PaintedPhoto.Prepared prepared =
        new PaintedPhoto(photo, paint, options, inputs).prepare(preparer, target);
    return new PreparedComposite(report(prepared.composite(), paint), prepared.report());
  }

  private PaintRows streamedPaint(
      WindowSource photo, WindowSource mask, ToLongFunction<CompositeHeap> output)
      throws IOException {
    MaskPaint painter = inputs.painter(mask, photo.geometry(), options.brush());
    boolean readsAhead = options.readsAhead(false);
    CompositeHeap heap = heap(photo, painter);
    inputs.draw(heap.masking(mask, readsAhead) + output.applyAsLong(heap));
    inputs.checkMask();
    return paint(mask, painter, photo.geometry(), readsAhead);
  }

  private CompositeHeap heap(WindowSource photo, MaskPaint painter) {
    return new CompositeHeap(
        options, photo, PaintedPhoto.canvas(photo.geometry(), painter.mayBeColored()), inputs);
  }

  private PaintRows paint(
      WindowSource mask, MaskPaint painter, ImageGeometry photo, boolean readsAhead) {
    return new MaskRows(
        inputs.fitted(inputs.maskReader(mask, readsAhead), photo, Role.MASK), painter);
  }

  private CompositeReport report(PaintedPhoto.Written written, PaintRows paint) {
    return new CompositeReport(
        written.geometry(),
        written.strategy(),
        written.windows(),
        inputs.bytesRead(Role.PHOTO),
        inputs.bytesRead(Role.MASK),
        written.outputBytes(),
        inputs.missingRows(Role.PHOTO),
        written.profileDropped(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        paint.statistics());
  }

  @Override
  public void close() throws IOException {
    inputs.close();
  }
}
