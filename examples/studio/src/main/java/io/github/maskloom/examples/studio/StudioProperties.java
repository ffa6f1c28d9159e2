package io.github.maskloom.examples.studio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How the studio is set up; {@code application.properties} has the defaults and says more.
 *
 * @param folder where photos, masks and results are kept
 * @param furniture a folder of images with {@code furniture_metadata.json}; the demonstration's
 *     unless set
 * @param retention how long photos and results are kept
 * @param upload what people may send
 * @param fusion how images are fused
 * @param ark the service that fuses them, if a key is set
 */
@ConfigurationProperties("studio")
record StudioProperties(
    Path folder,
    @Nullable Path furniture,
    Duration retention,
    Upload upload,
    Fusion fusion,
    Ark ark) {

  /**
   * What people may send.
   *
   * @param maxSize of a photo or a mask, encoded
   * @param maxPixels of a photo or a mask
   * @param timeout for sending it
   * @param maxSide in pixels, that photos are shrunk to
   * @param maxWait until there is memory for it; then the answer is 429
   */
  record Upload(
      DataSize maxSize, long maxPixels, Duration timeout, int maxSide, Duration maxWait) {}

  /**
   * How images are fused.
   *
   * @param maxAtOnce calls that run at a time
   * @param maxQueued calls that wait; one more is answered with 429
   * @param closeGrace how long a shutdown lets calls go on
   * @param prompt what the model is asked for
   */
  record Fusion(int maxAtOnce, int maxQueued, Duration closeGrace, String prompt) {}

  /**
   * Volcengine Ark.
   *
   * @param apiKey switches it on; the local preview is used without
   * @param baseUrl its address, up to the version
   * @param fallbackToLocal whether the preview stands in while the service is down
   */
  record Ark(String apiKey, URI baseUrl, boolean fallbackToLocal) {
    boolean isConfigured() {
      return !apiKey.isBlank();
    }

    /** Shows no key. */
    @Override
    public String toString() {
      return "Ark[configured=" + isConfigured() + ", fallbackToLocal=" + fallbackToLocal + "]";
    }
  }
}
