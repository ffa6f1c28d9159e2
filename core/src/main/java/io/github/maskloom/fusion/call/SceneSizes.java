package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.prepare.UploadLimits;

/**
 * The sizes that a scene may be sent in, if the answer is to be of the same size where that can be
 * asked for.
 *
 * @param multiple of which both sides are
 * @param minSide the shorter side
 * @param maxSide the longer side
 * @param minPixels width times height
 * @param maxPixels width times height
 * @param maxRatio the longer side over the shorter
 * @param ratio width over height that the answer will have; 0 if that of the scene
 */
record SceneSizes(
    int multiple,
    int minSide,
    int maxSide,
    long minPixels,
    long maxPixels,
    double maxRatio,
    double ratio) {
  /**
   * What a provider and a client take.
   *
   * @param asked size of the answer that the caller asks for
   */
  static SceneSizes of(ProviderCapabilities able, int maxUploadSide, OutputSize asked) {
    UploadLimits limits = able.inputLimits();
    boolean alike = asksForSceneSize(able, asked);
    int maxSide = Math.min(limits.maxSide(), maxUploadSide);
    return new SceneSizes(
        able.sizeMultiple(),
        Math.min(limits.minSide(), maxSide),
        maxSide,
        alike ? able.minOutputPixels() : 1,
        alike ? Math.min(limits.maxPixels(), able.maxOutputPixels()) : limits.maxPixels(),
        alike
            ? Math.min(limits.maxAspectRatio(), able.maxOutputAspectRatio())
            : limits.maxAspectRatio(),
        asked instanceof OutputSize.Pixels pixels ? (double) pixels.width() / pixels.height() : 0);
  }

  /**
   * Whether the provider is to be asked for an answer of the scene's size: the caller asks for
   * none, the provider would choose another, and it says what it makes.
   */
  private static boolean asksForSceneSize(ProviderCapabilities able, OutputSize asked) {
    return asked.equals(OutputSize.UNSET)
        && able.pixelSizes()
        && !able.answersInSceneSize()
        && able.maxOutputPixels() < Long.MAX_VALUE;
  }

  /** The size to ask a provider for, where the caller asks for one or for none. */
  static OutputSize answer(ProviderCapabilities able, OutputSize asked, int width, int height) {
    return asksForSceneSize(able, asked) ? OutputSize.of(width, height) : asked;
  }
}
