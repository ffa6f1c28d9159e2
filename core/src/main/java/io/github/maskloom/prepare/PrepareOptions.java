package io.github.maskloom.prepare;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.codec.OpacityCheck;
import io.github.maskloom.internal.pipeline.EditedRows;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.util.Optional;

/** What {@link ImagePreparer.Builder} collects. */
record PrepareOptions(
    Optional<ImageSize> exactSize,
    int maxSide,
    long maxPixels,
    OutputFormat format,
    UploadLimits limits,
    Optional<MaskForm> maskForm,
    boolean linearLight,
    boolean passThrough,
    ImageLimits imageLimits,
    DamagePolicy damage,
    CancelSignal cancel,
    MemoryBudget budget,
    int threads) {

  /** The size that an image is to have. */
  ImageSize sizeOf(ImageSize source) {
    return exactSize.orElseGet(
        () ->
            source
                .withinSide(maxSide)
                .withinPixels(maxPixels)
                .withinSide(limits.maxSide())
                .withinPixels(limits.maxPixels()));
  }

  /** Whether encodings are tried until one is small enough. */
  boolean searches() {
    return limits.maxBytes() < Long.MAX_VALUE;
  }

  /** What to do about a damaged source: a mask is read strictly. */
  DamagePolicy damageAllowed() {
    return maskForm.isPresent() ? DamagePolicy.STRICT : damage;
  }

  /** Whether a mask that is opaque everywhere is refused. */
  boolean refusesOpaque() {
    return maskForm.isPresent() && OpacityCheck.concerns(maskForm.get().from());
  }

  /** Refuses a mask that cannot be other than opaque, if that is not meant. */
  void checkHeader(boolean hasAlpha) {
    maskForm.ifPresent(form -> OpacityCheck.header(hasAlpha, form.from()));
  }

  /** Rows of which the last one comes only if a mask among them may be used. */
  WindowSource checked(WindowSource rows) {
    return maskForm.isPresent() ? OpacityCheck.rows(rows, maskForm.get().from()) : rows;
  }

  /** Rows that stop when the work is to. */
  WindowSource cancellable(WindowSource rows) {
    return EditedRows.of(rows, window -> cancel.throwIfCancelled());
  }

  /** Rows that stop when the work is to. */
  WindowReader cancellable(WindowReader rows) {
    return EditedRows.of(rows, window -> cancel.throwIfCancelled());
  }

  /** These options with another budget. */
  PrepareOptions with(MemoryBudget otherBudget) {
    return with(cancel, otherBudget);
  }

  /** These options, stopped by another signal too. */
  PrepareOptions or(CancelSignal other) {
    return with(cancel.or(other), budget);
  }

  private PrepareOptions with(CancelSignal otherCancel, MemoryBudget otherBudget) {
    return new PrepareOptions(
        exactSize,
        maxSide,
        maxPixels,
        format,
        limits,
        maskForm,
        linearLight,
        passThrough,
        imageLimits,
        damage,
        otherCancel,
        otherBudget,
        threads);
  }

  /** Whether an image may be made smaller than it was to be, to save bytes. */
  boolean mayShrinkTo(ImageSize size) {
    return exactSize.isEmpty() && size.meets(limits);
  }
}
