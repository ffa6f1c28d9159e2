package io.github.maskloom.examples.studio;

import java.io.IOException;
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
    int old = 0;
    for (Path kind : List.of(folder.photos, folder.results)) {
      for (Path path : StudioFolder.keepsakes(kind)) {
        if (path.toFile().lastModified() < oldest.toEpochMilli()) {
          StudioFolder.delete(path);
          old++;
        }
      }
    }
    quotas.photos.recount();
    quotas.jobs.recount();
    if (old > 0) {
      LOG.info("Deleted {} photos and results older than {}", old, properties.retention());
    }
  }
}
