package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How much is kept, and how much may be. What is there is counted at the start and by {@link
 * Retention}; in between what is added is added. Threads: safe.
 */
@Component
final class Quotas {
  private final StudioProperties.Quota quota;
  private final StudioFolder folder;
  private final Account photos = new Account("photos");
  private final Account jobs = new Account("results");

  Quotas(StudioProperties properties, StudioFolder folder) throws IOException {
    quota = properties.quota();
    this.folder = folder;
    recount();
  }

  /** Things of one kind. */
  private static final class Account {
    private final String what;
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Folders of those who came since the start. */
    private final Map<String, Set<Path>> visitors = new HashMap<>();

    Account(String what) {
      this.what = what;
    }

    void set(StudioFolder.Usage usage) {
      number.set(usage.number());
      bytes.set(usage.bytes());
    }

    boolean isFull(StudioProperties.Share share) {
      return bytes.get() >= share.bytes().toBytes() || number.get() > share.number();
    }

    synchronized void give(String visitor, Path thing, int most) {
      Set<Path> things = visitors.computeIfAbsent(visitor, who -> new HashSet<>());
      things.removeIf(Files::notExists);
      if (things.size() >= most) {
        throw new Problem(
                HttpStatus.INSUFFICIENT_STORAGE,
                "visitor-full",
                "The limit of %s for one visitor is %d: delete some, or wait until they are old."
                    .formatted(what, most))
            .with("allowed", most);
      }
      things.add(thing);
    }

    synchronized void forgetWhatIsGone() {
      for (Set<Path> things : visitors.values()) {
        things.removeIf(Files::notExists);
      }
      visitors.values().removeIf(Set::isEmpty);
    }
  }

  /** Counts what is there, since it was deleted or has grown. */
  void recount() throws IOException {
    photos.forgetWhatIsGone();
    jobs.forgetWhatIsGone();
    photos.set(StudioFolder.usage(folder.photos()));
    jobs.set(StudioFolder.usage(folder.results()));
  }

  /**
   * Counts a new photo, whose folder is there.
   *
   * @throws Problem if there are as many as there may be, in all or of one visitor
   */
  void admitPhoto(Path photo, String visitor) throws IOException {
    admit(photos, quota.photos(), photo, visitor);
  }

  /**
   * Counts a new job, whose folder is there.
   *
   * @throws Problem if there are as many as there may be, in all or of one visitor
   */
  void admitJob(Path job, String visitor) throws IOException {
    admit(jobs, quota.jobs(), job, visitor);
  }

  private void admit(Account account, StudioProperties.Share share, Path thing, String visitor)
      throws IOException {
    account.give(visitor, thing, quota.perVisitor());
    account.number.incrementAndGet();
    if (account.isFull(share)) {
      recount(); // Something may have been deleted since.
      if (account.isFull(share)) {
        throw new Problem(
            HttpStatus.INSUFFICIENT_STORAGE,
            "storage-full",
            "There is no room for more " + account.what + " until old ones are deleted.");
      }
    }
  }

  /** Counts bytes that a photo has taken, or its mask. */
  void addToPhotos(long bytes) {
    photos.bytes.addAndGet(bytes);
  }

  /** Counts bytes that a job's result has taken. */
  void addToJobs(long bytes) {
    jobs.bytes.addAndGet(bytes);
  }
}
