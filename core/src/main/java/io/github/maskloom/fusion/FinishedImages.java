package io.github.maskloom.fusion;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryReservation;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
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
 * Decodes, and restores if asked to, the images that a provider handed over.
 *
 * <p>By now they are paid for: whatever goes wrong here, nothing but a cancel ends the call, and a
 * image that came whole is kept as it came.
 */
final class FinishedImages {
  private static final int CHECK_ROWS = 16;

  private final Optional<Restoring> restoring;
  private final FusionFailure accepted;
  private final FusionConfig config;
  private final CallFolder folder;
  private final CancelSignal cancel;

  /**
   * Finishes the images of one call.
   *
   * @param restoring how they are restored; empty if they are not
   * @param accepted what is known of the request, for images that are lost or not finished
   */
  FinishedImages(
      Optional<Restoring> restoring,
      FusionFailure accepted,
      FusionConfig config,
      CallFolder folder,
      CancelSignal cancel) {
    this.restoring = restoring;
    this.accepted = accepted;
    this.config = config;
    this.folder = folder;
    this.cancel = cancel;
  }

  /**
   * Every image in order; one that does not decode has failed.
   *
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   */
  List<FusedImage> of(ReceivedImages received) {
    Map<Integer, FusedImage> images = new TreeMap<>();
    received
        .failures()
        .forEach((index, why) -> images.put(index, FusedImage.failed(index, why, folder)));
    received.files().forEach((index, file) -> images.put(index, finished(index, file)));
    return new ArrayList<>(images.values());
  }

  private FusedImage finished(int index, Path file) {
    ImageFile picture = null;
    try {
      try (EncodedImage image = open(file)) {
        picture = described(file, image);
        decode(image);
      }
    } catch (ImageException e) {
      return FusedImage.failed(
          index,
          new FusionServiceException("the provider's image does not decode", accepted, e),
          folder);
    } catch (Throwable e) {
      return asItCame(index, picture, "the image that came could not be decoded here", e);
    }
    return restoring.isPresent()
        ? restored(index, picture, restoring.get())
        : FusedImage.received(index, picture, folder);
  }

  private EncodedImage open(Path file) throws IOException {
    return EncodedImage.open(
        ImageSource.of(file), config.imageLimits(), DamagePolicy.STRICT, cancel);
  }

  private static ImageFile described(Path file, EncodedImage image) throws IOException {
    ImageGeometry size = image.rows().geometry();
    return new ImageFile(
        file, image.description().mediaType(), size.width(), size.height(), Files.size(file));
  }

  /** Makes sure of every row. */
  private void decode(EncodedImage image) throws IOException {
    long heapBytes =
        image.description().heapBytes() + RasterWindow.bytes(image.rows().geometry(), CHECK_ROWS);
    MemoryReservation memory = config.budget().reserve(heapBytes, cancel);
    try {
      image.rows().push(CHECK_ROWS, window -> cancel.throwIfCancelled());
    } finally {
      memory.close();
    }
  }

  /** The scene and the mask are the caller's sources, which may throw anything, errors too. */
  private FusedImage restored(int index, ImageFile picture, Restoring how) {
    try {
      return how.restored(index, picture);
    } catch (Throwable e) {
      return asItCame(index, picture, "what was not painted could not be brought back", e);
    }
  }

  /** The image, if it could be looked at, with why no more was made of it. */
  private FusedImage asItCame(int index, @Nullable ImageFile picture, String what, Throwable why) {
    cancel.throwIfCancelled();
    FusionException failure = new FusionException(what, accepted, why);
    return picture == null
        ? FusedImage.failed(index, failure, folder)
        : FusedImage.unfinished(index, picture, failure, folder);
  }

  /** What was painted, as restoring found it. */
  static Optional<MaskStatistics> mask(List<FusedImage> images) {
    return images.stream()
        .flatMap(image -> image.restored().stream())
        .findFirst()
        .map(RestoreReport::mask);
  }
}
