package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    ProviderResponse all = merged(response, answer);
    return new CallFacts(scene, part, uploadBytes, calls, all, imagesReceived, imagesSurplus);
  }

  /** What is known of several calls, or of one by and by. */
  static ProviderResponse merged(ProviderResponse before, ProviderResponse next) {
    Map<String, Long> usage = new HashMap<>(before.usage());
    next.usage().forEach((name, used) -> usage.merge(name, used, Long::sum));
    return new ProviderResponse(
        next.model().isEmpty() ? before.model() : next.model(),
        joined(before.clientRequestId(), next.clientRequestId()),
        joined(before.serverRequestId(), next.serverRequestId()),
        usage,
        Stream.concat(before.notes().stream(), next.notes().stream()).distinct().toList());
  }

  /** Ids with a blank between them, each of them once. */
  private static String joined(String ids, String more) {
    String all = (ids + " " + more).strip();
    return String.join(" ", new LinkedHashSet<>(List.of(all.split(" "))));
  }

  CallFacts withImages(int received, int surplus) {
    return new CallFacts(scene, part, uploadBytes, calls, response, received, surplus);
  }
}
