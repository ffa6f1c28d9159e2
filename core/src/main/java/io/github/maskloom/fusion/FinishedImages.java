package io.github.maskloom.fusion;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ChecksumPolicy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decodes, and restores if asked to, the pictures that a provider handed over. */
final class FinishedImages {
  private static final int CHECK_ROWS = 16;

  private final FusionRequest request;
  private final FusionFailure accepted;
  private final FusionConfig config;
  private final CallFolder folder;
  private final CancelSignal cancel;
  private final CallNews news;

  /**
   * Finishes the pictures of one call.
   *
   * @param accepted what is known of the request, for pictures that turn out not to be any
   */
  FinishedImages(
      FusionRequest request,
      FusionFailure accepted,
      FusionConfig config,
      CallFolder folder,
      CancelSignal cancel,
      CallNews news) {
    this.request = request;
    this.accepted = accepted;
    this.config = config;
    this.folder = folder;
    this.cancel = cancel;
    this.news = news;
  }

  /** Every picture in order; one that does not decode has failed. */
  List<FusedImage> of(ReceivedImages received) throws IOException {
    Map<Integer, FusedImage> images = new TreeMap<>();
    received
        .failures()
        .forEach((index, why) -> images.put(index, FusedImage.failed(index, why, folder)));
    for (Map.Entry<Integer, Path> file : received.files().entrySet()) {
      images.put(file.getKey(), finished(file.getKey(), file.getValue()));
    }
    return new ArrayList<>(images.values());
  }

  private FusedImage finished(int index, Path file) throws IOException {
    FusedPicture picture;
    try {
      picture = decoded(file);
    } catch (ImageException e) {
      return FusedImage.failed(index, broken(e), folder);
    }
    return request.restoreOptions().isPresent()
        ? restored(index, picture, request.restoreOptions().get())
        : FusedImage.received(index, picture, folder);
  }

  /** What the file holds, once every row of it was decoded. */
  private FusedPicture decoded(Path file) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(
            ImageSource.of(file), config.imageLimits(), ChecksumPolicy.STRICT, cancel)) {
      image.rows().push(CHECK_ROWS, window -> cancel.throwIfCancelled());
      ImageGeometry size = image.rows().geometry();
      return new FusedPicture(
          file, image.description().mediaType(), size.width(), size.height(), Files.size(file));
    }
  }

  private FusionServiceException broken(ImageException cause) {
    return new FusionServiceException("the provider's picture does not decode", accepted, cause);
  }

  private FusedImage restored(int index, FusedPicture model, RestoreOptions how)
      throws IOException {
    ImageSource mask = request.mask().orElseThrow();
    Path file = folder.file("restored-" + index + ".png");
    MaskCompositor compositor =
        MaskCompositor.builder()
            .convention(request.convention())
            .feather(how.featherPixels())
            .limits(config.imageLimits())
            .budget(config.budget())
            .cancel(cancel)
            .progress(
                (done, total) -> news.progress(new FusionProgress.Restoring(index, done, total)))
            .build();
    RestoreReport report =
        compositor.restore(request.scene(), model.source(), mask, ImageTarget.of(file));
    ImageGeometry size = report.geometry();
    FusedPicture picture =
        new FusedPicture(file, "image/png", size.width(), size.height(), Files.size(file));
    return FusedImage.restored(index, picture, model, report, folder);
  }

  /** What was painted, as restoring found it. */
  static Optional<MaskStatistics> mask(List<FusedImage> images) {
    return images.stream()
        .flatMap(image -> image.restored().stream())
        .findFirst()
        .map(RestoreReport::mask);
  }
}
