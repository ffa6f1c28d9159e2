package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How much is kept, and how much may be, and for how long. What is there is counted at the start
 * and when what is old is deleted; in between what is added is added. Threads: safe.
 */
@Component
final class Quotas {
  private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);

  /** With masks and scenes. */
  final Account photos;

  /** With results. */
  final Account jobs;

  private final Duration retention;
  private final Clock clock;

  Quotas(StudioProperties properties, StudioFolder folder, Clock clock) throws IOException {
    StudioProperties.Quota quota = properties.quota();
    photos = new Account("photos", folder.photos, quota.photos(), quota.perVisitor());
    jobs = new Account("results", folder.results, quota.jobs(), quota.perVisitor());
    retention = properties.retention();
    this.clock = clock;
  }

  /** Deletes what has been kept for long enough. */
  @Scheduled(fixedDelayString = "PT1M")
  void deleteWhatIsOld() throws IOException {
    Instant oldest = clock.instant().minus(retention);
    int old = photos.deleteBefore(oldest) + jobs.deleteBefore(oldest);
    if (old > 0) {
      LOG.info("Deleted {} photos and results older than {}", old, retention);
    }
  }

  /** Things of one kind. */
  static final class Account {
    private final String what;
    private final Path folder;
    private final StudioProperties.Share share;
    private final int perVisitor;
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Folders of those who came since the start. */
    private final Map<String, Set<Path>> visitors = new HashMap<>();

    private Account(String what, Path folder, StudioProperties.Share share, int perVisitor)
        throws IOException {
      this.what = what;
      this.folder = folder;
      this.share = share;
      this.perVisitor = perVisitor;
      recount();
    }

    /** Counts what is there, since it was deleted or has grown. */
    private void recount() throws IOException {
      forgetWhatIsGone();
      List<Path> there = StudioFolder.keepsakes(folder);
      number.set(there.size());
      bytes.set(there.stream().mapToLong(StudioFolder::bytes).sum());
    }

    private int deleteBefore(Instant oldest) throws IOException {
      int old = 0;
      for (Path thing : StudioFolder.keepsakes(folder)) {
        if (thing.toFile().lastModified() < oldest.toEpochMilli()) {
          StudioFolder.delete(thing);
          old++;
        }
      }
      recount();
      return old;
    }

    private synchronized void forgetWhatIsGone() {
      visitors.values().forEach(things -> things.removeIf(Files::notExists));
      visitors.values().removeIf(Set::isEmpty);
    }

    /**
     * Counts a new thing, whose folder is there.
     *
     * @throws Problem if there are as many as there may be, in all or of one visitor
     */
    void admit(Path thing, String visitor) throws IOException {
      give(visitor, thing);
      number.incrementAndGet();
      if (isFull()) {
        recount(); // Something may have been deleted since.
        if (isFull()) {
          String why = "There is no room for more " + what + " until old ones are deleted.";
          throw new Problem(HttpStatus.INSUFFICIENT_STORAGE, "storage-full", why);
        }
      }
    }

    private boolean isFull() {
      return bytes.get() >= share.bytes().toBytes() || number.get() > share.number();
    }

    private synchronized void give(String visitor, Path thing) {
      Set<Path> things = visitors.computeIfAbsent(visitor, who -> new HashSet<>());
      things.removeIf(Files::notExists);
      if (things.size() >= perVisitor) {
        String why =
            "The limit of %s for one visitor is %d: delete some, or wait until they are old."
                .formatted(what, perVisitor);
        throw new Problem(HttpStatus.INSUFFICIENT_STORAGE, "visitor-full", why)
            .with("allowed", perVisitor);
      }
      things.add(thing);
    }

    /** Counts bytes that something has taken. */
    void add(long more) {
      bytes.addAndGet(more);
    }
  }
}
