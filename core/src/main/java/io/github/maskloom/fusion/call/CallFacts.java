package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call at one moment; each step of the call makes the next.
 *
 * @param scene as it was prepared; null before that
 * @param part what of the photo the scene is; empty unless the request is focused
 * @param uploadBytes encoded bytes of all images that were prepared
 * @param calls how many times the provider was asked, so that something may have reached it
 * @param response what the provider said at the end of its calls, all told
 * @param imagesReceived how many images came
 * @param imagesSurplus how many were made beyond those that were asked for
 */
record CallFacts(
    ProviderInput.@Nullable Image scene,
    Optional<ScenePart> part,
    long uploadBytes,
    int calls,
    ProviderResponse response,
    int imagesReceived,
    int imagesSurplus) {
  /** What is known before anything was done. */
  static final CallFacts NONE =
      new CallFacts(null, Optional.empty(), 0, 0, ProviderResponse.NONE, 0, 0);

  CallFacts withScene(ProviderInput.Image prepared, Optional<ScenePart> taken) {
    return new CallFacts(
        prepared, taken, uploadBytes, calls, response, imagesReceived, imagesSurplus);
  }

  CallFacts withUploadBytes(long bytes) {
    return new CallFacts(scene, part, bytes, calls, response, imagesReceived, imagesSurplus);
  }

  CallFacts withCalls(int begun) {
    return new CallFacts(scene, part, uploadBytes, begun, response, imagesReceived, imagesSurplus);
  }

  /** Knows what one more call was answered with. */
  CallFacts withResponse(ProviderResponse answer) {
    Map<String, Long> usage = new HashMap<>(response.usage());
    answer.usage().forEach((name, used) -> usage.merge(name, used, Long::sum));
    ProviderResponse all =
        new ProviderResponse(
            answer.model().isEmpty() ? response.model() : answer.model(),
            joined(response.clientRequestId(), answer.clientRequestId()),
            joined(response.serverRequestId(), answer.serverRequestId()),
            usage,
            Stream.concat(response.notes().stream(), answer.notes().stream()).distinct().toList());
    return new CallFacts(scene, part, uploadBytes, calls, all, imagesReceived, imagesSurplus);
  }

  /** Ids of calls with a blank between them, and one more unless it is empty or among them. */
  static String joined(String ids, String id) {
    boolean known = id.isEmpty() || Set.of(ids.split(" ")).contains(id);
    return known ? ids : (ids + " " + id).strip();
  }

  CallFacts withImages(int received, int surplus) {
    return new CallFacts(scene, part, uploadBytes, calls, response, received, surplus);
  }
}
