package io.github.maskloom.examples.studio;

import io.github.maskloom.fusion.FusionProgress;
import java.util.Optional;

/**
 * What goes on in a call.
 *
 * @param name by which the page finds its words
 * @param percent how much of it is done; empty where nobody can tell
 */
record FusionStage(String name, Optional<Integer> percent) {
  static final FusionStage QUEUED = new FusionStage("queued", Optional.empty());

  static FusionStage of(FusionProgress progress) {
    if (progress instanceof FusionProgress.Queued) {
      return QUEUED;
    } else if (progress instanceof FusionProgress.Preparing) {
      return endless("preparing");
    } else if (progress instanceof FusionProgress.Uploading upload) {
      return upload.totalBytes() > 0
          ? share("uploading", upload.bytes(), upload.totalBytes())
          : endless("uploading");
    } else if (progress instanceof FusionProgress.AttemptFailed) {
      return endless("retrying");
    } else if (progress instanceof FusionProgress.Restoring restoring) {
      return share("restoring", restoring.rowsDone(), restoring.rowsTotal());
    } else if (progress instanceof FusionProgress.Waiting) {
      return endless("waiting");
    }
    return endless("receiving");
  }

  private static FusionStage endless(String name) {
    return new FusionStage(name, Optional.empty());
  }

  private static FusionStage share(String name, long done, long total) {
    return new FusionStage(name, Optional.of((int) (100 * done / Math.max(1, total))));
  }
}
