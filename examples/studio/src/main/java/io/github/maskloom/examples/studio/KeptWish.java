package io.github.maskloom.examples.studio;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.local.LocalFusionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a job was asked for. It is kept beside the job's mask until the job has ended, so that a
 * later process can go on with it.
 *
 * @param photo id of the photo
 * @param furniture file name of what is put into it
 * @param prompt the words that are sent, whoever wrote them
 * @param fillEnclosed whether what strokes enclose counts as painted
 * @param focus whether the part around the paint is sent alone
 * @param started when it began
 * @param language of whoever began it, as a tag
 * @param provider id of who was asked
 */
record KeptWish(
    String photo,
    String furniture,
    String prompt,
    boolean fillEnclosed,
    boolean focus,
    Instant started,
    String language,
    String provider) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptWish.class);
  private static final JsonMapper JSON = new JsonMapper();

  /** How far the call may have got of which no ticket tells: the preview asks no service. */
  Delivery deliveryUnlessTold() {
    return provider.equals(LocalFusionProvider.ID) ? Delivery.NOT_SENT : Delivery.UNKNOWN;
  }

  /** Writes it into the folder of the job's result. */
  void keep(Path result) throws IOException {
    Files.write(file(result), JSON.writeValueAsBytes(this));
  }

  /** The wish of a job that has not ended, if there is one that can be read. */
  static Optional<KeptWish> find(Path result) throws IOException {
    if (Files.notExists(file(result))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(result)), KeptWish.class));
    } catch (JacksonException e) {
      // It is whole before anything is sent. Retention deletes the folder.
      LOG.warn("The wish of a fusion cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /** The job has ended. */
  static void forget(Path result) throws IOException {
    Files.deleteIfExists(file(result));
  }

  private static Path file(Path result) {
    return result.resolve("wish.json");
  }
}
