package io.github.maskloom.fusion.call;

import io.github.maskloom.PhotoRestorer.Comparison;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.RestoreOptions;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.composite.CompositeJob;
import io.github.maskloom.internal.composite.Restoration;
import io.github.maskloom.internal.composite.RestoreJob;
import io.github.maskloom.internal.pipeline.Scope;
import java.io.IOException;
import java.util.Optional;

/** Looks for the paint of a mask, as restoring will find it, within the budget of a client. */
final class PaintSearch {
  private final FusionConfig config;
  private final CancelSignal cancel;

  PaintSearch(FusionConfig config, CancelSignal cancel) {
    this.config = config;
    this.cancel = cancel;
  }

  /** What of a request's scene may change. */
  Restoration.PaintedPart in(FusionRequest request) throws IOException {
    RestoreOptions how = request.restoreOptions().orElseThrow();
    WorkOptions work = WorkOptions.DEFAULT.withBudget(config.budget()).withCancel(cancel);
    RestoreJob job =
        new RestoreJob(
            CompositeJob.MaskOptions.DEFAULT
                .with(request.convention())
                .withFillEnclosed(request.fillEnclosed()),
            new RestoreJob.Edge(how.growPixels(), how.featherPixels(), how.featherSide()),
            Optional.empty(),
            false,
            Comparison.OFF,
            CompositeJob.OutputOptions.DEFAULT,
            ReadOptions.DEFAULT.withLimits(config.imageLimits()),
            work);
    try (Scope scope = new Scope(work)) {
      return new Restoration(job, scope).paintedPart(request.scene(), request.mask().orElseThrow());
    }
  }
}
