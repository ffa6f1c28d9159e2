package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.ImageFile;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Restores the images that a provider handed over, or decodes them where nothing is to be restored.
 *
 * <p>By now they are paid for: whatever goes wrong here, nothing but a cancel ends the call, and an
 * image that came whole is kept as it came.
 */
final class FinishedImages {
  private static final int CHECK_ROWS = 16;

  private final CallContext context;
  private final Optional<Restoring> restoring;
  private final Optional<ScenePart> part;
  private final CancelSignal cancel;

  /**
   * Finishes the images of one call.
   *
   * @param restoring how they are restored; empty if they are not
   * @param part what of the photo they stand for; empty unless the request is focused
   */
  FinishedImages(CallContext context, Optional<Restoring> restoring, Optional<ScenePart> part) {
    this.context = context;
    this.restoring = restoring;
    this.part = part;
    cancel = context.cancellation();
  }

  /**
   * Every image in order; one that does not decode has failed.
   *
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   */
  List<FusedImage> of(ReceivedImages received) {
    Map<Integer, FusedImage> images = new TreeMap<>();
    received.failures().forEach((index, why) -> images.put(index, new LostImage(index, why)));
    received.files().forEach((index, file) -> images.put(index, finished(index, file)));
    return new ArrayList<>(images.values());
  }

  private FusedImage finished(int index, Path file) {
    return restoring.isPresent() ? restored(index, file, restoring.get()) : checked(index, file);
  }

  /**
   * What is restored is decoded on the way. Only if that fails is the image looked at alone: the
   * scene and the mask are the caller's sources, which may throw anything, errors too.
   */
  private FusedImage restored(int index, Path file, Restoring how) {
    try {
      return how.restored(described(index, file));
    } catch (Throwable e) {
      cancel.throwIfCancelled();
      FusedImage checked = checked(index, file);
      return checked instanceof KeptImage whole && whole.unfinished().isEmpty()
          ? whole.unfinished(failure("what was not painted could not be restored", e))
          : checked;
    }
  }

  private KeptImage described(int index, Path file) throws IOException {
    try (EncodedImage image = open(file)) {
      return described(index, file, image);
    }
  }

  /** The image after every row of it was decoded. */
  private FusedImage checked(int index, Path file) {
    KeptImage came = null;
    try (EncodedImage image = open(file)) {
      came = described(index, file, image);
      decode(image);
      return came;
    } catch (ImageException e) {
      return new LostImage(
          index,
          new FusionServiceException(
              "the provider's image does not decode", context.accepted(), e));
    } catch (Throwable e) {
      cancel.throwIfCancelled();
      return unchecked(index, came, e);
    }
  }

  /** The image, if it could be looked at, of which nobody knows whether it is whole. */
  private FusedImage unchecked(int index, @Nullable KeptImage came, Throwable why) {
    FusionException failure = failure("the image that came could not be decoded", why);
    return came == null ? new LostImage(index, failure) : came.unfinished(failure);
  }

  private EncodedImage open(Path file) throws IOException {
    return EncodedImage.open(
        ImageSource.of(file), context.config().imageLimits(), DamagePolicy.STRICT, cancel);
  }

  private KeptImage described(int index, Path file, EncodedImage image) throws IOException {
    ImageGeometry size = image.rows().geometry();
    ImageFile came =
        new ImageFile(
            file, image.description().mediaType(), size.width(), size.height(), Files.size(file));
    return KeptImage.asItCame(index, came, part, context.folder());
  }

  private void decode(EncodedImage image) throws IOException {
    long heapBytes =
        image.description().heapBytes() + WindowSize.bytes(image.rows().geometry(), CHECK_ROWS);
    MemoryBudget.Reservation memory = context.config().budget().reserve(heapBytes, cancel);
    try {
      image.rows().push(CHECK_ROWS, window -> cancel.throwIfCancelled());
    } finally {
      memory.close();
    }
  }

  private FusionException failure(String what, Throwable why) {
    return new FusionException(what, context.accepted(), InputImages.named(why, context.request()));
  }
}
