package io.github.maskloom.spring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Maskloom is set up. {@code spring-configuration-metadata.json} says the same to editors.
 *
 * @param memory heap that all work shares
 * @param limits what images may ask for
 * @param timeout after which a composite, restoration or preparation ends; none unless set
 * @param threads that one composite may keep busy
 * @param labeled whether images that a model had a part in say so
 * @param catalog the furniture
 * @param fusion how images are fused
 */
@ConfigurationProperties("maskloom")
record MaskloomProperties(
    @DefaultValue Memory memory,
    @DefaultValue Limits limits,
    @Nullable Duration timeout,
    @DefaultValue("1") int threads,
    @DefaultValue("true") boolean labeled,
    @DefaultValue Catalog catalog,
    @DefaultValue Fusion fusion) {

  /**
   * Heap that all work shares.
   *
   * @param budget in all; a quarter of the largest heap unless set
   * @param maxWait until there is some; then work is refused
   * @param closeGrace how long the end of the application waits for work that runs
   */
  record Memory(
      @Nullable DataSize budget,
      @DefaultValue("20s") Duration maxWait,
      @DefaultValue("10s") Duration closeGrace) {}

  /**
   * What images may ask for. They suit what people upload, and are below the library's.
   *
   * @param maxInputSize of an image, encoded
   * @param maxPixels of an image
   * @param maxWidth in pixels; the library's default unless set
   * @param maxHeight in pixels; the library's default unless set
   */
  record Limits(
      @DefaultValue("50MB") DataSize maxInputSize,
      @DefaultValue("100000000") long maxPixels,
      @Nullable Integer maxWidth,
      @Nullable Integer maxHeight) {}

  /**
   * The furniture.
   *
   * @param folder of the images; without one there is no catalog
   * @param metadata file that describes them; {@code furniture_metadata.json} of the folder unless
   *     set
   * @param timeToLive after which the metadata is read anew; the library's default unless set
   */
  record Catalog(@Nullable Path folder, @Nullable Path metadata, @Nullable Duration timeToLive) {}

  /**
   * How images are fused.
   *
   * @param enabled whether there are clients at all
   * @param provider which client is the one that is injected
   * @param fallback which one is asked while that is down, if the call cost nothing; none unless
   *     set
   * @param fallbackEvenIfUnknown whether it is also asked if nobody knows what the call cost
   * @param maxConcurrent calls of a client that run at once
   * @param maxQueued calls of a client that wait; one more is refused
   * @param closeGrace how long the end of the application lets calls go on; as long as a phase of
   *     Spring's shutdown unless set
   * @param maxUploadSide longer side, in pixels, that images are shrunk to
   * @param tempFolder for images on their way
   * @param journal file with a line for each call; none unless set
   * @param jobs folder of tickets of queued jobs; {@code .maskloom/jobs} in the home folder unless
   *     set
   */
  record Fusion(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("local") String provider,
      @Nullable String fallback,
      @DefaultValue("false") boolean fallbackEvenIfUnknown,
      @DefaultValue("4") int maxConcurrent,
      @DefaultValue("64") int maxQueued,
      @Nullable Duration closeGrace,
      @Nullable Integer maxUploadSide,
      @Nullable Path tempFolder,
      @Nullable Path journal,
      @Nullable Path jobs) {}

  /**
   * A service, below {@code maskloom.fusion} by the name of its provider; the library's defaults
   * unless set.
   *
   * @param apiKey its key; that of the service's usual environment variable unless set
   * @param baseUrl its address, up to the version
   * @param model id
   * @param imagesPerMinute that this process asks for at most
   * @param timeout of a whole call, with its wait for a turn and its further attempts
   */
  record Service(
      @Nullable String apiKey,
      @Nullable URI baseUrl,
      @Nullable String model,
      @Nullable Integer imagesPerMinute,
      @Nullable Duration timeout) {
    /** Shows no key. */
    @Override
    public String toString() {
      return "Service[baseUrl=" + baseUrl + ", model=" + model + "]";
    }
  }
}
