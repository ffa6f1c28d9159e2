package io.github.maskloom;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.pixel.Feather;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.Strokes;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.internal.png.splice.SplicedPng;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One image being restored: owns whatever is opened for it. Used once. */
final class Restoration implements Closeable {
  /** With it, a mask's paint is its coverage. */
  private static final Brush FULL = new Brush(0, 255);

  private static final MaskConvention ANY = MaskConvention.binary(0);
  private static final MaskConvention HALF = MaskConvention.binary(127);

  private final CompositeOptions options;
  private final Inputs inputs;
  private final long startNanos = System.nanoTime();

  Restoration(CompositeOptions options) {
    this.options = options.toNearest();
    inputs = new Inputs(options);
  }

  /** Restores into an encoded image, which is there only if all went well. */
  RestoreReport write(
      ImageSource photoSource,
      ImageSource replacementSource,
      ImageSource maskSource,
      ImageTarget target)
      throws IOException {
    WindowSource photo = openPhoto(photoSource);
    WindowSource replacement = inputs.open(replacementSource, Role.REPLACEMENT);
    WindowSource mask = inputs.openMask(maskSource, target);
    MaskPaint painter = inputs.painter(mask, photo.geometry(), FULL);
    inputs.checkScaling(replacement.geometry(), photo.geometry(), Role.REPLACEMENT);
    Optional<UnpaintedTally> tally = tally(photo.geometry());
    Optional<SplicedPng> splice =
        tally.isPresent()
            ? Optional.empty()
            : PaintedPhoto.splice(photo, replacement.geometry().colorBands() == 3, options);
    ImageGeometry size = painter.paintGeometry();
    inputs.draw(heapBytes(photo, replacement, mask, size, splice));
    inputs.checkMask();
    PaintRows paint =
        new ReplacementRows(
            replacementCursor(replacement, photo.geometry(), splice.isPresent()),
            coverage(mask, painter, photo.geometry()),
            new Feather(size, options.featherPixels(), isSoft()),
            tally);
    return report(
        new PaintedPhoto(photo, paint, options, inputs).write(splice, target),
        replacement.geometry(),
        paint.statistics(),
        tally);
  }

  /** What {@link #write} draws at the least, whatever the replacement turns out to be. */
  long leastHeapBytes(ImageSource photoSource, ImageSource maskSource) throws IOException {
    WindowSource photo = openPhoto(photoSource);
    WindowSource mask = inputs.open(maskSource, Role.MASK);
    ImageGeometry paint = inputs.painter(mask, photo.geometry(), FULL).paintGeometry();
    Optional<SplicedPng> splice =
        options.compareUnpainted() ? Optional.empty() : PaintedPhoto.splice(photo, false, options);
    CompositeHeap heap = new CompositeHeap(options, photo, photo.geometry(), inputs);
    return heapBytes(heap, photo, mask, paint, splice);
  }

  /** Opens a photo that the format of the result can hold. */
  private WindowSource openPhoto(ImageSource source) throws IOException {
    WindowSource photo = inputs.open(source, Role.PHOTO);
    PaintedPhoto.checkSize(photo, options);
    return photo;
  }

  private long heapBytes(
      WindowSource photo,
      WindowSource replacement,
      WindowSource mask,
      ImageGeometry paint,
      Optional<SplicedPng> splice) {
    ImageGeometry canvas =
        PaintedPhoto.canvas(photo.geometry(), replacement.geometry().colorBands() == 3);
    CompositeHeap heap = new CompositeHeap(options, photo, canvas, inputs);
    return heapBytes(heap, photo, mask, paint, splice)
        + heap.replacing(replacement, options.readsAhead(splice.isPresent()));
  }

  /** All but the replacement. */
  private long heapBytes(
      CompositeHeap heap,
      WindowSource photo,
      WindowSource mask,
      ImageGeometry paint,
      Optional<SplicedPng> splice) {
    return masking(heap, mask, photo.geometry())
        + Feather.heapBytes(paint, options.featherPixels(), isSoft())
        + heap.writing(splice);
  }

  private long masking(CompositeHeap heap, WindowSource mask, ImageGeometry photo) {
    if (isSoft() || Inputs.fits(mask.geometry(), photo)) {
      return heap.masking(mask, false);
    }
    return isPainted()
        ? heap.maskingStrokes(mask)
        : heap.maskingHard(mask, new MaskForm(options.convention(), ANY));
  }

  private Optional<UnpaintedTally> tally(ImageGeometry photo) {
    return options.compareUnpainted()
        ? Optional.of(new UnpaintedTally(photo.depth(), UnpaintedChanges.VISIBLE_DIFFERENCE))
        : Optional.empty();
  }

  private RowCursor replacementCursor(
      WindowSource replacement, ImageGeometry photo, boolean spliced) {
    return inputs.fitted(
        inputs.reader(replacement, options.readsAhead(spliced)), photo, Role.REPLACEMENT);
  }

  private MaskCoverage coverage(WindowSource mask, MaskPaint painter, ImageGeometry photo) {
    WindowReader reader = inputs.maskReader(mask, false);
    if (isSoft() || Inputs.fits(mask.geometry(), photo)) {
      return new MaskRows(inputs.fitted(reader, photo, Role.MASK), painter);
    }
    // Scaled strokes ring: their faint echo beside them would be painted, and fully at that.
    if (isPainted()) {
      Strokes strokes = new Strokes(mask.geometry(), photo.depth());
      WindowReader split = ScaledStrokes.split(reader, strokes);
      return new ScaledStrokes(
          inputs.fitted(split, photo, Role.MASK), strokes, painter.paintGeometry());
    }
    WindowReader hard = new MaskForm(options.convention(), ANY).apply(reader);
    ImageGeometry size = hard.geometry().withSize(photo.width(), photo.height());
    return new MaskRows(
        inputs.fitted(hard, photo, Role.MASK),
        new MaskPaint(size, HALF, FULL.rgb(), FULL.opacity(), photo.depth()));
  }

  /** Whether coverage between none and full means something: a brush's opacity does not. */
  private boolean isSoft() {
    return !(isPainted() || options.convention() instanceof MaskConvention.Binary);
  }

  private boolean isPainted() {
    return options.convention() instanceof MaskConvention.Painted;
  }

  private RestoreReport report(
      PaintedPhoto.Written written,
      ImageGeometry replacement,
      MaskStatistics statistics,
      Optional<UnpaintedTally> tally) {
    return new RestoreReport(
        written.geometry(),
        written.strategy(),
        statistics,
        replacement,
        tally.map(UnpaintedChanges::of),
        inputs.bytesRead(Role.PHOTO),
        inputs.bytesRead(Role.REPLACEMENT),
        inputs.bytesRead(Role.MASK),
        written.outputBytes(),
        inputs.missingRows(Role.PHOTO),
        written.profileDropped(),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  @Override
  public void close() throws IOException {
    inputs.close();
  }
}
