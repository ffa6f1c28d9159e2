package io.github.maskloom.fusion.call;

import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.ImageFile;
import io.github.maskloom.fusion.RestoreOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Brings back, in the images of one call, what was not painted. */
final class Restoring {
  private final CallContext context;
  private final FusionRequest request;
  private final RestoreOptions how;
  private final Optional<ScenePart> part;

  /**
   * Restores images.
   *
   * @param part what of the photo they stand for; empty for all of it
   */
  Restoring(CallContext context, RestoreOptions how, Optional<ScenePart> part) {
    this.context = context;
    this.how = how;
    this.part = part.filter(sent -> !sent.isWhole());
    request = context.request();
  }

  /**
   * Makes sure, before anything is paid for, that the budget is not too small in any case.
   *
   * @throws MemoryBudgetException if it is, whatever the provider answers
   * @throws io.github.maskloom.errors.ImageException if the scene or the mask cannot be used
   */
  void check() throws IOException {
    MemoryBudget budget = context.config().budget();
    long leastBytes = restorer(context.work()).explain(request.scene(), mask()).work().heapBytes();
    if (leastBytes > budget.ceilingBytes()) {
      throw MemoryBudgetException.tooLarge(leastBytes, budget.ceilingBytes());
    }
  }

  /**
   * Restores an image into another file of the call.
   *
   * @return the image, of which every byte was decoded
   */
  KeptImage restored(KeptImage model) throws IOException {
    Path file = context.folder().file(LeftImages.RESTORED + model.index() + ".png");
    PhotoRestorer restorer =
        restorer(
            context
                .work()
                .withProgress(
                    (done, total) ->
                        context
                            .events()
                            .progress(new FusionProgress.Restoring(model.index(), done, total))));
    RestoreReport report =
        restorer.restore(
            request.scene(), model.modelImage().source(), mask(), CallFile.named(file));
    ImageGeometry size = report.geometry();
    return model.restored(
        new ImageFile(file, "image/png", size.width(), size.height(), Files.size(file)), report);
  }

  private ImageSource mask() {
    return request.mask().orElseThrow();
  }

  private PhotoRestorer restorer(WorkOptions work) {
    PhotoRestorer.Builder restorer =
        PhotoRestorer.builder()
            .convention(request.convention())
            .fillEnclosed(request.fillEnclosed())
            .feather(how.featherPixels())
            .matchColour(how.matchColour())
            .grow(how.growPixels())
            .featherSide(how.featherSide())
            .reading(context.reading())
            .working(work);
    part.ifPresent(sent -> restorer.region(sent.box()));
    return restorer.build();
  }
}
