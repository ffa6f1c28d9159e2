package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call at one moment; each step of the call makes the next.
 *
 * @param scene as it was prepared; null before that
 * @param part what of the photo the scene is; empty unless the request is focused
 * @param uploadBytes encoded bytes of all images that were prepared
 * @param sent whether something may have reached the provider
 * @param response what the provider said at its end
 * @param imagesReceived how many images came
 * @param imagesSurplus how many were made beyond those that were asked for
 */
record CallFacts(
    ProviderInput.@Nullable Image scene,
    Optional<ScenePart> part,
    long uploadBytes,
    boolean sent,
    ProviderResponse response,
    int imagesReceived,
    int imagesSurplus) {
  /** What is known before anything was done. */
  static final CallFacts NONE =
      new CallFacts(null, Optional.empty(), 0, false, ProviderResponse.NONE, 0, 0);

  CallFacts withScene(ProviderInput.Image prepared, Optional<ScenePart> taken) {
    return new CallFacts(
        prepared, taken, uploadBytes, sent, response, imagesReceived, imagesSurplus);
  }

  CallFacts withUploadBytes(long bytes) {
    return new CallFacts(scene, part, bytes, sent, response, imagesReceived, imagesSurplus);
  }

  CallFacts withSent(boolean maybe) {
    return new CallFacts(scene, part, uploadBytes, maybe, response, imagesReceived, imagesSurplus);
  }

  CallFacts withResponse(ProviderResponse answer) {
    return new CallFacts(scene, part, uploadBytes, sent, answer, imagesReceived, imagesSurplus);
  }

  CallFacts withImages(int received, int surplus) {
    return new CallFacts(scene, part, uploadBytes, sent, response, received, surplus);
  }
}
