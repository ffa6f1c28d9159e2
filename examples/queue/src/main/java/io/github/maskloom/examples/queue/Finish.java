package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.FusionRequest;
import java.util.Optional;

/** What becomes of a model's answer where nothing was painted. */
public enum Finish {
  /** The photo's own pixels are put back. Without a mask the answer stays as it came. */
  RESTORED {
    @Override
    void applyTo(FusionRequest.Builder request) {}
  },
  /** The same, and the model sees only the part around the paint, at the photo's resolution. */
  FOCUSED {
    @Override
    void applyTo(FusionRequest.Builder request) {
      request.focus();
    }
  },
  /** The answer stays as it came. */
  UNCHANGED {
    @Override
    void applyTo(FusionRequest.Builder request) {
      request.wholeAnswer();
    }
  };

  abstract void applyTo(FusionRequest.Builder request);

  /** This, if it is possible for a job. */
  Finish checked(Optional<?> mask) {
    if (this == FOCUSED && mask.isEmpty()) {
      throw new IllegalArgumentException("a focus needs a mask");
    }
    return this;
  }
}
