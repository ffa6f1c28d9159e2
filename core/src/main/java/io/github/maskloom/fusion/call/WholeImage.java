package io.github.maskloom.fusion.call;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.WindowSize;
import java.io.IOException;

/** Decodes every row of an image once, to be sure of it. */
final class WholeImage {
  private static final int CHECK_ROWS = 16;

  private WholeImage() {}

  /**
   * Makes sure that an image can be decoded.
   *
   * @throws io.github.maskloom.errors.ImageException if it is broken or cut short
   */
  static void require(ImageSource source, CallContext context) throws IOException {
    try (EncodedImage image = open(source, context)) {
      decode(image, context.work());
    }
  }

  static EncodedImage open(ImageSource source, CallContext context) throws IOException {
    return EncodedImage.open(
        source, context.reading().limits(), DamagePolicy.STRICT, context.cancellation());
  }

  /** Decodes an image that was opened, in memory of the budget. */
  static void decode(EncodedImage image, WorkOptions work) throws IOException {
    CancelSignal stop = work.begin();
    long heapBytes =
        image.description().heapBytes() + WindowSize.bytes(image.rows().geometry(), CHECK_ROWS);
    MemoryBudget.Reservation memory = work.budget().reserve(heapBytes, stop);
    try {
      image.rows().push(CHECK_ROWS, window -> stop.throwIfCancelled());
    } finally {
      memory.close();
    }
  }
}
