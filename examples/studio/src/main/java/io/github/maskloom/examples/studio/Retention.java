package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what has been kept for long enough. */
@Component
class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final StudioProperties properties;
  private final StudioFolder folder;
  private final Fusions fusions;
  private final Quotas quotas;
  private final Clock clock;

  Retention(
      StudioProperties properties,
      StudioFolder folder,
      Fusions fusions,
      Quotas quotas,
      Clock clock) {
    this.properties = properties;
    this.folder = folder;
    this.fusions = fusions;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1M")
  void deleteWhatIsOld() throws IOException {
    Instant oldest = clock.instant().minus(properties.retention());
    fusions.forgetBefore(oldest);
    List<Path> old = folder.keepsakes().stream().filter(path -> isBefore(path, oldest)).toList();
    for (Path path : old) {
      StudioFolder.delete(path);
    }
    quotas.recount();
    if (!old.isEmpty()) {
      LOG.info("Deleted {} photos and results older than {}", old.size(), properties.retention());
    }
  }

  private static boolean isBefore(Path path, Instant oldest) {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
          .toInstant()
          .isBefore(oldest);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      LOG.warn("Cannot tell the age of {}", path.getFileName(), e);
      return false;
    }
  }
}
