package io.github.maskloom.examples.studio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
 * @param provider who fuses them
 * @param ark the service of {@link Provider#ARK}
 * @param openai the service of {@link Provider#OPENAI}
 * @param sdServer the server of {@link Provider#SD_SERVER}
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
    Provider provider,
    Service ark,
    Service openai,
    Service sdServer) {

  /** Who fuses images. */
  enum Provider {
    /** Ark if its key is set, else the local preview. */
    AUTO,
    /** The local preview. */
    LOCAL,
    /** Volcengine Ark. */
    ARK,
    /** OpenAI. */
    OPENAI,
    /** A server of stable-diffusion.cpp. */
    SD_SERVER,
    /** FLUX fill of Black Forest Labs, which queues. */
    FLUX,
    /** Wan of Alibaba Cloud, which queues. */
    DASHSCOPE,
    /** A mask model behind the queue of fal. */
    FAL,
    /** Ideogram's precise edit, which queues. */
    IDEOGRAM;

    /** The name of its client. */
    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What is set of who fuses images. */
  Service service() {
    return switch (chosen()) {
      case ARK -> ark;
      case OPENAI -> openai;
      case SD_SERVER -> sdServer;
      // Those that queue are taken up again, and no preview stands in for them.
      case AUTO, LOCAL, FLUX, DASHSCOPE, FAL, IDEOGRAM -> new Service("", false, 0);
    };
  }

  /** Who fuses images, once it is decided. */
  Provider chosen() {
    Provider automatic = ark.apiKey().isBlank() ? Provider.LOCAL : Provider.ARK;
    return provider == Provider.AUTO ? automatic : provider;
  }

  /** What a model is asked for unless a person says it. */
  String prompt() {
    return switch (chosen()) {
      case OPENAI, SD_SERVER, IDEOGRAM -> fusion.maskPrompt();
      case FLUX, DASHSCOPE, FAL -> fusion.wordPrompt();
      case AUTO, LOCAL, ARK -> fusion.prompt();
    };
  }

  /**
   * What people may send.
   *
   * @param maxSize of a photo or a mask, encoded
   * @param timeout for sending it
   * @param maxSide in pixels, that photos are shrunk to
   * @param maxAtWork bodies that are worked on at a time; one more is answered with 429
   */
  record Upload(DataSize maxSize, Duration timeout, int maxSide, int maxAtWork) {}

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
   */
  record Fusion(boolean focus, String prompt, String maskPrompt, String wordPrompt) {}

  /**
   * A service.
   *
   * @param apiKey that of Ark switches it on
   * @param fallbackToLocal whether the preview stands in while the service is down
   * @param previews of each image while it is drawn, 0 to 3; each may cost tokens
   */
  record Service(@DefaultValue("") String apiKey, boolean fallbackToLocal, int previews) {
    /** Shows no key. */
    @Override
    public String toString() {
      return "Service[configured=" + !apiKey.isBlank() + "]";
    }
  }
}
