package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.Problem;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
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

    Account(String what) {
      this.what = what;
    }

    void set(StudioFolder.Usage usage) {
      number.set(usage.number());
      bytes.set(usage.bytes());
    }

    void admit(StudioProperties.Share share) {
      if (bytes.get() >= share.bytes().toBytes() || number.incrementAndGet() > share.number()) {
        throw Problem.full(what);
      }
    }
  }

  /** Counts what is there, since it was deleted or has grown. */
  void recount() throws IOException {
    photos.set(StudioFolder.usage(folder.photos()));
    jobs.set(StudioFolder.usage(folder.results()));
  }

  /**
   * Counts a new photo.
   *
   * @throws Problem if there are as many as there may be
   */
  void admitPhoto() throws IOException {
    admit(photos, quota.photos());
  }

  /**
   * Counts a new job.
   *
   * @throws Problem if there are as many as there may be
   */
  void admitJob() throws IOException {
    admit(jobs, quota.jobs());
  }

  private void admit(Account account, StudioProperties.Share share) throws IOException {
    try {
      account.admit(share);
    } catch (Problem full) {
      recount(); // Something may have been deleted since.
      account.admit(share);
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
