package io.github.maskloom.testing;

import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Scope;
import java.io.IOException;

/** Files, opened by whatever format is installed for them. */
public final class OpenedImage {
  private OpenedImage() {}

  /** Opens a file. */
  public static EncodedImage of(byte[] file) throws IOException {
    return of(file, ImageLimits.DEFAULT);
  }

  /** Opens a file within limits. */
  public static EncodedImage of(byte[] file, ImageLimits limits) throws IOException {
    return of(ImageSource.of(file), limits);
  }

  /** Opens a source within limits. */
  public static EncodedImage of(ImageSource source, ImageLimits limits) throws IOException {
    return EncodedImage.open(source, limits, DamagePolicy.STRICT, CancelSignal.NEVER);
  }

  /** Opens a source within a budget. */
  public static EncodedImage of(ImageSource source, MemoryBudget budget) throws IOException {
    return EncodedImage.open(
        source,
        EncodedImage.Opening.of(ReadOptions.DEFAULT, Kept.METADATA),
        new Scope(WorkOptions.DEFAULT.withBudget(budget)));
  }

  /** All samples of a file. */
  public static int[] samples(byte[] file) throws IOException {
    return samples(ImageSource.of(file));
  }

  /** All samples of a source. */
  public static int[] samples(ImageSource source) throws IOException {
    try (EncodedImage image = of(source, ImageLimits.DEFAULT)) {
      return TestRows.drain(image.rows(), 4);
    }
  }
}
