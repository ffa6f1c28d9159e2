package io.github.maskloom.fusion;

import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings back, in the images of one call, what was not painted. */
final class Restoring {
  private final FusionRequest request;
  private final RestoreOptions how;
  private final FusionConfig config;
  private final CallFolder folder;
  private final CancelSignal cancel;
  private final CallEvents news;

  Restoring(
      FusionRequest request,
      RestoreOptions how,
      FusionConfig config,
      CallFolder folder,
      CancelSignal cancel,
      CallEvents news) {
    this.request = request;
    this.how = how;
    this.config = config;
    this.folder = folder;
    this.cancel = cancel;
    this.news = news;
  }

  /**
   * Makes sure, before anything is paid for, that the budget is not too small in any case.
   *
   * @throws MemoryBudgetException if it is, whatever the provider answers
   * @throws io.github.maskloom.errors.ImageException if the scene or the mask cannot be used
   */
  void check() throws IOException {
    long leastBytes = restorer().build().explain(request.scene(), mask()).work().heapBytes();
    if (leastBytes > config.budget().ceilingBytes()) {
      throw MemoryBudgetException.tooLarge(leastBytes, config.budget().ceilingBytes());
    }
  }

  /** Restores an image into another file of the call. */
  FusedImage restored(int index, ImageFile model) throws IOException {
    Path file = folder.file("restored-" + index + ".png");
    PhotoRestorer restorer =
        restorer()
            .progress(
                (done, total) -> news.progress(new FusionProgress.Restoring(index, done, total)))
            .build();
    RestoreReport report =
        restorer.restore(request.scene(), model.source(), mask(), ImageTarget.of(file));
    ImageGeometry size = report.geometry();
    ImageFile picture =
        new ImageFile(file, "image/png", size.width(), size.height(), Files.size(file));
    return FusedImage.restored(index, picture, model, report, folder);
  }

  private ImageSource mask() {
    return request.mask().orElseThrow();
  }

  private PhotoRestorer.Builder restorer() {
    return PhotoRestorer.builder()
        .convention(request.convention())
        .feather(how.featherPixels())
        .limits(config.imageLimits())
        .budget(config.budget())
        .cancel(cancel);
  }
}
