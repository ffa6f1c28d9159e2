package io.github.maskloom.examples.studio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the studio is set up; {@code application.properties} has the defaults and says more.
 *
 * @param folder where photos, masks and results are kept; one in the user's home unless set
 * @param furniture a folder of images with {@code furniture_metadata.json}; the demonstration's
 *     unless set
 * @param retention how long photos and results are kept
 * @param upload what people may send
 * @param answerTimeout after which a reader that has not taken an answer is hung up on
 * @param allowedHosts names by which the studio is known, besides {@code localhost}
 * @param quota how much is kept
 * @param operator who may see how the studio does
 * @param fusion how images are fused
 * @param provider name of who fuses them; Ark unless set, if it has a key, else the local preview
 * @param fallbackToLocal whether the preview stands in while the service is down
 */
@ConfigurationProperties("studio")
record StudioProperties(
    @Nullable Path folder,
    @Nullable Path furniture,
    Duration retention,
    Upload upload,
    Duration answerTimeout,
    @DefaultValue List<String> allowedHosts,
    Quota quota,
    Operator operator,
    Fusion fusion,
    @Nullable String provider,
    boolean fallbackToLocal) {

  /**
   * What people may send.
   *
   * @param timeout for sending any body
   * @param maxSide in pixels, that photos are shrunk to
   * @param maxAtWork bodies that are worked on at a time; one more is answered with 429
   */
  record Upload(Duration timeout, int maxSide, int maxAtWork) {}

  /**
   * How much is kept.
   *
   * @param photos with their masks and scenes
   * @param jobs with their results
   * @param journal by lines
   * @param incoming bytes of all bodies that are not worked on yet
   * @param perVisitor photos that one visitor may keep, and jobs as many
   */
  record Quota(Share photos, Share jobs, Share journal, DataSize incoming, int perVisitor) {}

  /**
   * Who may see how the studio does.
   *
   * @param token that the operator sends; empty if whoever is on this machine is the operator
   */
  record Operator(String token) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Operator[configured=" + !token.isBlank() + "]";
    }
  }

  /** How much there may be of one kind. */
  record Share(long number, DataSize bytes) {}

  /**
   * How images are fused.
   *
   * @param focus whether a model is sent the part of the photo around the paint alone
   * @param prompt what a model is asked for that sees the paint in the scene
   * @param maskPrompt what a model is asked for that gets the mask as an image of its own
   * @param wordPrompt what a model is asked for that sees no furniture; {@code {furniture}} is the
   *     name and description of it
   * @param previews of each image while OpenAI draws it, 0 to 3; each may cost tokens
   */
  record Fusion(boolean focus, String prompt, String maskPrompt, String wordPrompt, int previews) {}
}
