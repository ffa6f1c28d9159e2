package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call at one moment; each step of the call makes the next.
 *
 * @param scene as it was prepared; null before that
 * @param uploadBytes encoded bytes of all images that were prepared
 * @param sent whether something may have reached the provider
 * @param response what the provider said at its end
 * @param imagesReceived how many images came
 * @param imagesSurplus how many were made beyond those that were asked for
 */
record CallFacts(
    ProviderInput.@Nullable Image scene,
    long uploadBytes,
    boolean sent,
    ProviderResponse response,
    int imagesReceived,
    int imagesSurplus) {
  /** What is known before anything was done. */
  static final CallFacts NONE = new CallFacts(null, 0, false, ProviderResponse.NONE, 0, 0);

  CallFacts withScene(ProviderInput.Image prepared) {
    return new CallFacts(prepared, uploadBytes, sent, response, imagesReceived, imagesSurplus);
  }

  CallFacts withUploadBytes(long bytes) {
    return new CallFacts(scene, bytes, sent, response, imagesReceived, imagesSurplus);
  }

  CallFacts withSent(boolean maybe) {
    return new CallFacts(scene, uploadBytes, maybe, response, imagesReceived, imagesSurplus);
  }

  CallFacts withResponse(ProviderResponse answer) {
    return new CallFacts(scene, uploadBytes, sent, answer, imagesReceived, imagesSurplus);
  }

  CallFacts withImages(int received, int surplus) {
    return new CallFacts(scene, uploadBytes, sent, response, received, surplus);
  }
}
